/** What only the background can do: wiring, no decisions. Sleeps most of the time, keeps no state. */
import browser, { type Runtime } from 'webextension-polyfill';
import card from '../card/card.iife.tsx?script&iife';
import judge from '../judge/judge.iife.ts?script&iife';
import type { LoadRequest, Request, Responses } from '../protocol/messages.ts';
import type { PageControl } from '../protocol/world.ts';
import { siteOf } from '../settings/sites.ts';
import { openArticle } from './article.ts';

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

browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
  const request = message as Request;
  switch (request.type) {
    case 'load':
      return load(request.part, sender);
    case 'dismiss':
      return dismiss(sender);
    case 'site':
      return Promise.resolve(siteOf(sender.tab?.url) ?? null);
    case 'article':
      return openArticle(request).then((): Responses['article'] => true);
  }
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
