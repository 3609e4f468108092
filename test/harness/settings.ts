/** Settings as a test reads and writes them: from within the extension, as its own pages do. */
import type { Page } from 'puppeteer-core';
import type { Launched } from './launch.ts';
import { until } from './wait.ts';

type AreaName = 'local' | 'session' | 'sync';

interface Area {
  get(keys: null): Promise<Record<string, unknown>>;
  set(items: object): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
  clear(): Promise<void>;
}

interface Tab {
  readonly id: number;
  readonly windowId: number;
  readonly url?: string;
}

declare const chrome: {
  storage: Record<AreaName, Area>;
  tabs: { query(query: object): Promise<Tab[]> };
  windows: {
    create(options: { url: readonly string[]; incognito?: boolean }): Promise<{ id: number }>;
    remove(id: number): Promise<void>;
  };
  action: {
    getBadgeText(details: { tabId: number }): Promise<string>;
    getTitle(details: { tabId: number }): Promise<string>;
  };
};

/** What a test stores: anything that JSON has. */
export type Items = { readonly [key: string]: Stored };
type Stored = null | boolean | number | string | readonly Stored[] | Items;

/** Everything in one area of the browser's storage. */
export async function stored(
  { inExtension }: Launched,
  area: AreaName,
): Promise<Record<string, unknown>> {
  const json = await inExtension(
    async (name) => JSON.stringify(await chrome.storage[name as AreaName].get(null)),
    area,
  );
  return JSON.parse(json);
}

export async function store(
  { inExtension }: Launched,
  area: AreaName,
  items: Items,
): Promise<void> {
  await inExtension(
    (name, given) => chrome.storage[name as AreaName].set(given as object),
    area,
    items,
  );
}

export async function clearStorage({ inExtension }: Launched): Promise<void> {
  await inExtension(async () => {
    for (const area of ['local', 'session', 'sync'] as const) await chrome.storage[area].clear();
  });
}

async function tabOf({ inExtension }: Launched, url: string): Promise<Tab> {
  const tabs = await inExtension(
    async (wanted) =>
      (await chrome.tabs.query({}))
        .filter((tab) => tab.url === wanted)
        .map(({ id, windowId }) => ({ id, windowId })),
    url,
  );
  const [tab] = tabs;
  if (!tab || tabs.length > 1) throw new Error(`${tabs.length} tabs with ${url}`);
  return tab;
}

/** The number on the toolbar button of a page's tab. */
export async function badgeOf(launched: Launched, page: Page): Promise<string> {
  const { id } = await tabOf(launched, page.url());
  return launched.inExtension((tabId) => chrome.action.getBadgeText({ tabId }), id);
}

/** The tooltip of the toolbar button of a page's tab. */
export async function tooltipOf(launched: Launched, page: Page): Promise<string> {
  const { id } = await tabOf(launched, page.url());
  return launched.inExtension((tabId) => chrome.action.getTitle({ tabId }), id);
}

/** A window of its own with a tab for each address; each tab's page, in the same order. */
export async function openWindow(
  launched: Launched,
  addresses: readonly string[],
): Promise<{ pages: Page[]; close(): Promise<void> }> {
  const windowId = await launched.inExtension(
    async (url) => (await chrome.windows.create({ url: url as readonly string[] })).id,
    addresses,
  );
  const pages = await Promise.all(
    addresses.map((address) =>
      until(`a tab with ${address}`, async () =>
        (await launched.browser.pages()).find((page) => page.url() === address),
      ),
    ),
  );
  return {
    pages,
    close: async () => {
      await launched.inExtension((id) => chrome.windows.remove(id), windowId);
    },
  };
}

/** The popup as a page of its own, about a page: the same code, and a window that stays open. */
export function openPopupPage(launched: Launched, page: Page): Promise<Page> {
  return openPopupAbout(launched, page.url());
}

/** The same for a tab that has an address, which the test's driver may not see. */
export async function openPopupAbout(launched: Launched, address: string): Promise<Page> {
  const { id } = await tabOf(launched, address);
  return launched.openOwn(`src/pages/popup/index.html?tab=${id}`);
}

/** Presses the button or the switch of that text, when it is there. */
export async function press(popup: Page, text: string): Promise<void> {
  await until(`“${text}” to press`, () =>
    popup.evaluate((wanted) => {
      const all = [...document.querySelectorAll<HTMLElement>('button, summary, label')];
      const found = all.find(({ textContent }) => textContent?.includes(wanted));
      found?.click();
      return found !== undefined;
    }, text),
  );
}

/** Waits until the popup shows a text. */
export async function shows(popup: Page, text: string): Promise<void> {
  await until(`“${text}” in the popup`, () =>
    popup.evaluate((wanted) => document.body.innerText.includes(wanted), text),
  );
}
