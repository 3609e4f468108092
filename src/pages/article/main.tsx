/** The article page. Wiring only. */
import { render } from 'preact';
import browser from 'webextension-polyfill';
import { read } from '../../settings/storage.ts';
import { optionKey, storedOptions } from '../../settings/stored.ts';
import { story } from '../../story/bundled.ts';
import { editionsFor } from '../../story/editions.ts';
import type { Edition } from '../../story/types.ts';
import { speak, uiLanguage } from '../../ui/i18n.ts';
import { Article } from './Article.tsx';
import { paragraphIn, searchFor, shownEditions } from './view.ts';

const root = document.getElementById('article') as HTMLElement;
const editions = editionsFor(story, await wantedLanguage());

/** BCP 47 tag: the one that the options name, else the browser's. */
async function wantedLanguage(): Promise<string> {
  const items = await read(browser.storage.local, [optionKey('paragraphLanguage')]).catch(
    () => ({}),
  );
  const { paragraphLanguage } = storedOptions(items);
  return paragraphLanguage === 'auto' ? uiLanguage() : paragraphLanguage;
}

function update(): void {
  const shown = shownEditions(location.search, editions);
  const target = paragraphIn(location.hash, shown);
  render(<Article {...{ story, editions, shown, target, show, copyLink }} />, root);
}

/** Another view of the article, with the paragraph that is being read where it was. */
function show(view: readonly Edition[]): void {
  const rows = [...root.querySelectorAll('section')];
  const read = rows.find((row) => row.getBoundingClientRect().top >= 0) ?? rows.at(-1);
  const before = read?.getBoundingClientRect().top ?? 0;
  history.pushState(null, '', `${searchFor(view)}${location.hash}`);
  update();
  if (read && scrollY > 0) scrollBy(0, read.getBoundingClientRect().top - before);
}

async function copyLink(id: string): Promise<void> {
  const address = new URL(location.href);
  address.hash = id;
  await navigator.clipboard.writeText(address.href);
}

speak(document);
window.addEventListener('popstate', update);
window.addEventListener('hashchange', update);
update();
