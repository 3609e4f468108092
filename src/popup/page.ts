/** What the popup needs of the browser: the tab, its frames, the site's access. */
import browser from 'webextension-polyfill';
import type { PageReport } from '../protocol/world.ts';
import { type Site, siteOf } from '../settings/sites.ts';

export interface TabPage {
  readonly tabId: number;
  readonly site: Site | undefined;
  /** The match pattern to ask access for; undefined where none can be had. */
  readonly pattern: string | undefined;
  readonly loading: boolean;
}

/** The tab that the popup is about: the active one, or `?tab=ID` when it is open as a page. */
export async function currentPage(search: string): Promise<TabPage | undefined> {
  const asked = new URLSearchParams(search).get('tab');
  const tab = asked
    ? await browser.tabs.get(Number(asked))
    : (await browser.tabs.query({ active: true, currentWindow: true }))[0];
  if (tab?.id === undefined) return undefined;
  // Without access to the page its address is not told either: `activeTab` tells it to the popup.
  const site = siteOf(tab.url);
  const pattern = site === 'file:' ? 'file:///*' : site && `*://${site}/*`;
  return { tabId: tab.id, site, pattern, loading: tab.status === 'loading' };
}

export async function hasAccess(pattern: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [pattern] });
}

/** Has to be called in a click's own turn, or Firefox refuses. */
export async function requestAccess(pattern: string): Promise<boolean> {
  return browser.permissions.request({ origins: [pattern] });
}

/**
 * What the page's frames know; undefined if the browser does not let us ask. A frame without our
 * script is left out.
 */
export async function reports(tabId: number): Promise<PageReport[] | undefined> {
  try {
    const results = await browser.scripting.executeScript({
      target: { tabId, allFrames: true },
      // Runs in the page's frames: it knows nothing of this file but its own text.
      func: () =>
        (
          globalThis as unknown as { __backstory__?: { page?: { report(): PageReport } } }
        ).__backstory__?.page?.report(),
    });
    return results
      .map(({ result }) => result as PageReport | null | undefined)
      .filter((report): report is PageReport => report !== null && report !== undefined);
  } catch {
    return undefined;
  }
}

export async function reload(tabId: number): Promise<void> {
  await browser.tabs.reload(tabId);
}
