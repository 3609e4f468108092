/** Opens saved pages in Chromium with Backstory, and has cards opened there by a real pointer. */
import type { JSHandle, Page } from 'puppeteer-core';
import { countCards } from '../harness/card.ts';
import type { Launched } from '../harness/launch.ts';
import { pointAway } from '../harness/pointer.ts';
import { until } from '../harness/wait.ts';
import type { CardsUnderTest, MentionPlace, RankedCard } from './cards-in-frame.ts';
import { KEY } from './pages-bundle.ts';

/** A page that is open, and read. */
export interface CardPage {
  /** The mentions that a person can see, in document order. */
  seen(): Promise<MentionPlace[]>;
  /**
   * Rests the pointer on a mention until its card is open.
   * @returns what the card asked and was answered, or why there is none
   */
  open(place: MentionPlace): Promise<RankedCard | string>;
}

/**
 * Opens a page and closes it when `run` is done.
 * @param script `cards-in-frame.ts`, bundled
 */
export async function visitPage<T>(
  launched: Launched,
  address: string,
  script: string,
  run: (page: CardPage) => Promise<T>,
): Promise<T> {
  const page = await launched.browser.newPage();
  try {
    await page.goto(address);
    const inFrame = await evaluateInFrame(page, script);
    const isRead = () => inFrame.evaluate((cards) => cards.isRead());
    await isRead();
    await until('the page is read', isRead);
    return await run({
      seen: () => inFrame.evaluate((cards) => cards.seen()),
      open: (place) => openCard(page, inFrame, place).catch((error) => (error as Error).message),
    });
  } finally {
    await page.close();
  }
}

/** In the world of the page that the extension's programs share. */
async function evaluateInFrame(page: Page, script: string): Promise<JSHandle<CardsUnderTest>> {
  const [realm] = page.extensionRealms();
  if (!realm) throw new Error('The extension has no world in the page');
  await realm.evaluate(script);
  return (await realm.evaluateHandle(
    `globalThis[Symbol.for('${KEY}')]`,
  )) as JSHandle<CardsUnderTest>;
}

async function openCard(
  page: Page,
  inFrame: JSHandle<CardsUnderTest>,
  place: MentionPlace,
): Promise<RankedCard | string> {
  await pointAway(page);
  await until('no card', async () => (await countCards(page)) === 0);
  const pointNow = () => inFrame.evaluate((cards, wanted) => cards.pointAt(wanted), place);
  let point = await pointNow();
  // What loads only when it is scrolled to moves what stands below it.
  await until('the mention stands still', async () => {
    const before = JSON.stringify(point);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    point = await pointNow();
    return JSON.stringify(point) === before;
  });
  if (point === null) return 'no pointer reaches it';
  // Slowly, as a hand does: a pointer that rushes by asks for no card.
  await page.mouse.move(Math.max(1, point.x - 30), Math.max(1, point.y - 30));
  await page.mouse.move(point.x, point.y, { steps: 10 });
  await until(
    `a card at ${place.name} ${place.mention}`,
    async () => (await countCards(page)) === 1,
  );
  return until(
    'what the card asked about its mention',
    async () => (await inFrame.evaluate((cards, wanted) => cards.rankedAt(wanted), place)) ?? false,
  );
}
