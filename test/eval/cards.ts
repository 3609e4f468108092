/**
 * How often the card that opens on a mention of a real page shows what a reader there needs.
 *
 *   npm run -s eval:cards -- [FILE.jsonl] [--only NAME]
 *   npm run -s eval:cards -- --draw FILE [--seed NUMBER] [--count NUMBER]
 *
 * The built extension is installed in Chromium, each saved page in `../shared/pages` is opened, a real pointer rests
 * on each judged mention until its card is open, and what the card asked the background and was answered is
 * counted. FILE: judged cards as in `judged-cards.jsonl`, by default these; they name the pages and hold
 * nothing of their text. A card whose passage is not the one that was judged is told, and not counted. Printed are
 * the figures by outcome, language and paragraph, then each card that shows a wrong paragraph first. The last line is
 * the figures as one JSON object.
 *
 * `--draw FILE`: draws mentions that a person can see, one at least of each page and four at most, and writes them
 * with passage and title, but not with what the product makes of them, to be judged. That is text of others: FILE has
 * to be outside the project.
 *
 * The pages' own scripts are refused, so that what stands there is the same every time. Nothing leaves the machine.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readStory } from '../../src/build/story/read-story.ts';
import { builtExtension, launch } from '../harness/launch.ts';
import { buildIfStale } from '../run/build.ts';
import { type BlindCard, choose, drawOfPage } from './cards-draw.ts';
import type { RankedCard } from './cards-in-frame.ts';
import { fingerprint, type JudgedCard, readJudgedCards } from './cards-list.ts';
import { type CardPage, visitPage } from './cards-visit.ts';
import { bundleForPage } from './pages-bundle.ts';
import { servePages } from './pages-server.ts';
import { within } from './pages-visit.ts';
import type { Answered } from './relevance-cases.ts';
import { figuresBy, figuresOf, isAcceptable, showFully } from './relevance-figures.ts';

const ROOT = join(import.meta.dirname, '../..');
const PAGES = join(ROOT, '../shared/pages');
/** Beyond this a page hangs: many times what four cards take on an idle machine. */
const PAGE_MS = 60_000;
/** UTF-16 units of a passage that are shown on either side of a mention. */
const SHOWN_UNITS = 160;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    draw: { type: 'string' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '150' },
  },
});

/** A judged card, and what opened. */
interface Opened {
  readonly judged: JudgedCard;
  readonly card: RankedCard;
}

function answeredOf({ judged, card }: Opened): Answered {
  const { page, name, mention, lang, best, acceptable, generic } = judged;
  const { text, start, end, title } = card.passage;
  return {
    item: {
      id: `${page} ${name} ${mention}`,
      lang,
      page_title: title,
      context: text,
      mention: { start, end, entity: name },
      best,
      acceptable,
      generic,
    },
    ranked: card.ranking.paragraphs,
    outcome: card.ranking.outcome,
  };
}

function showWrong({ judged, card }: Opened): void {
  const { page, name, mention, best, acceptable } = judged;
  const { text, start, end, title } = card.passage;
  const { outcome, paragraphs } = card.ranking;
  const order = paragraphs.map(({ id, score }) => `${id} ${score.toFixed(2)}`).join(' ');
  const reasons = (paragraphs[0]?.because ?? []).map(({ where, start, end }) =>
    (where === 'title' ? title : text).slice(start, end),
  );
  console.log(
    `${page}, ${name} ${mention}: ${outcome}, best is ${best} of ${acceptable.join(' ')}; ${order}; ` +
      `because of ${reasons.join(', ') || 'nothing'}\n` +
      `  ${text.slice(Math.max(0, start - SHOWN_UNITS), start)}⟦${text.slice(start, end)}⟧` +
      `${text.slice(end, end + SHOWN_UNITS)}\n  [${title}]`,
  );
}

/** Opens pages one after the other. */
async function visitAll<T>(
  wanted: (name: string) => boolean,
  run: (name: string, page: CardPage) => Promise<T>,
  failed: (name: string, why: string) => void,
): Promise<T[]> {
  buildIfStale('chromium');
  const script = await bundleForPage('cards-in-frame.ts');
  const server = await servePages(PAGES, { 'content-security-policy': "script-src 'none'" });
  const launched = await launch('chromium', { extensionDir: builtExtension('chromium') });
  const told: T[] = [];
  try {
    const names = server.names.filter(wanted);
    for (const [index, name] of names.entries()) {
      console.log(`${index + 1}/${names.length} ${name}`);
      const address = server.addressOf(name);
      const visit = visitPage(launched, address, script, (page) => run(name, page));
      try {
        told.push(await within(PAGE_MS, name, visit));
      } catch (error) {
        failed(name, error instanceof Error ? error.message : `${error}`);
      }
    }
  } finally {
    await launched.close();
    await server.close();
  }
  return told;
}

async function draw(file: string, seed: number, count: number): Promise<void> {
  if (!relative(ROOT, resolve(file)).startsWith('..')) {
    throw new Error(`${file} is in the project: text of saved pages may not stand there`);
  }
  const drawn: BlindCard[][] = await visitAll(
    (name) => name.includes(values.only),
    (name, page) => drawOfPage(name, page, seed),
    (_, why) => console.log(`  ${why}`),
  );
  const chosen = choose(drawn, count, seed);
  writeFileSync(file, chosen.map((card) => `${JSON.stringify(card)}\n`).join(''));
  console.log(`${chosen.length} of ${drawn.flat().length} mentions, seed ${seed}: ${file}`);
}

async function judge(file: string): Promise<void> {
  const { story } = readStory(join(ROOT, 'assets/story'));
  const cards = readJudgedCards(file, story);
  const faults: string[] = [];
  const fail = ({ page, name, mention }: JudgedCard, why: string) =>
    faults.push(`${page}, ${name} ${mention}: ${why}`);
  const isThere = ({ page }: JudgedCard) => existsSync(join(PAGES, page));
  for (const gone of cards.filter((card) => !isThere(card))) fail(gone, 'no such page');
  const opened = await visitAll(
    (name) => name.includes(values.only) && cards.some(({ page }) => page === name),
    async (name, page) => {
      const found: Opened[] = [];
      for (const judged of cards.filter((each) => each.page === name)) {
        const card = await page.open(judged);
        if (typeof card === 'string') fail(judged, card);
        else if (fingerprint(card.passage) !== judged.passage) fail(judged, 'another passage');
        else found.push({ judged, card });
      }
      return found;
    },
    (name, why) => {
      for (const card of cards.filter(({ page }) => page === name)) fail(card, why);
    },
  );
  const all = opened.flat();
  const answered = all.map(answeredOf);
  showFully('cards on real pages', answered);
  const wrong = all.filter((each) => !isAcceptable(answeredOf(each), 0));
  console.log(`wrong: ${wrong.length}`);
  for (const each of wrong) showWrong(each);
  for (const fault of faults) console.log(`not counted: ${fault}`);
  console.log(
    JSON.stringify({
      ...figuresOf(answered),
      byOutcome: figuresBy(answered, ({ outcome }) => outcome ?? 'none'),
      notCounted: faults.length,
    }),
  );
}

try {
  if (!existsSync(PAGES))
    throw new Error(`${PAGES} does not exist: without saved pages nothing is judged.`);
  if (values.draw === undefined)
    await judge(positionals[0] ?? join(import.meta.dirname, 'judged-cards.jsonl'));
  else await draw(values.draw, Number(values.seed), Number(values.count));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
