/** The toolbar button: how many mentions the tab has, and whether marking is off. */
import browser from 'webextension-polyfill';
import { readTally } from '../protocol/answers.ts';
import type { FrameWorld, Mention, Tally } from '../protocol/world.ts';
import type { Options } from '../settings/options.ts';
import { read, type Storage } from '../settings/storage.ts';
import { OPTION_KEYS, storedOptions } from '../settings/stored.ts';
import { buttonLook } from './badge.ts';
import { oneByOne } from './one-by-one.ts';

const COLOUR = '#27364f';
const INK = '#ffffff';

/** From so many mentions of a frame on, hidden ones count, too: the badge has no room to tell them apart. */
const TALLIED = 2_000;
/** Milliseconds from the end of one drawing of a tab to the next: each asks all frames of the tab. */
const PAUSE_MS = 250;

const iconFiles = (variant: string) =>
  Object.fromEntries([16, 32].map((size) => [size, `/icons/${variant}${size}.png`]));

/**
 * Draws the button of a tab by what its frames say now; calls that come meanwhile are made one. Ends when it
 * shows that: a background that is stopped before has not answered the frame that asked.
 */
export const drawButton = oneByOne(draw, PAUSE_MS);

async function draw(tabId: number, storage: Storage): Promise<void> {
  const [tallies, options] = await Promise.all([talliesOf(tabId), readOptions(storage)]);
  const { badge, isOff } = buttonLook(tallies, options);
  await Promise.all([
    browser.action.setBadgeText({ tabId, text: badge }),
    browser.action.setBadgeBackgroundColor({ tabId, color: COLOUR }),
    browser.action.setBadgeTextColor({ tabId, color: INK }),
    browser.action.setIcon({ tabId, path: iconFiles(isOff ? 'off-' : '') }),
  ]);
}

async function readOptions(storage: Storage): Promise<Options> {
  return storedOptions(await read(storage.local, OPTION_KEYS).catch(() => ({})));
}

async function talliesOf(tabId: number): Promise<Tally[]> {
  const results = await browser.scripting.executeScript({
    target: { tabId, allFrames: true },
    // Runs in the tab's frames: it knows nothing of this file but its own text.
    func: (...[most]: unknown[]) => {
      const { page } = (globalThis as FrameWorld).__backstory__ ?? {};
      if (!page) return undefined;
      const { count, mentions, state } = page;
      const isShown = ({ startNode }: Mention) =>
        startNode.parentElement?.checkVisibility({ visibilityProperty: true });
      const isTold = mentions && count < (most as number);
      // Those that are decided about from now on are told of by another tally.
      if (isTold) mentions.decideAll();
      const tally: Tally = {
        count: isTold ? mentions.places().filter(isShown).length : count,
        active: state?.active !== false,
      };
      return tally;
    },
    args: [TALLIED],
    // A frame that never ends loading holds up no other.
    injectImmediately: true,
  });
  return results
    .sort((a, b) => a.frameId - b.frameId)
    .flatMap(({ result }) => readTally(result) ?? []);
}
