/** The pages that are measured, and who takes part in each. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from './random.ts';
import type { ScenarioName } from './scenarios.ts';

export interface Workload {
  readonly scenario: ScenarioName;
  readonly contenders: readonly string[];
  /** What the page is, for the reader. */
  readonly about: string;
  /** The page has mentions: whoever finds none has not done the work. */
  readonly hasMentions: boolean;
  /** Its memory is not asked for: to collect its garbage takes half a minute. */
  readonly isHuge?: true;
  /** Rounds for each that is asked for, where two pages alone differ by more than what is measured. */
  readonly times?: number;
  html(): string;
}

const LANGUAGES = [
  'the of and a to in is was that for on with as by from at which their new report said company ' +
    'opening growing examine maximum exact relax open source operation grow group axis Texas',
  'le la les des une dans pour avec sur plus par société français données modèle procès avocat ' +
    'juge annonce entreprise ouverture groupe travail maximum exact liberté question',
  '人工 知能 会社 発表 新しい 研究 公司 模型 发布 用户 数据 訴訟 裁判 投資 開発 市場 利用 技術',
].map((words) => words.split(' '));

/** Each as often as it stands here. */
const NAMES = [
  'OpenAI',
  'OpenAI',
  'OpenAI',
  'Open AI',
  'xAI',
  'xAI',
  'Grok',
  'Grok 3',
  'd’OpenAI',
  'OpenAI’s',
];

const random = createRandom(2);
const below = (n: number) => Math.floor(random() * n);

/** Prose of about so many UTF-16 units, in one of the languages. */
function prose(units: number, name?: string): string {
  const words = LANGUAGES[below(LANGUAGES.length)] ?? [];
  const list: string[] = [];
  for (let length = 0; length < units; length += (list.at(-1)?.length ?? 0) + 1) {
    list.push(words[below(words.length)] ?? '');
  }
  if (name) list.splice(below(list.length), 0, name);
  return list.join(' ');
}

const someName = () => NAMES[below(NAMES.length)] ?? '';
const times = (n: number, make: (index: number) => string) =>
  Array.from({ length: n }, (_, index) => make(index)).join('');
const document = (body: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Report</title><body>${body}</body>`;

const UNITS = 50;
const NODES_A_BLOCK = 5;

/** Blocks of five texts each, in nested markup; a mention in every `every`th block, 0: in none. */
const nested = (texts: number, every = 0) =>
  times(texts / NODES_A_BLOCK, (index) => {
    const text = () => prose(UNITS);
    const first = prose(UNITS, every > 0 && index % every === 0 ? someName() : undefined);
    return (
      `<div class="item"><p>${first} <b>${text()}</b> ${text()}` +
      ` <a href="#${index}"><i>${text()}</i></a>${text()}</p></div>`
    );
  });

const mentions = (n: number) =>
  times(n, () => `<p>${prose(UNITS, someName())} <a href="#">${prose(20)}</a> ${prose(UNITS)}</p>`);

const cells = () => `<div class="ticker">${times(50, (i) => `<b>${i}.00</b> `)}</div>`;

const LIBRARIES = ['findAndReplaceDOMText', 'advanced-mark', 'mark.js'];
const SCANS = ['backstory', 'floor-node', 'floor-page', ...LIBRARIES, 'mark.js-regexp', 'page'];

/** What there is to be marked by every way of calling a library. */
const EVERY_WAY = [
  ...SCANS,
  'mark.js-within',
  'mark.js-regexp-across',
  'advanced-mark-within',
  'advanced-mark-words',
  'findAndReplaceDOMText-plain',
];

const STYLED = ['page', 'plain-rule', 'backstory'];

const scan = (about: string, hasMentions: boolean, body: () => string): Workload => ({
  scenario: 'scan',
  contenders: SCANS,
  about,
  hasMentions,
  html: () => document(body()),
});

interface SavedPage {
  readonly file: string;
  readonly textNodes: number;
  readonly counts: Record<string, number>;
}

/** The saved page with the most text nodes, of those with mentions if `isNamed`; a made one where none are saved. */
function article(shared: string, isNamed: boolean): Workload {
  const index = join(shared, 'pages', 'pages.json');
  if (!existsSync(index)) {
    const every = isNamed ? 10 : 0;
    return scan(`no saved pages in ${shared}: a made article`, isNamed, () => nested(5_000, every));
  }
  const pages = JSON.parse(readFileSync(index, 'utf8')) as SavedPage[];
  const hasNames = ({ counts }: SavedPage) =>
    ['openai_bounded', 'xai', 'grok'].some((name) => (counts[name] ?? 0) > 0);
  const [chosen] = pages
    .filter((page) => !isNamed || hasNames(page))
    .sort((a, b) => b.textNodes - a.textNodes);
  if (!chosen) throw new Error(`${index} tells of no page${isNamed ? ' with mentions' : ''}`);
  return {
    ...scan(`saved page ${chosen.file}, ${chosen.textNodes} text nodes`, isNamed, () => ''),
    html: () => readFileSync(join(shared, 'pages', chosen.file), 'utf8'),
  };
}

/** @param shared the folder with the saved pages, which need not be there */
export function workloads(shared: string): Record<string, Workload> {
  const large = article(shared, false);
  return {
    article: large,
    // Full of names besides, which no article of its size is: a newsletter on the day of Grok 4.
    'article-names': { ...article(shared, true), contenders: EVERY_WAY },
    mentions10k: {
      ...scan('10,000 mentions in 30,000 text nodes', true, () => mentions(10_000)),
      contenders: EVERY_WAY,
    },
    none50k: scan('50,000 text nodes in nested markup, no mention', false, () => nested(50_000)),
    'none50k-flat': scan('50,000 paragraphs of one text node, no mention', false, () =>
      times(50_000, () => `<p>${prose(UNITS)}</p>`),
    ),
    nodes200k: {
      ...scan('200,000 text nodes, 10 MB, 2,000 mentions', true, () => nested(200_000, 20)),
      isHuge: true,
    },
    'nodes200k-middle': {
      scenario: 'scanFromMiddle',
      contenders: ['page', 'backstory'],
      about: 'the same page, scrolled to its middle before it is read',
      hasMentions: true,
      html: () => document(nested(200_000, 20)),
    },
    append: {
      scenario: 'append',
      contenders: ['page', 'backstory', ...LIBRARIES],
      about: '50 paragraphs put in a frame, 20 frames; the libraries are called with each',
      hasMentions: true,
      html: () => document(mentions(2_000)),
    },
    rerender: {
      scenario: 'rerender',
      contenders: ['page', 'backstory', ...LIBRARIES],
      about: '1,000 rows, 20 renders: a third of the texts, 50 rows moved, 50 replaced',
      hasMentions: true,
      html: () => document(`<ul>${times(1_000, (i) => `<li>${row(i)}</li>`)}</ul>`),
    },
    ticker: {
      scenario: 'ticker',
      contenders: ['page', 'backstory'],
      about: '50 text nodes changed a frame for five seconds, no mention',
      hasMentions: false,
      times: 3,
      html: () => document(cells() + times(500, () => `<p>${prose(UNITS)}</p>`)),
    },
    ticker10k: {
      scenario: 'ticker',
      contenders: ['page', 'floor-marks', 'backstory'],
      about: 'the same with 10,000 mentions below and in view',
      hasMentions: true,
      times: 3,
      html: () => document(cells() + mentions(10_000)),
    },
    'styles-article': {
      ...large,
      scenario: 'styles',
      contenders: STYLED,
      about: `the style of the whole page computed anew: ${large.about}`,
    },
    styles50k: {
      scenario: 'styles',
      contenders: STYLED,
      about: 'the same, 50,000 elements, no mention',
      hasMentions: false,
      html: () => document(nested(50_000)),
    },
    edits10k: {
      scenario: 'edits',
      contenders: ['page', 'observer', 'backstory'],
      about: "10,000 mentions known, all their texts edited by the page (the page's own time)",
      hasMentions: true,
      html: () => document(mentions(10_000)),
    },
    hover10k: {
      scenario: 'hover',
      contenders: ['page', 'backstory'],
      about: 'pointer moves over mentions, 10,000 known, layout clean',
      hasMentions: true,
      html: () => document(mentions(10_000)),
    },
    idle: {
      scenario: 'scan',
      contenders: ['page', 'backstory'],
      about: 'a small page without mentions',
      hasMentions: false,
      html: () => document(nested(500)),
    },
    mentions1k: {
      ...scan('1,000 mentions in 3,000 text nodes: tells what is paid once', true, () =>
        mentions(1_000),
      ),
      contenders: ['page', 'backstory'],
    },
  };
}

const row = (index: number) => prose(UNITS, index % 2 === 0 ? someName() : undefined);
