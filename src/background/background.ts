/** What only the background can do: wiring, no decisions. Sleeps most of the time, keeps no state. */
import browser, { type Runtime } from 'webextension-polyfill';
import card from '../card/card.iife.tsx?script&iife';
import judge from '../judge/judge.iife.ts?script&iife';
import type { LoadRequest, Request } from '../protocol/messages.ts';
import { siteOf } from '../settings/sites.ts';
import { type Storage, setSite } from '../settings/store.ts';
import { openArticle } from './article.ts';
import { dismissCard, step, tellOthers } from './frames.ts';

const BUNDLES: Record<LoadRequest['part'], string> = { card, judge };

async function load(part: LoadRequest['part'], sender: Runtime.MessageSender): Promise<true> {
  const tabId = sender.tab?.id;
  if (tabId === undefined) throw new Error(`load ${part}: asked from outside a tab`);
  await browser.scripting.executeScript({
    target: { tabId, frameIds: [sender.frameId ?? 0] },
    files: [BUNDLES[part]],
    injectImmediately: true,
  });
  return true;
}

async function handle(request: Request, sender: Runtime.MessageSender): Promise<unknown> {
  const tabId = sender.tab?.id;
  switch (request.type) {
    case 'load':
      return load(request.part, sender);
    case 'dismiss':
      if (tabId !== undefined) await dismissCard(tabId);
      return true;
    case 'card':
      if (tabId !== undefined) await tellOthers(tabId, sender.frameId ?? 0, request.isOpen);
      return true;
    case 'step': {
      const wanted = request.tabId ?? tabId;
      if (wanted !== undefined) await step(wanted, request.direction, request.name);
      return true;
    }
    case 'switchOff': {
      // The site that the browser names, whatever the page does.
      const site = siteOf(sender.tab?.url);
      if (site !== undefined) {
        await setSite(browser.storage as unknown as Storage, site, false);
      }
      return true;
    }
    case 'site':
      return siteOf(sender.tab?.url) ?? null;
    case 'article':
      await openArticle(request);
      return true;
  }
}

browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) =>
  handle(message as Request, sender),
);

const DIRECTIONS: Record<string, 1 | -1> = { 'next-mention': 1, 'previous-mention': -1 };

// Firefox for Android has no commands.
browser.commands?.onCommand.addListener(async (command, tab) => {
  const direction = DIRECTIONS[command];
  const tabId = tab?.id ?? (await browser.tabs.query({ active: true, currentWindow: true }))[0]?.id;
  if (direction !== undefined && tabId !== undefined) await step(tabId, direction, undefined);
});

/**
 * Chromium gives the content script to pages that load from now on only; those that are open get it
 * here. Firefox does both by itself.
 */
async function injectIntoOpenTabs(): Promise<void> {
  const [script] = browser.runtime.getManifest().content_scripts ?? [];
  if (!script?.js) return;
  const tabs = await browser.tabs.query({ url: ['http://*/*', 'https://*/*', 'file:///*'] });
  for (const { id: tabId, discarded } of tabs) {
    if (tabId === undefined || discarded) continue;
    const target = { tabId, allFrames: true };
    // A tab that cannot be reached (a web store, an error page) is no reason to miss the others.
    await Promise.all([
      browser.scripting.insertCSS({ target, files: script.css ?? [] }),
      browser.scripting.executeScript({ target, files: script.js, injectImmediately: true }),
    ]).catch(() => undefined);
  }
}

if (!__FIREFOX__) browser.runtime.onInstalled.addListener(injectIntoOpenTabs);
