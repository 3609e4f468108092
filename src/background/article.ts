/** The article page, in one tab. */
import browser from 'webextension-polyfill';
import type { ArticleRequest } from '../protocol/messages.ts';

const PAGE = 'src/article/index.html';

/**
 * Opens the article in a tab, at a paragraph, or takes the tab that has it there. The window comes to
 * the front.
 */
export async function openArticle({ paragraph, lang }: ArticleRequest): Promise<void> {
  const page = browser.runtime.getURL(PAGE);
  const address = new URL(page);
  if (lang !== undefined) address.searchParams.set('lang', lang);
  if (paragraph !== undefined) address.hash = paragraph;
  const [open] = await browser.tabs.query({ url: `${page}*` });
  if (open?.id === undefined) {
    await browser.tabs.create({ url: address.href });
    return;
  }
  await browser.tabs.update(open.id, { active: true, url: address.href });
  if (open.windowId !== undefined) {
    // Firefox for Android has no windows.
    await browser.windows?.update(open.windowId, { focused: true });
  }
}
