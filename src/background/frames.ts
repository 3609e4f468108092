/** The frames of a tab: which one asks, and the card in whichever it is. Wiring only. */
import browser, { type Runtime, type Scripting } from 'webextension-polyfill';
import card from '../card/card.iife.tsx?script&iife';
import type { FrameWorld, WalkSurvey } from '../protocol/world.ts';
import { chooseFrame } from './choose-frame.ts';

/**
 * The frame that a message came from.
 * @throws {Error} if it came from no tab
 */
export function frameOf({ tab, frameId = 0 }: Runtime.MessageSender): Scripting.InjectionTarget {
  if (tab?.id === undefined) throw new Error('Asked from outside a tab');
  return { tabId: tab.id, frameIds: [frameId] };
}

/** Runs `func` in frames of a tab; all of them if none are named. */
async function inFrames<A extends unknown[], R>(
  tabId: number,
  frameIds: readonly number[] | undefined,
  func: (...args: A) => R,
  ...args: A
): Promise<{ frameId: number; result: R }[]> {
  const results = await browser.scripting.executeScript({
    target: frameIds ? { tabId, frameIds: [...frameIds] } : { tabId, allFrames: true },
    func: func as (...args: unknown[]) => unknown,
    args,
    injectImmediately: true,
  });
  return results as { frameId: number; result: R }[];
}

/** Closes the tab's card, in whichever frame it is. */
export async function dismissCard(tabId: number): Promise<void> {
  await inFrames(tabId, undefined, () => {
    const { page } = (globalThis as FrameWorld).__backstory__ ?? {};
    page?.elsewhere(false);
    page?.dismiss();
  });
}

/** Tells the other frames that a card opened in one (theirs then closes), or closed there. */
export async function tellOthers(tabId: number, frameId: number, isOpen: boolean): Promise<void> {
  const all = await inFrames(tabId, undefined, () => undefined);
  const others = all.map((frame) => frame.frameId).filter((id) => id !== frameId);
  if (others.length === 0) return;
  await inFrames(
    tabId,
    others,
    (isThere) => (globalThis as FrameWorld).__backstory__?.page?.elsewhere(isThere),
    isOpen,
  );
}

/** Goes to the next or the previous mention of a tab; nothing happens where there is none. */
export async function step(
  tabId: number,
  direction: 1 | -1,
  name: string | undefined,
): Promise<void> {
  const found = await inFrames(tabId, undefined, () => {
    const pathOf = (window: Window): number[] => {
      if (window.parent === window) return [];
      const siblings = Array.from({ length: window.parent.length }, (_, index) => index);
      const index = siblings.find((sibling) => window.parent[sibling] === window) ?? -1;
      return [...pathOf(window.parent), index];
    };
    const { page } = (globalThis as FrameWorld).__backstory__ ?? {};
    return page?.count ? pathOf(window) : undefined;
  });
  const withMentions = found.filter(({ result }) => Array.isArray(result));
  if (withMentions.length === 0) return;
  const frameIds = withMentions.map(({ frameId }) => frameId);
  await browser.scripting.executeScript({
    target: { tabId, frameIds },
    files: [card],
    injectImmediately: true,
  });
  const surveys = await inFrames(
    tabId,
    frameIds,
    (wanted) => (globalThis as FrameWorld).__backstory__?.card?.survey(wanted ?? undefined) ?? null,
    name ?? null,
  );
  const stop = chooseFrame(
    surveys.flatMap(({ frameId, result }) => {
      const path = withMentions.find((frame) => frame.frameId === frameId)?.result ?? [];
      return result ? [{ ...(result as WalkSurvey), frameId, path: path as number[] }] : [];
    }),
    direction,
  );
  if (!stop) return;
  await inFrames(
    tabId,
    [stop.frameId],
    (...[way, wanted, from]) =>
      (globalThis as FrameWorld).__backstory__?.card?.step(way, wanted ?? undefined, from),
    direction,
    name ?? null,
    stop.from,
  );
}
