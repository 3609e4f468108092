/** The article page, in one tab. */
import browser from 'webextension-polyfill';
import type { ArticleRequest } from '../protocol/messages.ts';
import { siteOf } from '../settings/sites.ts';
import { read, type Storage } from '../settings/storage.ts';

const PAGE = 'src/pages/article/index.html';
/** In storage.session: the id of the tab that was opened last. */
const OPENED_KEY = 'articleTab';

/** One request after the other: two presses want one tab. Nothing of it has to outlive the background. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * Opens the article in a tab, at a paragraph, or takes the tab that has it there. The window comes to
 * the front.
 */
export function openArticle(
  storage: Storage,
  { paragraph, lang }: Omit<ArticleRequest, 'type'> = {},
): Promise<void> {
  const page = browser.runtime.getURL(PAGE);
  const address = new URL(page);
  if (lang !== undefined) address.searchParams.set('lang', lang);
  if (paragraph !== undefined) address.hash = paragraph;
  const shown = turn.then(() => show(storage, page, address.href));
  turn = shown.catch(() => undefined);
  return shown;
}

async function show(storage: Storage, page: string, address: string): Promise<void> {
  const known = (await tabWith(page)) ?? (await stillLoading(storage));
  if (known && (await takeTo(known, address))) return;
  const { id } = await browser.tabs.create({ url: address });
  await storage.session.set({ [OPENED_KEY]: id }).catch(() => undefined);
}

/** @returns false where the tab was closed meanwhile: a browser tells of its page for a moment longer */
async function takeTo({ tabId, windowId }: Place, address: string): Promise<boolean> {
  const isThere = await browser.tabs.update(tabId, { active: true, url: address }).then(
    () => true,
    () => false,
  );
  // Firefox for Android has no windows.
  if (isThere && windowId !== undefined) {
    await browser.windows?.update(windowId, { focused: true });
  }
  return isThere;
}

interface Place {
  readonly tabId: number;
  readonly windowId: number | undefined;
}

/** Not by `tabs.query`: Chromium up to 150 tells no address without a permission, not even of our own pages. */
async function tabWith(page: string): Promise<Place | undefined> {
  const contexts = await browser.runtime.getContexts({ contextTypes: ['TAB'] });
  return contexts.find(({ documentUrl }) => documentUrl?.startsWith(page));
}

/** A tab that was just opened has no page yet to be found by. */
async function stillLoading(storage: Storage): Promise<Place | undefined> {
  const { [OPENED_KEY]: tabId } = await read(storage.session, [OPENED_KEY]).catch(
    (): Record<string, unknown> => ({}),
  );
  if (typeof tabId !== 'number') return undefined;
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  // Unless it is on its way to a page of the web: a person goes there.
  if (tab?.status !== 'loading' || siteOf(tab.pendingUrl ?? tab.url) !== undefined)
    return undefined;
  return { tabId, windowId: tab.windowId };
}
