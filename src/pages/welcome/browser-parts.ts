/** What the first-run page needs of the browser. */
import browser from 'webextension-polyfill';
import type { ArticleRequest } from '../../protocol/messages.ts';

const ALL_SITES = { origins: ['<all_urls>'] };

/** Whether pages can be read: people can withhold all sites, and Firefox may not have asked yet. */
export const hasAccessToAll = (): Promise<boolean> => browser.permissions.contains(ALL_SITES);

/** Has to be called in a click's own turn, or Firefox refuses. */
export const requestAccessToAll = (): Promise<boolean> => browser.permissions.request(ALL_SITES);

/** Calls back whenever people give or take access, here or in the browser's own settings. */
export function onAccessChanged(changed: () => void): void {
  browser.permissions.onAdded.addListener(changed);
  browser.permissions.onRemoved.addListener(changed);
}

/** The keys that go to the next name, as the browser writes them; undefined: none. */
export async function keysForNext(): Promise<string | undefined> {
  const commands = (await browser.commands?.getAll()) ?? [];
  return commands.find(({ name }) => name === 'next-mention')?.shortcut || undefined;
}

export const openOptions = (): Promise<void> => browser.runtime.openOptionsPage();

export async function askForArticle(): Promise<void> {
  await browser.runtime.sendMessage({ type: 'article' } satisfies ArticleRequest);
}
