/** The side panel as a test sees it. */
import type { Page } from 'puppeteer-core';
import type { Launched } from './launch.ts';

declare const chrome: {
  tabs: { query(query: object): Promise<{ url?: string; windowId: number }[]> };
};

/** The panel as a page in a window of its own, about the window of a page: the same code, and a page to hold on to. */
export async function openPanelPage(launched: Launched, page: Page): Promise<Page> {
  const windowId = await launched.inExtension(
    async (url) => (await chrome.tabs.query({})).find((tab) => tab.url === url)?.windowId ?? null,
    page.url(),
  );
  if (windowId === null) throw new Error(`no tab with ${page.url()}`);
  return launched.openOwn(`src/pages/panel/index.html?window=${windowId}`, 'window');
}

/** What the panel shows of the page: which paragraph is being read, and where the mentions stand. */
export interface ShownPanel {
  /** The id of the paragraph that is set off. */
  readonly read: string | undefined;
  /** Shares of the height of the map, by 100. */
  readonly ticks: readonly number[];
  readonly view: readonly [from: number, height: number] | undefined;
  /** By paragraph: what is said of it. */
  readonly said: Readonly<Record<string, string>>;
  readonly state: string;
}

/** To be run in the panel. Without functions of its own that have names: see `call` in launch.ts. */
export function shownPanel({ document }: Window): ShownPanel {
  const view = document.querySelector<HTMLElement>('.view')?.style;
  return {
    read: document.querySelector('.read')?.id,
    ticks: [...document.querySelectorAll<HTMLElement>('.tick')].map(({ style }) =>
      Number.parseFloat(style.top),
    ),
    view: view && [Number.parseFloat(view.top), Number.parseFloat(view.height)],
    said: Object.fromEntries(
      [...document.querySelectorAll('.beside')].map((paragraph) => [
        paragraph.id,
        paragraph.querySelector<HTMLElement>('.places')?.innerText ?? '',
      ]),
    ),
    state: document.querySelector<HTMLElement>('.state')?.innerText ?? '',
  };
}
