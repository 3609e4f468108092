import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Edition, ParagraphId, Story } from '../story/types.ts';

/** What is wrong with a story folder: names the file, the field and the reason. */
export class StoryError extends Error {
  constructor(file: string, field: string, reason: string) {
    super(`${file}: ${field ? `${field}: ` : ''}${reason}`);
    this.name = 'StoryError';
  }
}

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

/**
 * Reads and checks `file` of the story folder `folder` against a schema.
 * @throws {StoryError} naming the file, the field and the reason
 */
export function readStoryFile<const TSchema extends v.GenericSchema>(
  folder: string,
  file: string,
  schema: TSchema,
): v.InferOutput<TSchema> {
  let json: unknown;
  try {
    json = JSON.parse(readStoryText(folder, file));
  } catch (error) {
    if (error instanceof StoryError) throw error;
    throw new StoryError(file, '', `is no JSON: ${(error as Error).message}`);
  }
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new StoryError(file, v.getDotPath(issue) ?? '', issue.message);
}

function readStoryText(folder: string, file: string): string {
  try {
    return readFileSync(join(folder, file), 'utf8');
  } catch (error) {
    throw new StoryError(file, '', `cannot be read: ${(error as Error).message}`);
  }
}

/**
 * Reads a story folder: `story.json` and the article's editions that it names.
 * An edition is plain text: its first line is the title (asterisks around it are dropped), each
 * further line is a paragraph, `p1` first.
 * @throws {StoryError} naming the file, the field and the reason
 */
export function readStory(folder: string): Story {
  const { asOf, names, editions } = readStoryFile(folder, 'story.json', storySchema);
  const read = editions.map(({ lang, kind, file }): Edition => {
    const [title = '', ...body] = readStoryText(folder, file)
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '');
    if (title === '') throw new StoryError(file, 'line 1', 'has no title');
    if (body.length === 0) throw new StoryError(file, 'line 2', 'has no paragraph');
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
      throw new StoryError(editions[index]?.file ?? '', '', reason);
    }
  }
  for (const [index, { introducedIn }] of names.entries()) {
    if (!read[0]?.paragraphs.some(({ id }) => id === introducedIn)) {
      const field = `names.${index}.introducedIn`;
      throw new StoryError('story.json', field, `the article has no ${introducedIn}`);
    }
  }
  return { asOf, names, editions: read };
}
