/** The article page. Wiring only. */
import { render } from 'preact';
import browser from 'webextension-polyfill';
import { loadPackaged } from '../../protocol/load-packaged.ts';
import { editionFile } from '../../protocol/packaged.ts';
import { read } from '../../settings/storage.ts';
import { optionKey, storedOptions } from '../../settings/stored.ts';
import { story } from '../../story/bundled.ts';
import { editionsFor } from '../../story/editions.ts';
import { editionLoader } from '../../story/load-edition.ts';
import type { EditionLanguage } from '../../story/types.ts';
import { speak, uiLanguage } from '../../ui/i18n.ts';
import { Article } from './Article.tsx';
import { paragraphIn, searchFor, shownEditions } from './view.ts';

const root = document.getElementById('article') as HTMLElement;
const loadEdition = editionLoader(story, (lang) => loadPackaged(editionFile(lang)));
const wanted = editionsFor(story, await wantedLanguage());

/** BCP 47 tag: the one that the options name, else the browser's. */
async function wantedLanguage(): Promise<string> {
  const items = await read(browser.storage.local, [optionKey('paragraphLanguage')]).catch(
    () => ({}),
  );
  const { paragraphLanguage } = storedOptions(items);
  return paragraphLanguage === 'auto' ? uiLanguage() : paragraphLanguage;
}

/** The address that is shown, or is about to be. */
let asked = '';

async function update(): Promise<void> {
  const address = location.href;
  asked = address;
  const editions = shownEditions(location.search, story, wanted);
  const loaded = await Promise.all(editions.map(({ lang }) => loadEdition(lang)));
  if (asked !== address) return;
  // Two that could not be loaded have the same one in their place.
  const shown = [...new Set(loaded)];
  const others = editions.filter((edition) => !wanted.includes(edition));
  const languages = [...wanted, ...others];
  const target = paragraphIn(location.hash, story);
  render(<Article {...{ story, languages, shown, target, show, copyLink }} />, root);
}

/** Another view of the article, with the paragraph that is being read where it was. */
async function show(view: readonly EditionLanguage[]): Promise<void> {
  const rows = [...root.querySelectorAll('section')];
  const read = rows.find((row) => row.getBoundingClientRect().top >= 0) ?? rows.at(-1);
  const before = read?.getBoundingClientRect().top ?? 0;
  history.pushState(null, '', `${searchFor(view)}${location.hash}`);
  await update();
  if (read && scrollY > 0) scrollBy(0, read.getBoundingClientRect().top - before);
}

async function copyLink(id: string): Promise<void> {
  const address = new URL(location.href);
  address.hash = id;
  await navigator.clipboard.writeText(address.href);
}

speak(document);
window.addEventListener('popstate', () => void update());
window.addEventListener('hashchange', () => void update());
await update();
