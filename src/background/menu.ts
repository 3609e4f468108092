/** The toolbar button's own menu: what the popup does, without opening it. */
import browser, { type Tabs } from 'webextension-polyfill';
import { siteOf } from '../settings/sites.ts';
import type { Storage } from '../settings/storage.ts';
import { readSettings, setPause } from '../settings/store.ts';
import { quietly } from './quietly.ts';
import { switchTab } from './switch-tab.ts';

const SWITCH = 'switch';
const PAUSE = 'pause';
const ARTICLE = 'article';

/**
 * Makes the menu and follows it; to be called at every start, at once.
 * @param openArticle opens the article's page
 */
export function offerMenu(storage: Storage, openArticle: () => Promise<void>): void {
  // Firefox for Android has no menus.
  if (!browser.contextMenus) return;
  browser.runtime.onInstalled.addListener(() => quietly(makeMenu()));
  browser.contextMenus.onClicked.addListener(({ menuItemId }, tab) => {
    const done =
      menuItemId === SWITCH
        ? toggleSite(storage, tab)
        : menuItemId === PAUSE
          ? togglePause(storage)
          : openArticle();
    done.catch((error: unknown) => console.warn('Backstory: the menu failed', error));
  });
}

async function makeMenu(): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const [id, title] of [
    [SWITCH, browser.i18n.getMessage('menuSwitch')],
    [PAUSE, browser.i18n.getMessage('menuPause')],
    [ARTICLE, browser.i18n.getMessage('openArticle')],
  ] as const) {
    browser.contextMenus.create({ id, title, contexts: ['action'] });
  }
}

async function toggleSite(storage: Storage, tab: Tabs.Tab | undefined): Promise<void> {
  if (tab && siteOf(tab.url) !== undefined) await switchTab(storage, tab, 'toggle');
}

async function togglePause(storage: Storage): Promise<void> {
  const { pause } = await readSettings(storage);
  await setPause(storage, pause ? undefined : { until: 'restart' });
}
