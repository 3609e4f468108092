/** Brings the content script into pages that were there before it. */
import browser from 'webextension-polyfill';

/**
 * Chromium gives the content script to pages that load from now on only, and neither browser gives it
 * to those of a site that a person has just allowed. Where it lives already, a second one does
 * nothing.
 */
export async function injectIntoOpenTabs(): Promise<void> {
  const [script] = browser.runtime.getManifest().content_scripts ?? [];
  if (!script?.js) return;
  const tabs = await browser.tabs.query({ url: ['http://*/*', 'https://*/*', 'file:///*'] });
  for (const { id: tabId, discarded } of tabs) {
    if (tabId === undefined || discarded) continue;
    const target = { tabId, allFrames: true };
    // A tab that cannot be reached (a web store, an error page) is no reason to miss the others.
    await Promise.all([
      browser.scripting.insertCSS({ target, files: script.css ?? [] }),
      browser.scripting.executeScript({ target, files: script.js, injectImmediately: true }),
    ]).catch(() => undefined);
  }
}
