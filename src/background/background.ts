/**
 * What only the background can do: wiring, no decisions. Sleeps most of the time, may be stopped at any
 * moment, and keeps nothing in memory that is still needed then.
 */
import browser, { type Runtime, type Tabs } from 'webextension-polyfill';
import card from '../card/card.iife.tsx?script&iife';
import mentions from '../frame/mentions.iife.ts?script&iife';
import { loadPackaged } from '../protocol/load-packaged.ts';
import type { LoadRequest } from '../protocol/messages.ts';
import { editionFile } from '../protocol/packaged.ts';
import { setOption } from '../settings/change-options.ts';
import { suffixTestOf } from '../settings/public-suffixes.ts';
import { rememberRead } from '../settings/read-paragraphs.ts';
import { siteOf } from '../settings/sites.ts';
import { read, type Storage } from '../settings/storage.ts';
import { optionKey } from '../settings/stored.ts';
import { packagedLanguages } from '../story/packaged-languages.ts';
import { coverInSteps } from '../topics/coverage.ts';
import { panelOpener } from '../ui/open-panel.ts';
import { openArticle } from './article.ts';
import { changeMarks } from './change-marks.ts';
import { answering, type Handlers } from './check-message.ts';
import { type FrameSender, type MessageSender, privateKeysFor, Refusal } from './check-sender.ts';
import { dismissCard, frameOf, hasCardInUse, step, tellOthers } from './frames.ts';
import { inSlices } from './in-slices.ts';
import { bringLook } from './look.ts';
import { offerMenu } from './menu.ts';
import { once } from './once.ts';
import { injectAtFirstStart, injectIntoOpenTabs } from './open-tabs.ts';
import { quietly } from './quietly.ts';
import { keepSettings } from './settings-upkeep.ts';
import { switchTab } from './switch-tab.ts';
import { createThinking } from './thinking.ts';
import { togglePause } from './toggle-pause.ts';
import { drawButton } from './toolbar.ts';
import { type WelcomePage, welcomeAtInstallation, welcomeIfDue } from './welcome.ts';

const storage: Storage = browser.storage;
const thinking = createThinking(loadPackaged);
/** Rules of sites are written and repaired by it, which few starts of the background are about. */
const suffixTest = once(async () =>
  suffixTestOf(await loadPackaged('settings/public-suffixes.json')),
);

// ---- messages ------------------------------------------------------------------------------

const PROGRAMS: Record<LoadRequest['part'], string> = { card, mentions };

/** @throws {Refusal} unless a person acts in a card that is open in the frame */
async function needCardInUse(sender: FrameSender): Promise<void> {
  if (!(await hasCardInUse(sender))) throw new Refusal('no card is in use there');
}

const handlers: Handlers = {
  load: async ({ part }, sender) => {
    await browser.scripting.executeScript({
      target: frameOf(sender),
      files: [PROGRAMS[part]],
      injectImmediately: true,
    });
    return true;
  },
  judge: async ({ questions, title, sample }) =>
    (await thinking.judge())({ title, sample }, questions),
  rank: async ({ passages }) => (await thinking.ranker())(passages),
  cover: async ({ blocks }) => inSlices(coverInSteps(blocks, await thinking.index())),
  edition: ({ lang }) => loadPackaged(editionFile(lang)),
  look: async (_, sender) => {
    await bringLook(storage, sender);
    return true;
  },
  site: async (_, { tab }) => siteOf(tab?.url) ?? null,
  dismiss: async (_, { tabId }) => {
    await dismissCard(tabId);
    return true;
  },
  card: async ({ isOpen }, sender) => {
    await tellOthers(sender, isOpen);
    return true;
  },
  step: async ({ tabId, direction, name }) => {
    await step(tabId, direction, name);
    return true;
  },
  change: async (request, sender) => {
    await needCardInUse(sender);
    await changeMarks(storage, sender.tab, request, suffixTest);
    return true;
  },
  language: async ({ lang }, sender) => {
    await needCardInUse(sender);
    await setOption(storage, 'paragraphLanguage', lang);
    return true;
  },
  read: async ({ paragraph }, { tab }) => {
    if (!tab.incognito) await rememberRead(storage, paragraph);
    return true;
  },
  options: async (_, sender) => {
    await needCardInUse(sender);
    await browser.runtime.openOptionsPage();
    return true;
  },
  article: async (request, sender) => {
    if (sender.is === 'frame') await needCardInUse(sender);
    await openArticle(storage, request);
    return true;
  },
  tally: async (_, { tabId }) => {
    await drawButton(tabId, storage);
    return true;
  },
  privateRules: ({ keys }, sender) => read(storage.session, privateKeysFor(sender, keys)),
};

const own = { id: browser.runtime.id, root: browser.runtime.getURL('') };
const answer = answering(handlers, own, packagedLanguages);

browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) =>
  answer(message, sender as MessageSender),
);

/** Switches the site of a tab on or off, for the menu and for the keys; nothing happens where it has none. */
async function toggleSite(tab: Tabs.Tab | undefined): Promise<void> {
  if (tab && siteOf(tab.url) !== undefined) await switchTab(storage, tab, 'toggle', suffixTest);
}

// ---- keys ----------------------------------------------------------------------------------

const DIRECTIONS: Record<string, 1 | -1> = { 'next-mention': 1, 'previous-mention': -1 };

async function obey(command: string, pressedIn: Tabs.Tab | undefined): Promise<void> {
  const tab = pressedIn ?? (await browser.tabs.query({ active: true, currentWindow: true }))[0];
  const direction = DIRECTIONS[command];
  if (command === 'toggle-pause') await togglePause(storage);
  else if (command === 'toggle-site') await toggleSite(tab);
  else if (direction !== undefined && tab?.id !== undefined) await step(tab.id, direction);
}

/** Firefox has a command of its own for its sidebar, and never tells of this one. */
const OPEN_PANEL = 'open-panel';
const openPanel = panelOpener(browser);

// Firefox for Android has no commands. On the browser's own pages there is nowhere to go and nothing to switch.
browser.commands?.onCommand.addListener((command, tab) => {
  if (command !== OPEN_PANEL) quietly(obey(command, tab));
  // At once: the browser opens nothing once something was waited for.
  else if (openPanel && tab?.windowId !== undefined) quietly(openPanel(tab.windowId));
});

// ---- at every start, at once ---------------------------------------------------------------

keepSettings(storage, suffixTest);

const WELCOME = browser.runtime.getURL('src/pages/welcome/index.html');
const welcome: WelcomePage = {
  async isOpen() {
    const tabs = await browser.runtime.getContexts({ contextTypes: ['TAB'] });
    return tabs.some(({ documentUrl }) => documentUrl?.startsWith(WELCOME));
  },
  async open() {
    await browser.tabs.create({ url: WELCOME });
  },
};
// One after the other: both would open it.
const welcomed = welcomeIfDue(storage, welcome).catch(() => undefined);
browser.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === 'install') quietly(welcomed.then(() => welcomeAtInstallation(storage, welcome)));
});

offerMenu(storage, toggleSite, () => openArticle(storage));
if (!__FIREFOX__) quietly(injectAtFirstStart(storage));
browser.permissions.onAdded.addListener(() => quietly(injectIntoOpenTabs()));

// The button of every tab is drawn anew when a person changes what it shows.
async function drawAllButtons(): Promise<void> {
  const tabs = await browser.tabs.query({});
  await Promise.all(tabs.map(({ id }) => id !== undefined && drawButton(id, storage)));
}

storage.onChanged.addListener((changes, areaName) => {
  if (areaName !== 'local') return;
  if (optionKey('badge') in changes || optionKey('offIcon') in changes) quietly(drawAllButtons());
});
