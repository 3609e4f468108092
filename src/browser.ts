/**
 * The browser's API for what runs in the frames of pages of the web. Not webextension-polyfill, which takes 0.5 to
 * 1.3 ms at every load of every frame: Chromium has had promises in `chrome` since Manifest V3, and the few calls made
 * from here are the same in both. All else takes the polyfill: `test/unit/rooms.test.ts` holds who takes which.
 */
import type { Browser } from 'webextension-polyfill';

const { browser: own, chrome } = globalThis as unknown as { browser?: Browser; chrome: Browser };

export const browser: Browser = own ?? chrome;

/**
 * Whether the extension that this script came from still runs: Chromium leaves the scripts of a
 * removed or updated one in the page, cut off from its API.
 */
export function isAlive(): boolean {
  return browser.runtime?.id !== undefined;
}

/**
 * Sends the background a message. Of an extension that is gone Chromium throws at once, where a promise is waited
 * for: here that is an answer that fails, too.
 */
export async function send(message: unknown): Promise<unknown> {
  return browser.runtime.sendMessage(message);
}
