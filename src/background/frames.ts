/** The frames of a tab: what is run in them, and the card in whichever it is. Wiring only. */
import browser, { type Scripting } from 'webextension-polyfill';
import card from '../card/card.iife.tsx?script&iife';
import { readPath, readSurvey } from '../protocol/answers.ts';
import type { FrameWorld, WalkSurvey } from '../protocol/world.ts';
import type { FrameSender } from './check-sender.ts';
import { chooseFrame } from './choose-frame.ts';
import { lookForWalk, SIBLINGS } from './look-for-walk.ts';

/**
 * The frame that a message came from; the very document, where the browser tells which: another may have
 * come into the frame since.
 */
export function frameOf({
  tabId,
  frameId,
  documentId,
}: Pick<FrameSender, 'tabId' | 'frameId' | 'documentId'>): Scripting.InjectionTarget {
  return documentId ? { tabId, documentIds: [documentId] } : { tabId, frameIds: [frameId] };
}

/** Runs `func` in frames. What it answers is anything: a frame may be in other hands. */
async function inFrames<A extends unknown[]>(
  target: Scripting.InjectionTarget,
  func: (...args: A) => unknown,
  ...args: A
): Promise<{ readonly frameId: number; readonly result?: unknown }[]> {
  return browser.scripting.executeScript({
    target,
    func: func as (...args: unknown[]) => unknown,
    args,
    // A frame that never ends loading holds up no other.
    injectImmediately: true,
  });
}

const allOf = (tabId: number): Scripting.InjectionTarget => ({ tabId, allFrames: true });

/** Closes the tab's card, in whichever frame it is. */
export async function dismissCard(tabId: number): Promise<void> {
  await inFrames(allOf(tabId), () => {
    const { page } = (globalThis as FrameWorld).__backstory__ ?? {};
    page?.elsewhere(false);
    page?.dismiss();
  });
}

/**
 * Whether a frame has a card open in which a person acted, asked when it matters: nothing has to be
 * remembered, and a message alone does not make it so. A page can make neither true; a frame in other hands
 * can claim both, but not that its tab is the one in front.
 */
export async function hasCardInUse(sender: FrameSender): Promise<boolean> {
  if (!sender.tab.active) return false;
  const [answer] = await inFrames(frameOf(sender), () => {
    const { card } = (globalThis as FrameWorld).__backstory__ ?? {};
    return card?.isIdle === false && navigator.userActivation.hasBeenActive;
  });
  return answer?.result === true;
}

/** Tells the other frames that a card opened in one (theirs then closes), or closed there. */
export async function tellOthers(sender: FrameSender, isOpen: boolean): Promise<void> {
  const { tabId, frameId } = sender;
  const [answer] = await inFrames(
    frameOf(sender),
    (ownId, isSaid) => {
      const world = (globalThis as FrameWorld).__backstory__;
      const isAlone = window.length === 0 && window.parent === window;
      if (!world || isAlone || (isSaid && world.card?.isIdle !== false)) return false;
      world.frameId = ownId;
      return true;
    },
    frameId,
    isOpen,
  );
  if (answer?.result !== true) return;
  await inFrames(
    allOf(tabId),
    (ownId, isThere) => {
      const world = (globalThis as FrameWorld).__backstory__;
      if (world?.frameId !== ownId) world?.page?.elsewhere(isThere);
    },
    frameId,
    isOpen,
  );
}

/** Goes to the next or the previous mention of a tab; nothing happens where there is none. */
export async function step(tabId: number, direction: 1 | -1, name?: string): Promise<void> {
  const looks = await inFrames(allOf(tabId), lookForWalk, name ?? null, SIBLINGS);
  const frames = looks.flatMap(({ frameId, result }) => {
    if (typeof result !== 'object' || result === null) return [];
    const { path, survey } = result as { readonly path?: unknown; readonly survey?: unknown };
    return [{ frameId, path: readPath(path), survey: readSurvey(survey, Date.now()) }];
  });
  const stop = await chooseFrame(frames, direction, (frameIds) => survey(tabId, frameIds, name));
  if (!stop) return;
  await inFrames(
    { tabId, frameIds: [stop.frameId] },
    (way, wanted, from) =>
      (globalThis as FrameWorld).__backstory__?.card?.step(way, wanted ?? undefined, from),
    direction,
    name ?? null,
    stop.from,
  );
}

/** Has the card program run in frames, and asks it. */
async function survey(
  tabId: number,
  frameIds: readonly number[],
  name: string | undefined,
): Promise<ReadonlyMap<number, WalkSurvey>> {
  const target = { tabId, frameIds: [...frameIds] };
  try {
    await browser.scripting.executeScript({ target, files: [card], injectImmediately: true });
    const answers = await inFrames(
      target,
      (wanted) => (globalThis as FrameWorld).__backstory__?.card?.survey(wanted ?? undefined),
      name ?? null,
    );
    return new Map(
      answers.flatMap(({ frameId, result }) => {
        const found = readSurvey(result, Date.now());
        return found ? [[frameId, found] as const] : [];
      }),
    );
  } catch {
    // One of them is gone: the walk goes on to the next ones.
    return new Map();
  }
}
