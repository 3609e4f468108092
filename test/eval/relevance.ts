/**
 * How often the first ranked paragraph is the one that a reader needs, and how well the ranker knows
 * how sure it may be.
 *
 *   npm run -s eval:relevance -- [--wrong] [FILE.jsonl]
 *   npm run -s eval:relevance -- --cross
 *
 * FILE: labelled cases as in `assets/story/examples`, by default the shared sample; judged by the ranker
 * that ships. Cases that it was trained on are told apart. Beside it, in the same run: the topics alone
 * (what a story without examples has), and MiniSearch (BM25) over all editions. The last line printed
 * is one JSON object.
 *
 * `--cross`: the examples themselves, each judged by a ranker that was trained on two thirds of them,
 * near-alike passages and neighbours in a file always on one side; then the same with something left
 * out. Takes a minute or more.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import MiniSearch from 'minisearch';
import { compileTopics } from '../../src/build/story/compile-topics.ts';
import { readRankerInputs } from '../../src/build/story/read-ranker.ts';
import { readStory } from '../../src/build/story/read-story.ts';
import { type RankerInputs, trainInParts } from '../../src/build/train/train-ranker.ts';
import type { ParagraphId } from '../../src/story/types.ts';
import { createRanker } from '../../src/topics/ranker.ts';
import { indexTopics } from '../../src/topics/topic-index.ts';
import { type Answered, answer, paragraphsOf, readCases } from './relevance-cases.ts';
import { figuresBy, figuresOf, show, showFully } from './relevance-figures.ts';

const folder = join(import.meta.dirname, '../../assets/story');
const { story, topics, ranker } = readStory(folder);
const index = indexTopics(topics);

function kilobytes(data: unknown): string {
  return `${(gzipSync(JSON.stringify(data), { level: 9 }).length / 1000).toFixed(1)} kB gzip`;
}

/** The reference: BM25 over all editions, asked with the passage and the page's title. */
function miniSearch(): (item: Answered['item']) => Answered {
  const search = new MiniSearch<{ id: string; text: string }>({ fields: ['text'] });
  for (const { lang, paragraphs } of story.editions) {
    for (const { id, text } of paragraphs) search.add({ id: `${id} ${lang}`, text });
  }
  return (item) => {
    const found = search.search(`${item.context} ${item.page_title}`);
    const ids = [...new Set(found.map(({ id }) => id.split(' ')[0] as ParagraphId))];
    return { item, ranked: ids.map((id) => ({ id, score: 0 })) };
  };
}

function showWrong(answered: readonly Answered[]): void {
  for (const { item, ranked, outcome } of answered) {
    const first = ranked[0]?.id;
    if (first === item.best) continue;
    const isAcceptable = item.acceptable.some((id) => id === first);
    const order = ranked.map(({ id, score }) => `${id} ${score.toFixed(2)}`).join(' ');
    console.log(
      `${item.id}: ${first} (${isAcceptable ? 'acceptable' : 'WRONG'}, ${outcome}), best is ` +
        `${item.best} of ${item.acceptable.join(' ')}; ${order}\n` +
        `  ${item.context}\n  [${item.page_title}]`,
    );
  }
}

function judgeFile(file: string, wrong: boolean): void {
  const cases = readCases(file, story);
  const rank = createRanker(ranker, index);
  const answered = cases.map((item) => answer(item, rank, story));
  if (wrong) showWrong(answered);
  const known = new Set(
    readRankerInputs(folder, story.names, topics)?.passages.map((p) => p.context),
  );
  const isKnown = ({ item }: Answered) => known.has(item.context);
  showFully('what ships', answered);
  show('  of which trained on', figuresOf(answered.filter(isKnown)));
  show('  of which not', figuresOf(answered.filter((each) => !isKnown(each))));
  const byTopics = createRanker(null, index);
  show('topics alone', figuresOf(cases.map((item) => answer(item, byTopics, story))));
  show('MiniSearch (BM25), all editions', figuresOf(cases.map(miniSearch())));
  console.log(`ranker ${kilobytes(ranker)}, topics ${kilobytes(topics)}`);
  console.log(
    JSON.stringify({
      ...figuresOf(answered),
      byOutcome: figuresBy(answered, ({ outcome }) => outcome ?? 'none'),
      byLanguage: figuresBy(answered, ({ item }) => item.lang),
      byParagraph: figuresBy(answered, ({ item }) => item.best),
    }),
  );
}

/** Each example answered by the ranker that was trained without its part. */
function crossAnswered(inputs: RankerInputs): Answered[] {
  const { models, folds } = trainInParts(inputs);
  const own = indexTopics(inputs.topics);
  const ranks = models.map((model) => createRanker(model, own));
  return inputs.passages.flatMap((item, i) => {
    const rank = ranks[folds[i] ?? 0];
    return rank ? [answer(item, rank, story)] : [];
  });
}

function judgeCross(): void {
  const inputs = readRankerInputs(folder, story.names, topics);
  if (inputs === null) throw new Error(`${folder} has no examples`);
  const answered = crossAnswered(inputs);
  showFully('three-fold', answered);
  const none = compileTopics(
    { concepts: {}, weights: {}, patterns: [], subject: [] },
    paragraphsOf(story),
  );
  const half = inputs.passages.filter((_, i) => Math.floor(i / 12) % 2 === 0);
  show('  without topics', figuresOf(crossAnswered({ ...inputs, topics: none })));
  show('  without synonyms', figuresOf(crossAnswered({ ...inputs, synonyms: {} })));
  show('  with half of the examples', figuresOf(crossAnswered({ ...inputs, passages: half })));
  const byTopics = createRanker(null, index);
  show('topics alone', figuresOf(inputs.passages.map((item) => answer(item, byTopics, story))));
  show('MiniSearch (BM25), all editions', figuresOf(inputs.passages.map(miniSearch())));
  console.log(
    JSON.stringify({
      ...figuresOf(answered),
      byLanguage: figuresBy(answered, ({ item }) => item.lang),
    }),
  );
}

const { values, positionals } = parseArgs({
  options: {
    wrong: { type: 'boolean', default: false },
    cross: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const file =
  positionals[0] ??
  fileURLToPath(new URL('../../../shared/corpus/relevance.jsonl', import.meta.url));
if (values.cross) judgeCross();
else if (existsSync(file)) judgeFile(file, values.wrong);
else {
  console.error(`${file} does not exist: give a file of labelled cases.`);
  process.exitCode = 1;
}
