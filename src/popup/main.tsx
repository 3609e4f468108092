/** The toolbar popup. Wiring only. */
import { render } from 'preact';
import browser from 'webextension-polyfill';
import { type Storage, setPause, setSite } from '../settings/store.ts';
import { watchSite } from '../settings/watch-site.ts';
import { forms, story, topics } from '../story/bundled.ts';
import { createFinder } from '../story/find-candidates.ts';
import { indexTopics } from '../story/topic-index.ts';
import { speak } from '../ui/i18n.ts';
import { Popup, type PopupProps } from './Popup.tsx';
import {
  currentPage,
  hasAccess,
  readPage,
  reload,
  reports,
  requestAccess,
  reveal,
} from './page.ts';

/** Milliseconds between two looks while the page still loads or is being scanned. */
const LOOK_AGAIN = 250;

const storage = browser.storage as unknown as Storage;
const root = document.getElementById('popup') as HTMLElement;
speak(document);

const finder = createFinder(forms);
const index = indexTopics(topics);
const page = await currentPage(location.search);
const site = page?.site;

let known: PopupProps['known'] = {
  site,
  hasAccess: true,
  state: undefined,
  reports: [],
  blocks: [],
  loading: true,
};

function update(change: Partial<typeof known>): void {
  known = { ...known, ...change };
  render(<Popup {...{ known, story, finder, topics: index, actions }} />, root);
}

async function look(): Promise<void> {
  if (!page) return;
  const [access, found] = await Promise.all([hasAccess(page.pattern), reports(page.tabId)]);
  const loading = found === undefined ? false : found.some((report) => report.loading);
  update({ hasAccess: access, reports: found, loading });
  // The text is read once it is all there, and shown when the rest stands.
  if (!loading && found && found.length > 0) update({ blocks: await readPage(page.tabId) });
  if (loading) setTimeout(look, LOOK_AGAIN);
}

const actions: PopupProps['actions'] = {
  setSite: async (on) => {
    if (site !== undefined) await setSite(storage, site, on);
  },
  setPaused: (paused) => setPause(storage, paused ? { until: null } : undefined),
  allow: async () => {
    if (page && (await requestAccess(page.pattern))) await look();
  },
  reveal: async ({ block, start, end }) => {
    if (page) await reveal(page.tabId, block, start, end);
  },
  reload: async () => {
    if (!page) return;
    await reload(page.tabId);
    window.close();
  },
};

if (site !== undefined) {
  watchSite(storage, site, (state) => {
    update({ state });
    look();
  });
} else {
  look();
}
