/**
 * How fast names are recognised: over 10 MB of page text beside a plain regular expression of the
 * same forms, and on hostile text of two sizes, where time may grow no faster than the text.
 *
 *     tsx test/bench/recognise.ts [--json]
 *
 * The text is generated (always the same); rounds of the contenders are interleaved, medians and
 * minima taken. With `--json` the last line is the table as an array of rows
 * `{ workload, contender, metric, median, min, unit }`.
 */
import { join } from 'node:path';
import { readStory } from '../../src/build/story/read-story.ts';
import { createDecider } from '../../src/names/decide.ts';
import { createFinder } from '../../src/names/find-candidates.ts';
import { createJudge } from '../../src/names/judge.ts';
import { recogniserOf } from '../harness/recognise.ts';

import { median, type Row } from './table.ts';

interface Contender {
  readonly name: string;
  /** Does the work once; what it returns is kept so that nothing is optimised away. */
  run(): number;
}

const PAGE_UNITS = 10_000_000;
const HOSTILE_UNITS = 1_000_000;
const ROUNDS = 7;
const AT_LARGE = '10 MB of paragraphs';
const NEWS = '10 MB of news paragraphs';
const PARAGRAPH_WORDS = 60;
/** One word in so many is a name: on the web at large, and on a page of news about them. */
const WORDS_PER_NAME = 4000;
const WORDS_PER_NAME_IN_NEWS = 80;

const WORDS = [
  'the of and a to in is was that for on with as by from at which their new report said company',
  'opening growing examine maximum exact relax open source operation grow group agro axis Texas',
  'le la les des une dans pour avec sur plus par société français données modèle procès',
  'der die das und nicht eine über werden können Unternehmen Öffnung Gericht Milliarden',
  'el los que por con para una más empresa inteligencia según millones',
  'и в не на что с по как это для компания модель новый суд',
  '人工 知能 会社 発表 新しい 研究 公司 模型 发布 用户 数据',
  '회사 모델 발표 새로운 사용자 데이터 연구',
  'في من على إلى عن أن الشركة نموذج جديد المحكمة',
]
  .join(' ')
  .split(' ');
const NAMES = ['Grok', 'xAI', 'OpenAI', 'grok', 'XAI', 'Open AI', 'Grok 3', 'x.ai', 'openai'];

/** mulberry32: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pageText(units: number, wordsPerName: number): string[] {
  const random = createRandom(1);
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  const paragraphs: string[] = [];
  for (let length = 0; length < units; ) {
    const words = Array.from({ length: PARAGRAPH_WORDS }, () =>
      random() * wordsPerName < 1 ? pick(NAMES) : pick(WORDS),
    );
    const paragraph = `${words.join(' ')}.`;
    paragraphs.push(paragraph);
    length += paragraph.length;
  }
  return paragraphs;
}

const HOSTILE = {
  'grok grok': 'grok ',
  grokgrok: 'grok',
  'x.x.x.x': 'x.',
  'combining marks': '\u0301',
  'letters with marks': 'G\u0301r\u00ado\u200bk\u0301 ',
  'Grok-1.1.1.1': '1.',
  'open open': 'open ',
  'x and line breaks': 'x\n',
  'grok/grok': 'grok/',
  '-grok-': 'grok-',
  '@@@@': '@grok',
  backticks: '`grok` ',
  'cues beside grok': 'logstash grok musk ',
  说grok: '说grok',
} as const;

function measure(workload: string, contenders: readonly Contender[]): Row[] {
  const times = contenders.map((): number[] => []);
  let kept = 0;
  for (let round = 0; round <= ROUNDS; round += 1) {
    contenders.forEach((contender, i) => {
      const start = performance.now();
      kept += contender.run();
      // The first round warms up.
      if (round > 0) times[i]?.push(performance.now() - start);
    });
  }
  if (Number.isNaN(kept)) throw new Error(`${workload}: a contender returned no count`);
  return contenders.map(({ name }, i) => ({
    workload,
    contender: name,
    metric: 'time',
    median: median(times[i] ?? []),
    min: Math.min(...(times[i] ?? [])),
    unit: 'ms',
  }));
}

const { forms, cues, namesModel } = readStory(join(import.meta.dirname, '../../assets/story'));
const finder = createFinder(forms);
const recognise = recogniserOf(finder, createDecider(finder, createJudge(cues), namesModel));
/** The same forms without any of the conditions. */
const plain = /grok|x[. ]?ai|open[ -]?ai/i;

const paragraphs = pageText(PAGE_UNITS, WORDS_PER_NAME);
const news = pageText(PAGE_UNITS, WORDS_PER_NAME_IN_NEWS);
const whole = paragraphs.join('\n');
const count = (texts: readonly string[], test: (text: string) => boolean) =>
  texts.reduce((sum, text) => sum + (test(text) ? 1 : 0), 0);
const countAll = (regex: RegExp) => {
  let hits = 0;
  regex.lastIndex = 0;
  while (regex.exec(whole) !== null) hits += 1;
  return hits;
};
const plainAll = new RegExp(plain.source, 'gi');

const rows: Row[] = [
  ...Object.entries({ [AT_LARGE]: paragraphs, [NEWS]: news }).flatMap(([workload, texts]) =>
    measure(workload, [
      { name: 'regex test', run: () => count(texts, (text) => plain.test(text)) },
      { name: 'find', run: () => count(texts, (text) => finder.find(text).length > 0) },
      { name: 'find and judge', run: () => count(texts, (text) => recognise(text).length > 0) },
    ]),
  ),
  ...measure('10 MB at once', [
    { name: 'regex exec loop', run: () => countAll(plainAll) },
    { name: 'mayContain exec loop', run: () => countAll(finder.mayContain) },
    { name: 'find', run: () => finder.find(whole).length },
  ]),
];
for (const [name, unit] of Object.entries(HOSTILE)) {
  const text = `Grok-${unit.repeat(HOSTILE_UNITS / unit.length)}`;
  const half = text.slice(0, text.length / 2);
  const measured = measure(`hostile: ${name}`, [
    { name: 'recognise 0.5 MB', run: () => recognise(half).length },
    { name: 'recognise 1 MB', run: () => recognise(text).length },
  ]);
  rows.push(...measured);
}

const ratioOf = (workload: string, over: string, under: string): Row => {
  const find = (contender: string) =>
    rows.find((row) => row.workload === workload && row.contender === contender);
  const ratio = (key: 'median' | 'min') => (find(over)?.[key] ?? 0) / (find(under)?.[key] ?? 0);
  return {
    workload,
    contender: `${over} / ${under}`,
    metric: 'ratio',
    median: ratio('median'),
    min: ratio('min'),
    unit: '',
  };
};
rows.push(
  ...[AT_LARGE, NEWS].flatMap((workload) => [
    ratioOf(workload, 'find', 'regex test'),
    ratioOf(workload, 'find and judge', 'regex test'),
  ]),
  ratioOf('10 MB at once', 'mayContain exec loop', 'regex exec loop'),
  ratioOf('10 MB at once', 'find', 'regex exec loop'),
  ...Object.keys(HOSTILE).map((name) =>
    ratioOf(`hostile: ${name}`, 'recognise 1 MB', 'recognise 0.5 MB'),
  ),
);

for (const { workload, contender, median: middle, min, unit } of rows) {
  const figures = [middle, min].map((value) => value.toFixed(2).padStart(9)).join(' ');
  console.log(`${workload.padEnd(30)} ${contender.padEnd(42)} ${figures} ${unit}`);
}
if (process.argv.includes('--json')) console.log(JSON.stringify(rows));
