/** What popup and side panel need of the browser: the tab, its frames, the site's access. */
import browser, { type Tabs } from 'webextension-polyfill';
import mentions from '../../frame/mentions.iife.ts?script&iife';
import {
  readBlocks,
  readContentType,
  readPageMap,
  readPassages,
  readReport,
} from '../../protocol/answers.ts';
import type { Request, Responses } from '../../protocol/messages.ts';
import type { FrameWorld, MappedPassage, PageMap, PageReport } from '../../protocol/world.ts';
import { type Site, siteOf } from '../../settings/sites.ts';

export interface TabPage {
  readonly tabId: number;
  readonly windowId: number | undefined;
  readonly isPrivate: boolean;
  /** Undefined where the browser does not tell it. */
  readonly url: string | undefined;
  readonly site: Site | undefined;
  /** The match pattern to ask access for. */
  readonly pattern: string;
}

/** The tab that the popup is about: the active one, or `?tab=ID` when it is open as a page. */
export async function currentPage(search: string): Promise<TabPage | undefined> {
  const asked = new URLSearchParams(search).get('tab');
  const tab = asked
    ? await browser.tabs.get(Number(asked))
    : (await browser.tabs.query({ active: true, currentWindow: true }))[0];
  return tab && pageOf(tab);
}

/** The window that the side panel belongs to: its own, or `?window=ID` when it is open as a page. */
export async function panelWindow(search: string): Promise<number | undefined> {
  const asked = new URLSearchParams(search).get('window');
  return asked ? Number(asked) : (await browser.windows.getCurrent()).id;
}

/** Tells which page is in front of a window, now and whenever that may be another one, or another document. */
export function followFrontPage(
  windowId: number,
  tell: (page: TabPage | undefined) => void,
): () => void {
  let asked = 0;
  const ask = async () => {
    const own = ++asked;
    const [tab] = await browser.tabs.query({ active: true, windowId }).catch(() => []);
    // What was asked later is newer.
    if (own === asked) tell(tab && pageOf(tab));
  };
  browser.tabs.onActivated.addListener((activated) => {
    if (activated.windowId === windowId) void ask();
  });
  browser.tabs.onUpdated.addListener((_, { status, url }, tab) => {
    if (tab.active && tab.windowId === windowId && (status ?? url) !== undefined) void ask();
  });
  void ask();
  return ask;
}

function pageOf(tab: Tabs.Tab): TabPage | undefined {
  if (tab.id === undefined) return undefined;
  // Where a person has withheld the page, the browser tells its address because its button was pressed.
  const site = siteOf(tab.url);
  return {
    tabId: tab.id,
    windowId: tab.windowId,
    isPrivate: tab.incognito,
    url: tab.url,
    site,
    pattern: patternFor(site),
  };
}

function patternFor(site: Site | undefined): string {
  // A page whose address we are not told: the browser's own, or all sites are withheld.
  if (site === undefined) return '<all_urls>';
  return site === 'file:' ? 'file:///*' : `*://${site}/*`;
}

export async function hasAccess(pattern: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [pattern] });
}

/** Calls back whenever the person gives or takes away access to sites, here or in the browser's settings. */
export function followAccess(changed: () => void): void {
  browser.permissions.onAdded.addListener(changed);
  browser.permissions.onRemoved.addListener(changed);
}

/** Has to be called in a click's own turn, or Firefox refuses. */
export async function requestAccess(pattern: string): Promise<boolean> {
  return browser.permissions.request({ origins: [pattern] });
}

// From the root: Firefox takes a path for relative to the page that asks.
const MENTIONS = `/${mentions}`;

/**
 * What the page's frames know; undefined if the browser does not let us ask. A frame without our
 * script is left out.
 */
export async function reports(tabId: number): Promise<PageReport[] | undefined> {
  const target = { tabId, allFrames: true };
  try {
    // Each time: a frame may be new.
    await browser.scripting.executeScript({ target, files: [MENTIONS] });
    const results = await browser.scripting.executeScript({
      target,
      func: () => (globalThis as FrameWorld).__backstory__?.mentions?.report(),
    });
    return results.flatMap(({ result }) => readReport(result) ?? []);
  } catch {
    return undefined;
  }
}

/** `document.contentType` of the tab's own page; undefined if the browser does not let us ask. */
export async function contentType(tabId: number): Promise<string | undefined> {
  try {
    const [answer] = await browser.scripting.executeScript({
      target: { tabId },
      func: () => document.contentType,
      injectImmediately: true,
    });
    return readContentType(answer?.result);
  } catch {
    return undefined;
  }
}

export async function askBackground<R extends Request>(request: R): Promise<Responses[R['type']]> {
  return browser.runtime.sendMessage(request);
}

/** Whether the tab is on its way to another page, or not at its page's end yet. */
export async function isLoading(tabId: number): Promise<boolean> {
  const { status } = await browser.tabs.get(tabId);
  return status === 'loading';
}

/** The text of the tab's own page, block by block; none where the browser does not let us read. */
export async function readPage(tabId: number): Promise<readonly string[]> {
  const target = { tabId };
  try {
    await browser.scripting.executeScript({ target, files: [MENTIONS] });
    const [answer] = await browser.scripting.executeScript({
      target,
      func: () => (globalThis as FrameWorld).__backstory__?.mentions?.reader.read(),
    });
    return readBlocks(answer?.result);
  } catch {
    return [];
  }
}

/** Runs `func` in the tab's own page, at once. What it answers is anything: the page may be in other hands. */
async function inPage<A extends unknown[]>(
  tabId: number,
  func: (...args: A) => unknown,
  ...args: A
): Promise<unknown> {
  const [answer] = await browser.scripting.executeScript({
    target: { tabId },
    func: func as (...args: unknown[]) => unknown,
    args,
    injectImmediately: true,
  });
  return answer?.result;
}

/** Takes the reader to a stretch of what `readPage` last told. */
export async function reveal(
  tabId: number,
  block: number,
  start: number,
  end: number,
): Promise<void> {
  const go = (...place: [number, number, number]) =>
    (globalThis as FrameWorld).__backstory__?.mentions?.reader.reveal(...place);
  await inPage(tabId, go, block, start, end);
}

/**
 * Where the mentions of the tab's own page stand; those of frames within it are on no map.
 * @returns undefined: it has no program that could tell, or the browser does not let us ask
 */
export async function mapOf(tabId: number): Promise<PageMap | undefined> {
  try {
    const look = () => (globalThis as FrameWorld).__backstory__?.mentions?.mapper.look();
    return readPageMap(await inPage(tabId, look));
  } catch {
    return undefined;
  }
}

/** What stands around mentions of the map that `mapOf` told of last. */
export async function passagesOf(
  tabId: number,
  ids: readonly number[],
): Promise<readonly MappedPassage[]> {
  const read = (asked: readonly number[]) =>
    (globalThis as FrameWorld).__backstory__?.mentions?.mapper.passages(asked);
  return readPassages(await inPage(tabId, read, ids), ids);
}

/** Takes the reader to a mention of that map. */
export async function revealMention(tabId: number, id: number): Promise<void> {
  const reveal = (asked: number) =>
    (globalThis as FrameWorld).__backstory__?.mentions?.mapper.reveal(asked);
  await inPage(tabId, reveal, id);
}

export async function reload(tabId: number): Promise<void> {
  await browser.tabs.reload(tabId);
}
