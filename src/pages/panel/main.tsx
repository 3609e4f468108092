/** The side panel. Wiring only. */
import { render } from 'preact';
import browser from 'webextension-polyfill';
import { setOption } from '../../settings/change-options.ts';
import { follow } from '../../settings/follow.ts';
import type { Storage } from '../../settings/storage.ts';
import { optionKey, storedOptions } from '../../settings/stored.ts';
import { story } from '../../story/bundled.ts';
import { speak } from '../../ui/i18n.ts';
import { ask, loadEdition } from '../tab/asking.ts';
import {
  askBackground,
  followAccess,
  followFrontPage,
  panelWindow,
  reload,
  requestAccess,
  type TabPage,
} from '../tab/page.ts';
import { pageKind } from '../tab/state.ts';
import type { PanelActions } from './actions.ts';
import { Panel } from './Panel.tsx';
import { type BesideReader, readBeside, unreadBeside } from './read-beside.ts';

const storage: Storage = browser.storage;
const root = document.getElementById('panel') as HTMLElement;
speak(document);

let page: TabPage | undefined;
let reader: BesideReader | undefined;
let beside = unreadBeside(undefined);
let language = 'auto';

const actions: PanelActions = {
  allow: async () => {
    if (page && (await requestAccess(page.pattern))) reader?.look();
  },
  reload: async () => {
    if (page) await reload(page.tabId);
  },
  step: async (direction, name) => {
    if (page) await askBackground({ type: 'step', tabId: page.tabId, direction, name });
  },
  goTo: async (...to) => reader?.goTo(...to),
  reveal: async (...to) => reader?.reveal(...to),
  openArticle: async () => {
    await askBackground({ type: 'article' });
  },
  setLanguage: (lang) => setOption(storage, 'paragraphLanguage', lang),
};

function show(): void {
  render(<Panel {...{ beside, story, loadEdition, ask, language, actions }} />, root);
}

/** The same tab at the same site, whichever of its documents: what is shown stays until there is something else. */
const isSame = (one: TabPage, other: TabPage) =>
  one.tabId === other.tabId &&
  one.site === other.site &&
  pageKind(one.url, undefined) === pageKind(other.url, undefined);

function begin(front: TabPage | undefined): void {
  if (front && page && isSame(front, page)) {
    reader?.look();
    return;
  }
  reader?.end();
  page = front;
  beside = unreadBeside(front);
  show();
  reader =
    front &&
    readBeside(storage, front, ask.rank, (now) => {
      beside = now;
      show();
    });
}

follow(storage, { local: [optionKey('paragraphLanguage')] }, (stored) => {
  language = storedOptions(stored).paragraphLanguage;
  show();
});
const windowId = await panelWindow(location.search);
if (windowId !== undefined) followAccess(followFrontPage(windowId, begin));
