/**
 * How often the first ranked paragraph is the one a reader needs.
 *
 *   npm run -s eval:relevance -- [--wrong] [FILE.jsonl]
 *
 * FILE: one labelled case a line (`id`, `lang`, `page_title`, `context`, `mention`, `best`,
 * `acceptable`), by default the shared corpus. The last line printed is one JSON object. Before it:
 * the share of the cases that was held back while the topics were written, MiniSearch (BM25) over
 * both editions on the same cases, and each language judged by topics from which it was left out.
 *
 * The held-back cases served as figures only until the topics' last revision, before which they were
 * read once: believe cases that were labelled later more than these.
 */

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import MiniSearch from 'minisearch';
import * as v from 'valibot';
import { compileTopics, type Topics } from '../../src/build/story/compile-topics.ts';
import { readStory } from '../../src/build/story/read-story.ts';
import { parseTopics } from '../../src/build/story/topics-schema.ts';
import type { ParagraphId, Story } from '../../src/story/types.ts';
import { rankParagraphs } from '../../src/topics/rank-paragraphs.ts';
import { indexTopics, type TopicIndex } from '../../src/topics/topic-index.ts';

const Paragraph = v.custom<ParagraphId>(
  (id) => typeof id === 'string' && /^p\d+$/.test(id),
  'is no paragraph id',
);

const Case = v.object({
  id: v.string(),
  lang: v.string(),
  page_title: v.string(),
  context: v.string(),
  mention: v.object({ start: v.number(), end: v.number(), entity: v.string() }),
  best: Paragraph,
  acceptable: v.pipe(v.array(Paragraph), v.minLength(1)),
});
type Case = v.InferOutput<typeof Case>;

/** Ranks one case; only the first is judged. */
type Ranker = (item: Case) => ParagraphId | undefined;

/** The part of the labelled cases that may be read while topics are written. */
const SEEN_SHARE = 0.6;

/** Decided by the id alone, so that cases added later fall on the same side every time. */
function isSeen({ id }: Case): boolean {
  return createHash('sha256').update(id).digest().readUInt32BE(0) / 2 ** 32 < SEEN_SHARE;
}

function readCases(file: string): Case[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, i) => {
    if (line.trim() === '') return [];
    const at = `${file}:${i + 1}`;
    let json: unknown;
    try {
      json = JSON.parse(line);
    } catch (error) {
      throw new Error(`${at}: ${(error as Error).message}`);
    }
    const result = v.safeParse(Case, json);
    if (result.success) return [result.output];
    const [issue] = result.issues;
    throw new Error(`${at}: ${v.getDotPath(issue) ?? 'the line'}: ${issue.message}`);
  });
}

function ranker(story: Story, index: TopicIndex): (item: Case) => ParagraphId[] {
  return ({ context, page_title, mention }) => {
    const name = story.names.find(({ id }) => id === mention.entity);
    if (!name) throw new Error(`unknown name “${mention.entity}”`);
    const { introducedIn } = name;
    const passage = { text: context, start: mention.start, end: mention.end, introducedIn };
    return rankParagraphs({ ...passage, title: page_title }, index).map(({ id }) => id);
  };
}

/** The reference: BM25 over both editions, asked with the passage and the page's title. */
function miniSearch(story: Story): Ranker {
  const search = new MiniSearch<{ id: string; text: string }>({ fields: ['text'] });
  for (const { lang, paragraphs } of story.editions) {
    for (const { id, text } of paragraphs) search.add({ id: `${id} ${lang}`, text });
  }
  return ({ context, page_title }) =>
    search.search(`${context} ${page_title}`)[0]?.id.split(' ')[0] as ParagraphId | undefined;
}

interface Figures {
  readonly items: number;
  readonly best: number;
  readonly acceptable: number;
}

function judge(cases: readonly Case[], rank: Ranker): Figures {
  const share = (right: (item: Case, first: ParagraphId | undefined) => boolean) =>
    cases.length === 0
      ? 0
      : Number((cases.filter((item) => right(item, rank(item))).length / cases.length).toFixed(4));
  return {
    items: cases.length,
    best: share((item, first) => first === item.best),
    acceptable: share((item, first) => first !== undefined && item.acceptable.includes(first)),
  };
}

function judgeBy(cases: readonly Case[], rank: Ranker, key: (item: Case) => string) {
  const groups = new Map<string, Case[]>();
  for (const item of cases) {
    const group = groups.get(key(item)) ?? [];
    groups.set(key(item), [...group, item]);
  }
  return Object.fromEntries(
    [...groups].sort().map(([group, items]) => [group, judge(items, rank)] as const),
  );
}

function withoutLanguage(topics: Topics, lang: string): Topics {
  const concepts = Object.entries(topics.concepts).map(([name, lists]) => {
    const others = Object.entries(lists).filter(([tag]) => tag !== lang);
    return [name, Object.fromEntries(others)] as const;
  });
  return { ...topics, concepts: Object.fromEntries(concepts) };
}

function show(label: string, { items, best, acceptable }: Figures): void {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(8);
  console.log(
    `${label.padEnd(34)}${String(items).padStart(4)} cases  best${percent(best)}` +
      `  acceptable${percent(acceptable)}`,
  );
}

const { values, positionals } = parseArgs({
  options: { wrong: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const file =
  positionals[0] ??
  fileURLToPath(new URL('../../../shared/corpus/relevance.jsonl', import.meta.url));
if (!existsSync(file)) {
  console.error(`${file} does not exist: give a file of labelled cases.`);
  process.exit(1);
}

const cases = readCases(file);
const folder = join(import.meta.dirname, '../../assets/story');
const { story, topics: compiled } = readStory(folder);
const paragraphs = story.editions[0]?.paragraphs.map(({ id }) => id) ?? [];
const authored = readFileSync(join(folder, 'topics.json'), 'utf8');
const topics = parseTopics(authored, 'topics.json', paragraphs);
const rankAll = ranker(story, indexTopics(compiled));
const rank: Ranker = (item) => rankAll(item)[0];

if (values.wrong) {
  for (const item of cases) {
    const ranked = rankAll(item);
    if (ranked[0] === item.best) continue;
    const grade = item.acceptable.includes(ranked[0] as ParagraphId) ? 'acceptable' : 'WRONG';
    console.log(
      `${item.id}: ${ranked[0]} (${grade}), best is ${item.best} of ${item.acceptable.join(' ')}; ` +
        `ranked ${ranked.join(' ')}\n  ${item.context}\n  [${item.page_title}]`,
    );
  }
}

const total = judge(cases, rank);
show('topics', total);
show('  of which read while writing', judge(cases.filter(isSeen), rank));
show(
  '  of which held back',
  judge(
    cases.filter((item) => !isSeen(item)),
    rank,
  ),
);
show('MiniSearch (BM25), both editions', judge(cases, miniSearch(story)));
for (const lang of [...new Set(cases.map((item) => item.lang))].sort()) {
  const others = compileTopics(withoutLanguage(topics, lang), paragraphs);
  const blind = ranker(story, indexTopics(others));
  const own = cases.filter((item) => item.lang === lang);
  show(
    `topics without their ${lang} terms`,
    judge(own, (item) => blind(item)[0]),
  );
}
const bytes = gzipSync(JSON.stringify(compiled), { level: 9 }).length;
console.log(`compiled topics: ${(bytes / 1000).toFixed(1)} kB gzip`);
console.log(
  JSON.stringify({
    ...total,
    byLanguage: judgeBy(cases, rank, (item) => item.lang),
    byParagraph: judgeBy(cases, rank, (item) => item.best),
  }),
);
