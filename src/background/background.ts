/** What only the background can do: wiring, no decisions. Sleeps most of the time, keeps no state. */
import browser, { type Runtime } from 'webextension-polyfill';
import card from '../card/card.iife.tsx?script&iife';
import judge from '../judge/judge.iife.ts?script&iife';
import type { LoadRequest, Request, Responses } from '../protocol/messages.ts';
import type { PageControl } from '../protocol/world.ts';
import { siteOf } from '../settings/sites.ts';
import { read, type Storage } from '../settings/storage.ts';
import { optionKey } from '../settings/stored.ts';
import { openArticle } from './article.ts';
import { keepSettings } from './keeper.ts';
import { offerMenu } from './menu.ts';
import { injectIntoOpenTabs } from './open-tabs.ts';
import { drawButton } from './toolbar.ts';
import { welcomeOnce } from './welcome.ts';

const storage = browser.storage as unknown as Storage;

const BUNDLES: Record<LoadRequest['part'], string> = { card, judge };

async function load(
  part: LoadRequest['part'],
  sender: Runtime.MessageSender,
): Promise<Responses['load']> {
  const tabId = sender.tab?.id;
  if (tabId === undefined) throw new Error(`load ${part}: asked from outside a tab`);
  await browser.scripting.executeScript({
    target: { tabId, frameIds: [sender.frameId ?? 0] },
    files: [BUNDLES[part]],
    injectImmediately: true,
  });
  return true;
}

async function dismiss(sender: Runtime.MessageSender): Promise<Responses['dismiss']> {
  const tabId = sender.tab?.id;
  if (tabId !== undefined) {
    await browser.scripting.executeScript({
      target: { tabId, allFrames: true },
      // Runs in the tab's frames: it knows nothing of this file but its own text.
      func: () =>
        (
          globalThis as unknown as { __backstory__?: { page?: PageControl } }
        ).__backstory__?.page?.dismiss(),
    });
  }
  return true;
}

async function tally(sender: Runtime.MessageSender): Promise<Responses['tally']> {
  const tabId = sender.tab?.id;
  if (tabId !== undefined) await drawButton(storage, tabId);
  return true;
}

browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
  const request = message as Request;
  switch (request.type) {
    case 'load':
      return load(request.part, sender);
    case 'dismiss':
      return dismiss(sender);
    case 'site':
      return Promise.resolve(siteOf(sender.tab?.url) ?? null);
    case 'tally':
      return tally(sender);
    case 'privateRules':
      return read(storage.session, request.keys);
    case 'article':
      return openArticle(request).then((): Responses['article'] => true);
  }
});

keepSettings(storage);
welcomeOnce(storage);
offerMenu(storage, () => openArticle({ type: 'article' }));
if (!__FIREFOX__) browser.runtime.onInstalled.addListener(injectIntoOpenTabs);
browser.permissions.onAdded.addListener(injectIntoOpenTabs);

// The button of every tab is drawn anew when a person changes what it shows.
storage.onChanged.addListener(async (changes, areaName) => {
  if (areaName !== 'local') return;
  if (!(optionKey('badge') in changes || optionKey('offIcon') in changes)) return;
  for (const { id } of await browser.tabs.query({})) {
    if (id !== undefined) drawButton(storage, id);
  }
});
