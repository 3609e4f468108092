/** Reads the open card out of its closed shadow root. */
import type { CDPSession, Frame, Page } from 'puppeteer-core';
import { STILL_MS } from '../../src/card/trust.ts';
import { CARD_MARK } from '../../src/protocol/world.ts';
import { callInFrame, type RemoteValue } from './bidi.ts';
import { sessionOf } from './cdp.ts';
import { until } from './wait.ts';

/** Selects the host of a card. */
export const CARD = `[${CARD_MARK}]`;

/** How many hosts of a card stand in the page's own document: 1 while it is open, else 0. */
export const countCards = (page: Page): Promise<number> =>
  page.$$eval(CARD, (hosts) => hosts.length);

/** The card's text as shown, in whichever frame it is open; undefined: no card is open. */
export const cardText = (page: Page): Promise<string | undefined> =>
  inCard(page, (root) =>
    [...(root.children as HTMLCollectionOf<HTMLElement>)]
      // What is not shown has its source as innerText: style sheets.
      .filter((child) => child.checkVisibility())
      // Not textContent: the text as shown is what is asked for.
      .map((child) => child.innerText)
      .join('\n'),
  );

/** Whether a card is open and no transition of it runs any more; the animation that keeps it alive always does. */
export const isCardStill = (page: Page): Promise<boolean | undefined> =>
  inCard(page, (root) =>
    [root, root.host].every(
      (part) => !part.getAnimations().some((animation) => 'transitionProperty' in animation),
    ),
  );

/**
 * Runs `run` with the card's closed shadow root, in the page's world; undefined: no card is open.
 * What it returns must be a string, a number, a boolean or undefined.
 */
export async function inCard<
  R extends string | number | boolean,
  A extends readonly (string | number | boolean)[],
>(
  page: Page,
  run: (root: ShadowRoot, ...args: A) => R | undefined,
  ...args: A
): Promise<R | undefined> {
  const isFirefox = page.browser().process()?.spawnfile.includes('firefox');
  const call = `(root) => ((__name) => (${run})(root, ...${JSON.stringify(args)}))((named) => named)`;
  const answer = isFirefox ? await inFirefoxCard(page, call) : await inChromiumCard(page, call);
  return answer as R | undefined;
}

interface Centre {
  readonly x: number;
  readonly y: number;
  /** It leads out of the card: a press on it counts once it has stood still. */
  readonly isGuarded: boolean;
  /** The page's own clock, milliseconds. */
  readonly at: number;
}

/** Where a button of the card is, by its text or label; CSS pixels in its frame's viewport. */
export async function buttonCentre(page: Page, name: string): Promise<Centre> {
  const centre = await inCard(
    page,
    (root, wanted) => {
      const button = [...root.querySelectorAll('button')].find(
        ({ ariaLabel, textContent }) => (ariaLabel ?? textContent) === wanted,
      );
      if (!button) return undefined;
      const { x, y, width, height } = button.getBoundingClientRect();
      const isGuarded = 'guarded' in button.dataset;
      return JSON.stringify({
        x: x + width / 2,
        y: y + height / 2,
        isGuarded,
        at: performance.now(),
      });
    },
    name,
  );
  if (!centre) throw new Error(`No button "${name}" in the card`);
  return JSON.parse(centre);
}

/** Milliseconds that a press on a guarded button has to wait for, with what Chromium's observer takes. */
const STILL = STILL_MS + 250;

/** Where a button is once a press on it counts. */
export async function stillCentre(page: Page, name: string): Promise<Centre> {
  let first = await buttonCentre(page, name);
  if (!first.isGuarded) return first;
  return until(`“${name}” stands still`, async () => {
    const now = await buttonCentre(page, name);
    if (now.x !== first.x || now.y !== first.y) first = now;
    return now.at - first.at >= STILL && now;
  });
}

/** Clicks a button of a card that is open in the page's own frame, in the card's menu if it is there. */
export async function clickInCard(page: Page, name: string): Promise<void> {
  if (await isInClosedMenu(page, name)) await openMenu(page);
  const { x, y } = await stillCentre(page, name);
  // At one go: on a busy machine a slow way would take longer than a card waits.
  await page.mouse.click(x, y);
}

/** Opens the menu of a card that is open in the page's own frame. */
export async function openMenu(page: Page): Promise<void> {
  await clickInCard(page, 'More');
  await until('the menu', () => inCard(page, (root) => !root.querySelector('#menu[hidden]')));
}

const isInClosedMenu = (page: Page, name: string): Promise<boolean | undefined> =>
  inCard(
    page,
    (root, wanted) =>
      [...root.querySelectorAll<HTMLElement>('[hidden] button')].some(
        ({ textContent }) => textContent === wanted,
      ),
    name,
  );

async function inFirefoxCard(page: Page, call: string): Promise<unknown> {
  for (const frame of page.frames()) {
    const root = await firefoxRoot(frame);
    if (root) return (await callInFrame(frame, call, root, false)).value;
  }
  return undefined;
}

async function firefoxRoot(frame: Frame): Promise<RemoteValue | undefined> {
  const find = `() => {
    // The page's pictures may hide the document's own methods.
    const own = (root) => Object.getPrototypeOf(root);
    const within = (root) =>
      own(root).querySelector.call(root, '${CARD}') ??
      [...own(root).querySelectorAll.call(root, '*')]
        .map(({ shadowRoot }) => shadowRoot && within(shadowRoot))
        .find((found) => found) ??
      null;
    return within(document);
  }`;
  const host = await callInFrame(frame, find, undefined, true);
  return (host.value as { shadowRoot?: RemoteValue | null } | undefined)?.shadowRoot ?? undefined;
}

interface CdpNode {
  /** Names and values in turn. */
  readonly attributes?: readonly string[];
  readonly backendNodeId: number;
  readonly children?: readonly CdpNode[];
  readonly shadowRoots?: readonly CdpNode[];
  readonly contentDocument?: CdpNode;
}

function findRoot(node: CdpNode): CdpNode | undefined {
  const { attributes = [], shadowRoots = [], children = [], contentDocument } = node;
  if (attributes.includes(CARD_MARK)) return shadowRoots[0];
  for (const below of [
    ...children,
    ...shadowRoots,
    ...(contentDocument ? [contentDocument] : []),
  ]) {
    const found = findRoot(below);
    if (found) return found;
  }
  return undefined;
}

async function inChromiumCard(page: Page, call: string): Promise<unknown> {
  const session = await sessionOf(page);
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  const shadowRoot = findRoot(root as CdpNode);
  return shadowRoot && callOn(session, shadowRoot, call);
}

async function callOn(
  session: CDPSession,
  { backendNodeId }: CdpNode,
  call: string,
): Promise<unknown> {
  const { object } = await session.send('DOM.resolveNode', { backendNodeId });
  if (!object.objectId) throw new Error('The card cannot be reached');
  const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
    functionDeclaration: `function () { return (${call})(this); }`,
    objectId: object.objectId,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.text);
  return result.value;
}
