/**
 * The toolbar popup. Wiring only. The switch and what it needs come first, in few kilobytes; the
 * article and the list of public suffixes are loaded while a person already reads.
 */
import { render } from 'preact';
import browser from 'webextension-polyfill';
import type { Options } from '../../settings/options.ts';
import type { Storage } from '../../settings/storage.ts';
import { watchSite } from '../../settings/watch-site.ts';
import { speak } from '../../ui/i18n.ts';
import { panelOpener } from '../../ui/open-panel.ts';
import { lookAtPage } from '../tab/look-at-page.ts';
import {
  askBackground,
  currentPage,
  followAccess,
  reload,
  requestAccess,
  reveal,
} from '../tab/page.ts';
import { type Known, unknownPage } from '../tab/state.ts';
import type { PopupActions } from './actions.ts';
import { Popup, type PopupProps } from './Popup.tsx';

/** Milliseconds between two questions for a page's address, once it may be told. */
const ASK_AGAIN_MS = 250;
/** So many times it is asked for: some pages never have one. */
const MOST_ADDRESS_LOOKS = 20;

const storage: Storage = browser.storage;
const root = document.getElementById('popup') as HTMLElement;
speak(document);

const page = await currentPage(location.search);
const site = page?.site;
let later: Promise<typeof import('./later.tsx')> | undefined;
const load = () => {
  later ??= import('./later.tsx');
  return later;
};
const openPanel = panelOpener(browser);
/** Where rules of a private window go. */
const privateWindow = page?.isPrivate ? page.windowId : undefined;

const actions: PopupActions = {
  setSite: async (on) => {
    const { setSite } = await load();
    if (site !== undefined) await setSite(storage, site, on, privateWindow);
  },
  setAll: async (domain, on) => {
    const { setAll, changeSites } = await load();
    const { removed, undo } = await setAll(storage, domain, on, privateWindow);
    return { removed, undo: () => changeSites(storage, undo, privateWindow) };
  },
  setPause: async (pause) => (await load()).setPause(storage, pause),
  allow: async () => {
    if (page && (await requestAccess(page.pattern))) await look();
  },
  reload: async () => {
    if (!page) return;
    await reload(page.tabId);
    window.close();
  },
  // Whatever the popup leads to stands beneath it: it goes, and the keyboard is the page's again.
  step: async (direction, name) => {
    if (!page) return;
    await askBackground({ type: 'step', tabId: page.tabId, direction, name });
    window.close();
  },
  reveal: async ({ block, start, end }) => {
    if (!page) return;
    await reveal(page.tabId, block, start, end);
    window.close();
  },
  openArticle: async () => {
    await askBackground({ type: 'article' });
    window.close();
  },
  keepBeside:
    openPanel &&
    (async () => {
      if (page?.windowId === undefined) return;
      await openPanel(page.windowId);
      window.close();
    }),
  openOptions: async () => {
    await browser.runtime.openOptionsPage();
    window.close();
  },
};

let known = unknownPage(page);
let props: PopupProps = {
  known,
  names: [],
  domain: undefined,
  hasAside: false,
  unread: undefined,
  actions,
  background: undefined,
};
let language: Options['paragraphLanguage'] = 'auto';

function show(change: Partial<PopupProps>): void {
  props = { ...props, ...change };
  render(<Popup {...props} />, root);
}

function update(change: Partial<Known>): void {
  known = { ...known, ...change };
  show({ known });
}

const looking = page && lookAtPage(page, update);
const look = () => looking?.look();

/** With the access comes the page's address, which everything here goes by; not always at once. */
async function reloadOnceAddressIsTold(patience = MOST_ADDRESS_LOOKS): Promise<void> {
  const told = await currentPage(location.search);
  if (told?.site !== undefined) location.reload();
  else if (patience > 0) setTimeout(reloadOnceAddressIsTold, ASK_AGAIN_MS, patience - 1);
}

followAccess(() => {
  if (site === undefined) void reloadOnceAddressIsTold();
  void look();
});
if (site === undefined) {
  void look();
  // The access may have come between the question and the listener.
  void reloadOnceAddressIsTold();
} else {
  await new Promise<void>((told) =>
    watchSite(
      storage,
      site,
      (state, { unmarked }) => {
        update({ state, unmarked });
        void look();
        told();
      },
      page?.isPrivate,
    ),
  );
}
// The first content is on its way to the screen.
await new Promise(requestAnimationFrame);

const { backgroundOf, domainAbove, names, watchSettings } = await load();
show({
  names,
  domain: site === undefined ? undefined : domainAbove(site),
  background: (act) => backgroundOf(known, language, actions, act),
});
watchSettings(
  storage,
  ({ aside, options }) => {
    language = options.paragraphLanguage;
    show({ hasAside: aside.length > 0 });
  },
  (reason) => show({ unread: reason?.message }),
);
