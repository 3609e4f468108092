/** The toolbar button's own menu: what the popup does, without opening it. */
import browser, { type Tabs } from 'webextension-polyfill';
import { type Site, type SiteState, siteOf } from '../settings/sites.ts';
import type { Storage, StorageListener } from '../settings/storage.ts';
import { optionKey, PAUSE_KEY, PRIVATE_PREFIX, SITE_PREFIX } from '../settings/stored.ts';
import { watchSite } from '../settings/watch-site.ts';
import { t } from '../ui/i18n.ts';
import { siteLabel } from '../ui/site-label.ts';
import { oneByOne } from './one-by-one.ts';
import { quietly } from './quietly.ts';
import { togglePause } from './toggle-pause.ts';

const SWITCH = 'switch';
const PAUSE = 'pause';
const ARTICLE = 'article';

/** Milliseconds from one writing of the titles to the next. */
const PAUSE_MS = 100;
/** There is one menu for all tabs. */
const MENU = 0;

/**
 * Makes the menu and follows it; to be called at every start, at once.
 * @param toggleSite switches a tab's site on or off, if it has one
 * @param openArticle opens the article's page
 */
export function offerMenu(
  storage: Storage,
  toggleSite: (tab: Tabs.Tab | undefined) => Promise<void>,
  openArticle: () => Promise<void>,
): void {
  // Firefox for Android has no menus.
  if (!browser.contextMenus) return;
  browser.runtime.onInstalled.addListener(() => quietly(makeMenu(storage)));
  keepTitles(storage);
  browser.contextMenus.onClicked.addListener(({ menuItemId }, tab) => {
    const done =
      menuItemId === SWITCH
        ? toggleSite(tab)
        : menuItemId === PAUSE
          ? togglePause(storage)
          : openArticle();
    done.catch((error: unknown) => console.warn('Backstory: the menu failed', error));
  });
}

async function makeMenu(storage: Storage): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const id of [SWITCH, PAUSE, ARTICLE]) {
    // The titles of the first two follow.
    browser.contextMenus.create({ id, title: t('openArticle'), contexts: ['action'] });
  }
  await writeTitles(MENU, storage);
}

/** The menu says what its items will do in the tab in front: neither browser has one for each tab. */
function keepTitles(storage: Storage): void {
  const write = () => quietly(writeTitles(MENU, storage));
  browser.runtime.onStartup.addListener(write);
  browser.tabs.onActivated.addListener(write);
  browser.tabs.onUpdated.addListener((_, { url }, { active }) => {
    if (active && url !== undefined) write();
  });
  browser.windows?.onFocusChanged.addListener(write);
  storage.onChanged.addListener((changes) => {
    if (Object.keys(changes).some(isTold)) write();
  });
}

const isTold = (key: keyof Parameters<StorageListener>[0]) =>
  [PAUSE_KEY, optionKey('newSites')].includes(key) ||
  [SITE_PREFIX, PRIVATE_PREFIX].some((prefix) => key.startsWith(prefix));

/** A pause bears on a tab without a site, too. */
const NO_SITE = '';

/** What holds for a site now; the defaults where the storage cannot be read. */
function stateOf(storage: Storage, site: Site, isPrivate: boolean): Promise<SiteState> {
  return new Promise((tell) => {
    const following = watchSite(
      storage,
      site,
      (state) => {
        following.end();
        tell(state);
      },
      isPrivate,
    );
  });
}

const writeTitles = oneByOne(async (_, storage: Storage) => {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  const site = siteOf(tab?.url);
  const { on, pause } = await stateOf(storage, site ?? NO_SITE, tab?.incognito === true);
  await Promise.all([
    browser.contextMenus.update(SWITCH, {
      visible: site !== undefined,
      title: t(on ? 'menuTurnOff' : 'menuTurnOn', siteLabel(site ?? NO_SITE)),
    }),
    browser.contextMenus.update(PAUSE, { title: t(pause ? 'resume' : 'menuPauseForNow') }),
  ]);
}, PAUSE_MS);
