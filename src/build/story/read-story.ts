import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as v from 'valibot';
import type { CompiledForms, CompiledSpots } from '../../names/compiled.ts';
import type { CompiledCues } from '../../names/cues.ts';
import type { NamesModel } from '../../names/decide.ts';
import { createFinder, type Finder } from '../../names/find-candidates.ts';
import { carriedEditions } from '../../story/editions.ts';
import type { Edition, ParagraphId, Story } from '../../story/types.ts';
import { sentences } from '../../terms/sentences.ts';
import type { CompiledTopics, KnownSentences } from '../../topics/compiled.ts';
import type { CompiledRanker } from '../../topics/ranker.ts';
import { checkNames } from './check-names.ts';
import { compileCues } from './compile-cues.ts';
import { compileForms } from './compile-forms.ts';
import { compileSentences } from './compile-sentences.ts';
import { compileSpots } from './compile-spots.ts';
import { compileTopics, type Topics } from './compile-topics.ts';
import { parseCues } from './cues-schema.ts';
import { parseForms } from './forms-schema.ts';
import { parseData } from './parse-data.ts';
import { readNamesModel } from './read-names-model.ts';
import { readRanker } from './read-ranker.ts';
import { hasText, storySchema } from './story-schema.ts';
import { parseTopics } from './topics-schema.ts';

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
  /**
   * What the story's snippets teach of its names; `null` without any. Trained when it is first asked
   * for, since most tests want none of it.
   * @throws Error naming file, line, field and reason of what is wrong in the examples
   */
  readonly namesModel: NamesModel | null;
  readonly topics: CompiledTopics;
  readonly sentences: KnownSentences;
  /** What its passages teach of its paragraphs, on the terms of `namesModel`. */
  readonly ranker: CompiledRanker | null;
}

/**
 * Reads a story folder: `story.json`, the article's editions, `forms.json` (how the names are
 * written), `cues.json` (what tells a name from its doubles), and for the paragraphs `topics.json` (what
 * they are about) and `examples/` (passages that people judged), each of which may be missing.
 * @throws Error naming the file, the field and the reason
 */
export function readStory(folder: string): BundledStory {
  const article = readArticle(folder);
  const ids = article.names.map(({ id }) => id);
  const forms = parseForms(readStoryText(folder, 'forms.json'), 'forms.json');
  checkNames(forms, 'forms.json', ids);
  const cues = parseCues(readStoryText(folder, 'cues.json'), 'cues.json', ids);
  const paragraphs = article.editions[0]?.paragraphs.map(({ id }) => id) ?? [];
  const topics = readTopics(folder, paragraphs);
  const compiledForms = compileForms(forms);
  const compiledTopics = compileTopics(topics, paragraphs);
  const story = withNames(article, createFinder(compiledForms));
  const compiledCues = compileCues(cues);
  const namesModel = lazily(() => readNamesModel(folder, compiledForms, compiledCues));
  const ranker = lazily(() => readRanker(folder, story.names, compiledTopics));
  return {
    story,
    forms: compiledForms,
    spots: compileSpots(forms),
    cues: compiledCues,
    get namesModel() {
      return namesModel();
    },
    topics: compiledTopics,
    sentences: compileSentences(carriedEditions(story), compiledTopics),
    get ranker() {
      return ranker();
    },
  };
}

/** What is made when it is first asked for. */
function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Concepts that nobody wrote. */
const NO_TOPICS: Topics = { concepts: {}, weights: {}, patterns: [], subject: [] };

function readTopics(folder: string, paragraphs: readonly ParagraphId[]): Topics {
  if (!existsSync(join(folder, 'topics.json'))) return NO_TOPICS;
  return parseTopics(readStoryText(folder, 'topics.json'), 'topics.json', paragraphs);
}

/** What is written like a name in our own article is meant as one. */
function withNames(story: Story, { find }: Finder): Story {
  const editions = story.editions.map((edition) => ({
    ...edition,
    paragraphs: edition.paragraphs.map((paragraph) => ({
      ...paragraph,
      names: find(paragraph.text).map(({ name, start, end }) => ({ name, start, end })),
    })),
  }));
  return { ...story, editions };
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
  const read = editions.map((edition) => readEdition(folder, edition));
  const faults = read.flatMap((edition) => edition.faults);
  const count = read[0]?.paragraphs.length ?? 0;
  for (const { file, paragraphs } of read) {
    if (paragraphs.length !== count) {
      const lines = `has ${paragraphs.length} paragraphs where the original has ${count}`;
      faults.push(`${file}: ${lines}`);
      continue;
    }
    for (const [at, { id, sentences }] of paragraphs.entries()) {
      const wanted = read[0]?.paragraphs[at]?.sentences.length;
      if (sentences.length === wanted) continue;
      faults.push(
        `${file}: ${id}: has ${sentences.length} sentences where the original has ${wanted}`,
      );
    }
  }
  for (const [index, edition] of editions.entries()) {
    faults.push(
      ...faultsOfSummaries(edition, names, count).map(
        (fault) => `story.json: editions.${index}.${fault}`,
      ),
    );
  }
  for (const [index, { introducedIn }] of names.entries()) {
    if (!read[0]?.paragraphs.some(({ id }) => id === introducedIn)) {
      faults.push(`story.json: names.${index}.introducedIn: the article has no ${introducedIn}`);
    }
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return {
    asOf,
    names,
    languages: editions.map(({ lang, kind }) => ({ lang, kind })),
    editions: read.map(({ file: _, faults: __, ...edition }): Edition => edition),
  };
}

type NamedEdition = v.InferOutput<typeof storySchema>['editions'][number];

/** What is wrong with what an edition says in a few words: of each paragraph and each name it has to say it. */
function faultsOfSummaries(
  { titles, names }: NamedEdition,
  known: Story['names'],
  count: number,
): string[] {
  const faults: string[] = [];
  if (titles.length !== count) {
    faults.push(`titles: has ${titles.length} entries where the article has ${count} paragraphs`);
  }
  for (const { id } of known) {
    if (!Object.hasOwn(names, id)) faults.push(`names: says nothing of ${id}`);
  }
  for (const id of Object.keys(names)) {
    if (!known.some((name) => name.id === id)) faults.push(`names: unknown ${id}`);
  }
  return faults;
}

/** Where the sentences of a paragraph are, without the white space between them. */
const sentencesOf = (text: string) =>
  sentences(text).map(({ start, end }) => ({
    start,
    end: start + text.slice(start, end).trimEnd().length,
  }));

/** One edition, with what is wrong in its file. */
function readEdition(folder: string, { lang, kind, file, titles, names }: NamedEdition) {
  const [title = '', ...body] = readStoryText(folder, file)
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.trim());
  const faults: string[] = [];
  if (!hasText(title)) faults.push(`${file}: line 1: has no title`);
  if (body.length === 0) faults.push(`${file}: line 2: has no paragraph`);
  for (const [index, line] of body.entries()) {
    // The title is line 1.
    if (!hasText(line)) faults.push(`${file}: line ${index + 2}: is a paragraph without text`);
  }
  const paragraphs = body.filter(hasText).map((line, index) => ({
    id: `p${index + 1}` as ParagraphId,
    title: titles[index] ?? '',
    text: line,
    sentences: sentencesOf(line),
    names: [],
  }));
  return { lang, kind, file, faults, title: title.replace(/^\*+|\*+$/g, ''), names, paragraphs };
}
