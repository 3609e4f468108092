/** Reads the open card out of its closed shadow root. */
import type { CDPSession, Frame, Page } from 'puppeteer-core';
import { callInFrame, type RemoteValue } from './bidi.ts';

export const CARD = 'backstory-card';

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

/** Whether a card is open and no transition of it runs any more. */
export const isCardStill = (page: Page): Promise<boolean | undefined> =>
  inCard(page, (root) => [root, root.host].every((part) => part.getAnimations().length === 0));

/**
 * Runs `run` with the card's closed shadow root, in the page's world; undefined: no card is open.
 * What it returns must be a string, a number, a boolean or undefined.
 */
export async function inCard<R extends string | number | boolean>(
  page: Page,
  run: (root: ShadowRoot) => R | undefined,
): Promise<R | undefined> {
  const isFirefox = page.browser().process()?.spawnfile.includes('firefox');
  const answer = isFirefox ? await inFirefoxCard(page, run) : await inChromiumCard(page, run);
  return answer as R | undefined;
}

async function inFirefoxCard(page: Page, run: (root: ShadowRoot) => unknown): Promise<unknown> {
  for (const frame of page.frames()) {
    const root = await firefoxRoot(frame);
    if (root) return (await callInFrame(frame, String(run), root, false)).value;
  }
  return undefined;
}

async function firefoxRoot(frame: Frame): Promise<RemoteValue | undefined> {
  const find = `() => document.querySelector('${CARD}')`;
  const host = await callInFrame(frame, find, undefined, true);
  return (host.value as { shadowRoot?: RemoteValue | null } | undefined)?.shadowRoot ?? undefined;
}

interface CdpNode {
  readonly localName: string;
  readonly backendNodeId: number;
  readonly children?: readonly CdpNode[];
  readonly shadowRoots?: readonly CdpNode[];
  readonly contentDocument?: CdpNode;
}

function findRoot(node: CdpNode): CdpNode | undefined {
  const { localName, shadowRoots = [], children = [], contentDocument } = node;
  if (localName === CARD) return shadowRoots[0];
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

async function inChromiumCard(page: Page, run: (root: ShadowRoot) => unknown): Promise<unknown> {
  const session = await page.createCDPSession();
  try {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    const shadowRoot = findRoot(root as CdpNode);
    return shadowRoot && (await callOn(session, shadowRoot, run));
  } finally {
    await session.detach();
  }
}

async function callOn(
  session: CDPSession,
  { backendNodeId }: CdpNode,
  run: (root: ShadowRoot) => unknown,
): Promise<unknown> {
  const { object } = await session.send('DOM.resolveNode', { backendNodeId });
  if (!object.objectId) throw new Error('The card cannot be reached');
  const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
    functionDeclaration: `function () { return (${run})(this); }`,
    objectId: object.objectId,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.text);
  return result.value;
}
