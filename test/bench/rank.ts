/**
 * What ranking a mention and comparing a page cost.
 *
 *   npm run -s bench:rank -- [--json]
 *
 * Prints a table; with `--json` the last line is an array of rows.
 */
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { readStory } from '../../src/build/story/read-story.ts';
import { coverPage } from '../../src/topics/coverage.ts';
import { rankParagraphs } from '../../src/topics/rank-paragraphs.ts';
import { indexTopics } from '../../src/topics/topic-index.ts';

import type { Row } from './table.ts';

const SENTENCES = {
  en: 'Musk left OpenAI in 2018 after a quarrel over control, and some experts warn of a danger. ',
  fr: 'Le tribunal dira si OpenAI a trahi sa mission, tandis que les investisseurs se disputent. ',
  zh: '他起诉OpenAI背离非营利的初衷，任何人都可以免费下载权重。',
  ar: 'رفع الملياردير دعوى قضائية ضد OpenAI لأنها تخلت عن مهمتها غير الربحية. ',
};

const { topics } = readStory(join(import.meta.dirname, '../../assets/story'));
const rows: Row[] = [];

/** Times `run`, warm. `median` holds the percentile that `metric` names, of all runs. */
function measure(workload: string, contender: string, runs: number, run: () => unknown): void {
  for (let i = 0; i < Math.ceil(runs / 4); i++) run();
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(runs - 1, Math.floor(share * runs))] as number;
  const row = { workload, contender, min: times[0] as number, unit: 'ms' as const };
  rows.push(
    { ...row, metric: 'p50', median: at(0.5) },
    { ...row, metric: 'p95', median: at(0.95) },
  );
}

const index = indexTopics(topics);
const big = Array.from(
  { length: 20_000 },
  (_, i) => Object.values(SENTENCES)[i % 4]?.repeat(6).slice(0, 500) ?? '',
);

function rankAt(text: string, at: number) {
  const start = text.indexOf('OpenAI', at);
  const end = start + 'OpenAI'.length;
  return rankParagraphs({ text, start, end, title: '', introducedIn: 'p1' }, index);
}

for (const [lang, sentence] of Object.entries(SENTENCES)) {
  const block = sentence.repeat(Math.ceil(2000 / sentence.length)).slice(0, 2000);
  measure(`${lang}, 2,000 characters`, 'rankParagraphs', 400, () => rankAt(block, 900));
}
const hostile = SENTENCES.en.replaceAll(/[.,]/g, '').repeat(Math.ceil(1e6 / SENTENCES.en.length));
measure('1 MB without a full stop', 'rankParagraphs', 200, () => rankAt(hostile, 5e5));
const marks = `OpenAI ${'a\u0301\u0302\u0303 ،。'.repeat(200_000)}`;
measure('1 MB of marks and stops', 'rankParagraphs', 100, () => rankAt(marks, 0));
measure('10 MB in blocks of 500', 'coverPage', 8, () => coverPage(big, index));
measure('10 MB in one block', 'coverPage', 8, () => coverPage([big.join('')], index));
measure('the bundled topics', 'indexTopics', 40, () => indexTopics(topics));

console.log(`${'workload'.padEnd(28)}${'contender'.padEnd(16)}metric    value      min`);
for (const { workload, contender, metric, median, min, unit } of rows) {
  console.log(
    `${workload.padEnd(28)}${contender.padEnd(16)}${metric}  ` +
      `${median.toFixed(3).padStart(9)}${min.toFixed(3).padStart(9)} ${unit}`,
  );
}
if (process.argv.includes('--json')) console.log(JSON.stringify(rows));
