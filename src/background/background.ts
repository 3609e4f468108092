/** What only the background can do: wiring, no decisions. Sleeps most of the time, keeps no state. */
import browser, { type Runtime } from 'webextension-polyfill';
import card from '../card/card.iife.tsx?script&iife';
import chooser from '../chooser/chooser.iife.ts?script&iife';
import cues from '../judge/cues.iife.ts?script&iife';
import judge from '../judge/judge.iife.ts?script&iife';
import privateRules from '../page/private.iife.ts?script&iife';
import pointer from '../pointer/pointer.iife.ts?script&iife';
import type { LoadRequest, Request } from '../protocol/messages.ts';
import { siteOf } from '../settings/sites.ts';
import { read, type Storage } from '../settings/storage.ts';
import { optionKey } from '../settings/stored.ts';
import { openArticle } from './article.ts';
import { dismissCard, frameOf, step, tellOthers } from './frames.ts';
import { keepSettings } from './keeper.ts';
import { bringLook } from './look.ts';
import { offerMenu } from './menu.ts';
import { injectAtFirstStart, injectIntoOpenTabs } from './open-tabs.ts';
import { switchTab } from './switch-tab.ts';
import { drawButton } from './toolbar.ts';
import { welcomeOnce } from './welcome.ts';

const storage = browser.storage as unknown as Storage;

/** In the order in which they run. */
const BUNDLES: Record<LoadRequest['part'], readonly string[]> = {
  card: [card],
  chooser: [chooser],
  judge: [cues, judge],
  pointer: [pointer],
  private: [privateRules],
};

async function load(part: LoadRequest['part'], sender: Runtime.MessageSender): Promise<true> {
  await browser.scripting.executeScript({
    target: frameOf(sender),
    files: [...BUNDLES[part]],
    injectImmediately: true,
  });
  return true;
}

async function handle(request: Request, sender: Runtime.MessageSender): Promise<unknown> {
  const tabId = sender.tab?.id;
  switch (request.type) {
    case 'load':
      return load(request.part, sender);
    case 'look':
      await bringLook(storage, sender);
      return true;
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
    case 'switchOff':
      // The site that the browser names, whatever the page does.
      if (sender.tab) await switchTab(storage, sender.tab, 'off');
      return true;
    case 'site':
      return siteOf(sender.tab?.url) ?? null;
    case 'tally':
      if (tabId !== undefined) await drawButton(storage, tabId);
      return true;
    case 'privateRules':
      return read(storage.session, request.keys);
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

keepSettings(storage);
welcomeOnce(storage);
offerMenu(storage, () => openArticle({ type: 'article' }));
if (!__FIREFOX__) injectAtFirstStart(storage);
browser.permissions.onAdded.addListener(injectIntoOpenTabs);

// The button of every tab is drawn anew when a person changes what it shows.
storage.onChanged.addListener(async (changes, areaName) => {
  if (areaName !== 'local') return;
  if (!(optionKey('badge') in changes || optionKey('offIcon') in changes)) return;
  for (const { id } of await browser.tabs.query({})) {
    if (id !== undefined) drawButton(storage, id);
  }
});
