/** The toolbar button: how many mentions the tab has, and whether marking is off or paused. */
import browser from 'webextension-polyfill';
import mentions from '../frame/mentions.iife.ts?script&iife';
import { readTally } from '../protocol/answers.ts';
import type { FrameWorld, Tally } from '../protocol/world.ts';
import type { Options } from '../settings/options.ts';
import { siteOf } from '../settings/sites.ts';
import { read, type Storage } from '../settings/storage.ts';
import { OPTION_KEYS, storedOptions } from '../settings/stored.ts';
import { t, tCount } from '../ui/i18n.ts';
import { siteLabel } from '../ui/site-label.ts';
import { type ButtonLook, buttonLook } from './badge.ts';
import { oneByOne } from './one-by-one.ts';

const COLOUR = '#27364f';
const INK = '#ffffff';

/** From so many mentions of a frame on, hidden ones count, too: the badge has no room to tell them apart. */
const MOST_TALLIED = 2_000;
/** Milliseconds from the end of one drawing of a tab to the next: each asks all frames of the tab. */
const PAUSE_MS = 250;

const iconFiles = (variant: string) =>
  Object.fromEntries([16, 32].map((size) => [size, `/icons/${variant}${size}.png`]));

// From the root: Firefox takes a path for relative to the page that asks.
const MENTIONS = `/${mentions}`;

/**
 * Draws the button of a tab by what its frames say now; calls that come meanwhile are made one. Ends when it
 * shows that: a background that is stopped before has not answered the frame that asked.
 */
export const drawButton = oneByOne(draw, PAUSE_MS);

async function draw(tabId: number, storage: Storage): Promise<void> {
  const options = await readOptions(storage);
  const tallies = await talliesOf(tabId, options);
  const look = buttonLook(tallies, options);
  const { badge, isOff } = look;
  await Promise.all([
    browser.action.setBadgeText({ tabId, text: badge }),
    browser.action.setBadgeBackgroundColor({ tabId, color: COLOUR }),
    browser.action.setBadgeTextColor({ tabId, color: INK }),
    browser.action.setIcon({ tabId, path: iconFiles(isOff ? 'off-' : '') }),
    browser.action.setTitle({ tabId, title: titleOf(look, (await browser.tabs.get(tabId)).url) }),
  ]);
}

function titleOf({ marking, count }: ButtonLook, url: string | undefined): string {
  const site = siteOf(url);
  if (marking === 'paused') return t('titlePaused');
  if (marking === 'off' && site !== undefined) return t('titleOff', siteLabel(site));
  return count > 0 ? tCount('titleCount', count) : t('extensionName');
}

async function readOptions(storage: Storage): Promise<Options> {
  return storedOptions(await read(storage.local, OPTION_KEYS).catch(() => ({})));
}

/** What a frame says at once. */
interface FrameTally extends Tally {
  /** It has the program that tells what can be seen. */
  readonly isAsked: boolean;
}

async function talliesOf(tabId: number, { badge }: Options): Promise<Tally[]> {
  const results = await browser.scripting.executeScript({
    target: { tabId, allFrames: true },
    // Runs in the tab's frames: it knows nothing of this file but its own text.
    func: () => {
      const { page, mentions } = (globalThis as FrameWorld).__backstory__ ?? {};
      if (!page) return undefined;
      const { count, state } = page;
      return { count, state, isAsked: mentions !== undefined };
    },
    // A frame that never ends loading holds up no other.
    injectImmediately: true,
  });
  const frames = results
    .sort((a, b) => a.frameId - b.frameId)
    .flatMap(({ frameId, result }) => {
      const tally = readTally(result);
      const isAsked = (result as Partial<FrameTally> | null)?.isAsked === true;
      return tally ? [{ frameId, tally, isAsked }] : [];
    });
  return Promise.all(
    frames.map(async ({ frameId, tally, isAsked }) => {
      const isTold = badge && tally.count > 0 && tally.count < MOST_TALLIED;
      return isTold ? { ...tally, count: await seenIn(tabId, frameId, isAsked) } : tally;
    }),
  );
}

/** How many mentions can be seen in a frame of a tab; in one that went meanwhile, none. */
async function seenIn(tabId: number, frameId: number, isAsked: boolean): Promise<number> {
  const frame = { target: { tabId, frameIds: [frameId] }, injectImmediately: true };
  try {
    if (!isAsked) await browser.scripting.executeScript({ ...frame, files: [MENTIONS] });
    const [answer] = await browser.scripting.executeScript({
      ...frame,
      func: () => (globalThis as FrameWorld).__backstory__?.mentions?.tally(),
    });
    return readTally({ count: answer?.result })?.count ?? 0;
  } catch {
    return 0;
  }
}
