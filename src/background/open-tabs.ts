/** Brings the frame's program into pages that were there before it. */
import browser from 'webextension-polyfill';
import { inTime } from '../settings/in-time.ts';
import { read, type Storage } from '../settings/storage.ts';

/** In storage.session, which is emptied whenever the extension starts anew. */
const STARTED_KEY = 'started';

/**
 * For Chromium, which gives the frame's program only to pages that load from now on; to be called at
 * every start of the background. The first one after an installation, an update or a switching on again
 * brings the script in; nothing tells of the last of these but the empty storage.
 */
export async function injectAtFirstStart(storage: Storage): Promise<void> {
  const stored = await read(storage.session, [STARTED_KEY]).catch(() => ({}));
  if (STARTED_KEY in stored) return;
  await injectIntoOpenTabs();
  // Only now: a background that was stopped before does it again, and once too often does no harm.
  await storage.session.set({ [STARTED_KEY]: true }).catch(() => undefined);
}

/**
 * Also for a site that a person has just allowed: neither browser gives it to the pages of one. Where
 * the script lives already, a second one does nothing.
 */
export async function injectIntoOpenTabs(): Promise<void> {
  const [script] = browser.runtime.getManifest().content_scripts ?? [];
  if (!script?.js) return;
  const tabs = await browser.tabs.query({ url: ['http://*/*', 'https://*/*', 'file:///*'] });
  for (const { id: tabId, discarded } of tabs) {
    if (tabId === undefined || discarded) continue;
    const target = { tabId, allFrames: true };
    // A tab that cannot be reached (a web store, an error page) or does not answer (it asks a person
    // something) is no reason to miss the others.
    await inTime(
      Promise.all([
        browser.scripting.insertCSS({ target, files: script.css ?? [] }),
        browser.scripting.executeScript({ target, files: script.js, injectImmediately: true }),
      ]),
    ).catch(() => undefined);
  }
}
