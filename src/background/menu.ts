/** The toolbar button's own menu: what the popup does, without opening it. */
import browser, { type Tabs } from 'webextension-polyfill';
import { setPause } from '../settings/change-options.ts';
import { readSettings } from '../settings/read-settings.ts';
import { siteOf } from '../settings/sites.ts';
import type { Storage } from '../settings/storage.ts';
import { quietly } from './quietly.ts';

const SWITCH = 'switch';
const PAUSE = 'pause';
const ARTICLE = 'article';

/**
 * Makes the menu and follows it; to be called at every start, at once.
 * @param toggleSite switches a tab's site on or off
 * @param openArticle opens the article's page
 */
export function offerMenu(
  storage: Storage,
  toggleSite: (tab: Tabs.Tab) => Promise<void>,
  openArticle: () => Promise<void>,
): void {
  // Firefox for Android has no menus.
  if (!browser.contextMenus) return;
  const toggleSiteOf = async (tab: Tabs.Tab | undefined) => {
    if (tab && siteOf(tab.url) !== undefined) await toggleSite(tab);
  };
  browser.runtime.onInstalled.addListener(() => quietly(makeMenu()));
  browser.contextMenus.onClicked.addListener(({ menuItemId }, tab) => {
    const done =
      menuItemId === SWITCH
        ? toggleSiteOf(tab)
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

async function togglePause(storage: Storage): Promise<void> {
  const { pause } = await readSettings(storage);
  await setPause(storage, pause ? undefined : { until: 'restart' });
}
