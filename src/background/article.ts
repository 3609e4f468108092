/** The article page, in one tab. */
import browser, { type Tabs } from 'webextension-polyfill';
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
  const [known] = await browser.tabs.query({ url: `${page}*` });
  const tab = known ?? (await stillLoading(opened));
  if (tab?.id === undefined) return (await browser.tabs.create({ url: address.href })).id;
  await browser.tabs.update(tab.id, { active: true, url: address.href });
  if (tab.windowId !== undefined) {
    // Firefox for Android has no windows.
    await browser.windows?.update(tab.windowId, { focused: true });
  }
  return tab.id;
}

/** A tab that was just opened has no address yet to be found by. */
async function stillLoading(tabId: number | undefined): Promise<Tabs.Tab | undefined> {
  if (tabId === undefined) return undefined;
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  return tab?.status === 'loading' ? tab : undefined;
}
