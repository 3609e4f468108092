/** The article page, in one tab. */
import browser from 'webextension-polyfill';
import type { ArticleRequest } from '../protocol/messages.ts';

const PAGE = 'src/article/index.html';

/** The tab that was opened last. One request after the other: two presses want one tab. */
let last: Promise<number | undefined> = Promise.resolve(undefined);

/**
 * Opens the article in a tab, at a paragraph, or takes the tab that has it there. The window comes to
 * the front.
 */
export async function openArticle(request: ArticleRequest): Promise<void> {
  last = last.catch(() => undefined).then((tabId) => show(request, tabId));
  await last;
}

async function show(
  { paragraph, lang }: ArticleRequest,
  opened: number | undefined,
): Promise<number | undefined> {
  const page = browser.runtime.getURL(PAGE);
  const address = new URL(page);
  if (lang !== undefined) address.searchParams.set('lang', lang);
  if (paragraph !== undefined) address.hash = paragraph;
  const known = (await tabWith(page)) ?? (await stillLoading(opened));
  if (!known) return (await browser.tabs.create({ url: address.href })).id;
  const { tabId, windowId } = known;
  await browser.tabs.update(tabId, { active: true, url: address.href });
  // Firefox for Android has no windows.
  if (windowId !== undefined) await browser.windows?.update(windowId, { focused: true });
  return tabId;
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
async function stillLoading(tabId: number | undefined): Promise<Place | undefined> {
  if (tabId === undefined) return undefined;
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  return tab?.status === 'loading' ? { tabId, windowId: tab.windowId } : undefined;
}
