import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { compileCues } from '../story/compile-cues.ts';
import { type CompiledForms, compileForms } from '../story/compile-forms.ts';
import { type CompiledSpots, compileSpots } from '../story/compile-spots.ts';
import { type CompiledTopics, compileTopics } from '../story/compile-topics.ts';
import type { CompiledCues } from '../story/judge.ts';
import type { Edition, ParagraphId, Story } from '../story/types.ts';
import { parseCues } from './cues-schema.ts';
import { parseForms } from './forms-schema.ts';
import { parseData } from './parse-data.ts';
import { parseTopics } from './topics-schema.ts';

const text = v.pipe(v.string(), v.trim(), v.minLength(1, 'is empty'));
const paragraphId = v.pipe(
  v.string(),
  v.regex(/^p[1-9]\d*$/, 'is no paragraph id (p1, p2, …)'),
  v.transform((id) => id as ParagraphId),
);

const storySchema = v.strictObject({
  asOf: v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'is no year and month (2024-03)')),
  editions: v.pipe(
    v.array(
      v.strictObject({
        lang: v.pipe(text, v.check(isLanguageTag, 'is no language tag (BCP 47)')),
        file: v.pipe(text, v.regex(/^[\w.-]+$/, 'is no plain file name')),
        kind: v.picklist(['original', 'translation']),
      }),
    ),
    v.minLength(1, 'names no edition'),
    v.check((editions) => editions[0]?.kind === 'original', 'must begin with the original'),
    v.check(
      (editions) => editions.filter(({ kind }) => kind === 'original').length === 1,
      'must have one original',
    ),
    v.check((editions) => isUnique(editions.map(({ lang }) => lang)), 'has a language twice'),
  ),
  names: v.pipe(
    v.array(
      v.strictObject({
        id: v.pipe(text, v.regex(/^[a-z][a-z0-9-]*$/, 'is no id (lower-case letters and digits)')),
        label: text,
        introducedIn: paragraphId,
      }),
    ),
    v.minLength(1, 'names no name'),
    v.check((names) => isUnique(names.map(({ id }) => id)), 'has an id twice'),
  ),
});

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag;
  } catch {
    return false;
  }
}

function isUnique(items: readonly string[]): boolean {
  return new Set(items).size === items.length;
}

function readStoryText(folder: string, file: string): string {
  try {
    return readFileSync(join(folder, file), 'utf8');
  } catch (error) {
    throw new Error(`${file}: cannot be read: ${(error as Error).message}`);
  }
}

/** All of a story folder, checked and compiled: what a build carries. */
export interface BundledStory {
  readonly story: Story;
  readonly forms: CompiledForms;
  readonly spots: CompiledSpots;
  readonly cues: CompiledCues;
  readonly topics: CompiledTopics;
}

/**
 * Reads a story folder: `story.json`, the article's editions, `forms.json` (how the names are
 * written), `cues.json` (what tells a name from its doubles) and `topics.json` (what the paragraphs
 * are about).
 * @throws Error naming the file, the field and the reason
 */
export function readStory(folder: string): BundledStory {
  const story = readArticle(folder);
  const ids = story.names.map(({ id }) => id);
  const forms = parseForms(readStoryText(folder, 'forms.json'), 'forms.json');
  for (const [index, { id }] of forms.names.entries()) {
    if (!ids.includes(id)) {
      throw new Error(`forms.json: names.${index}.id: story.json knows no name ${id}`);
    }
  }
  const cues = parseCues(readStoryText(folder, 'cues.json'), 'cues.json', ids);
  const paragraphs = story.editions[0]?.paragraphs.map(({ id }) => id) ?? [];
  const topics = parseTopics(readStoryText(folder, 'topics.json'), 'topics.json', paragraphs);
  return {
    story,
    forms: compileForms(forms),
    spots: compileSpots(forms),
    cues: compileCues(cues),
    topics: compileTopics(topics, paragraphs),
  };
}

/**
 * `story.json` and the article's editions that it names. An edition is plain text: its first line is
 * the title (asterisks around it are dropped), each further line is a paragraph, `p1` first.
 */
function readArticle(folder: string): Story {
  const { asOf, names, editions } = parseData(
    storySchema,
    readStoryText(folder, 'story.json'),
    'story.json',
  );
  const read = editions.map(({ lang, kind, file }): Edition => {
    const [title = '', ...body] = readStoryText(folder, file)
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '');
    if (title === '') throw new Error(`${file}: line 1: has no title`);
    if (body.length === 0) throw new Error(`${file}: line 2: has no paragraph`);
    return {
      lang,
      kind,
      title: title.replace(/^\*+|\*+$/g, ''),
      paragraphs: body.map((paragraph, index) => ({ id: `p${index + 1}`, text: paragraph })),
    };
  });
  const count = read[0]?.paragraphs.length ?? 0;
  for (const [index, { paragraphs }] of read.entries()) {
    if (paragraphs.length !== count) {
      const reason = `has ${paragraphs.length} paragraphs where the original has ${count}`;
      throw new Error(`${editions[index]?.file}: ${reason}`);
    }
  }
  for (const [index, { introducedIn }] of names.entries()) {
    if (!read[0]?.paragraphs.some(({ id }) => id === introducedIn)) {
      throw new Error(
        `story.json: names.${index}.introducedIn: the article has no ${introducedIn}`,
      );
    }
  }
  return { asOf, names, editions: read };
}
