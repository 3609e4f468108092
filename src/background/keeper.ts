/** Keeps the settings in order while the browser runs: repair, sync, private windows. */
import browser from 'webextension-polyfill';
import type { PrivateRulesChange } from '../protocol/messages.ts';
import { endPauseAtStart, repairSettings } from '../settings/repair.ts';
import type { SuffixTest } from '../settings/rules.ts';
import { read, type Storage, type StorageListener } from '../settings/storage.ts';
import { optionKey, PRIVATE_PREFIX, SITE_PREFIX } from '../settings/stored.ts';
import { syncRules } from '../settings/sync.ts';
import { forgetPrivateWindow } from '../settings/write-rules.ts';

/** Milliseconds that changes are collected before they are handed to the browser's sync, which allows
 * two writes a second. */
const COLLECT_MS = 1_000;
/** In storage.session: changes wait for it. The background may be stopped before the time is over. */
const DUE_KEY = 'syncDue';

/** Listens to whatever concerns the settings; to be called at every start, at once. */
export function keepSettings(storage: Storage, loadSuffixTest: () => Promise<SuffixTest>): void {
  const repair = async () => repairSettings(storage, await loadSuffixTest());
  browser.runtime.onInstalled.addListener(() => {
    repair().then(sync, warn);
  });
  browser.runtime.onStartup.addListener(() => {
    endPauseAtStart(storage).then(repair).then(sync, warn);
  });
  storage.onChanged.addListener((changes, areaName) => {
    if (areaName === 'session' && concernsPrivateWindows(changes)) tellPrivateWindows().catch(warn);
    if (concernsSync(changes, areaName)) syncSoon();
  });
  // Firefox for Android has no windows.
  browser.windows?.onRemoved.addListener((windowId) => {
    forgetPrivateWindow(storage, windowId).catch(warn);
  });

  let isWaiting = false;
  function syncSoon(): void {
    if (isWaiting) return;
    isWaiting = true;
    storage.session.set({ [DUE_KEY]: true }).catch(warn);
    setTimeout(() => {
      isWaiting = false;
      sync();
    }, COLLECT_MS);
  }
  function sync(): void {
    syncRules(storage, loadSuffixTest)
      .then(async () => {
        // What has changed meanwhile waits for another one.
        if (!isWaiting) await storage.session.remove([DUE_KEY]);
      })
      .catch(warn);
  }
  read(storage.session, [DUE_KEY]).then((stored) => {
    if (DUE_KEY in stored) syncSoon();
  }, warn);
}

function concernsSync(changes: Parameters<StorageListener>[0], areaName: string): boolean {
  if (areaName === 'sync') return true;
  const isOurs = (key: string) => key.startsWith(SITE_PREFIX) || key === optionKey('sync');
  return areaName === 'local' && Object.keys(changes).some(isOurs);
}

function concernsPrivateWindows(changes: Parameters<StorageListener>[0]): boolean {
  return Object.keys(changes).some((key) => key.startsWith(PRIVATE_PREFIX));
}

/** That something changed: what, each frame asks for its own sites. */
async function tellPrivateWindows(): Promise<void> {
  const message: PrivateRulesChange = { type: 'privateRulesChanged' };
  for (const { id, incognito } of await browser.tabs.query({})) {
    // A tab without our script does not listen.
    if (incognito && id !== undefined) {
      browser.tabs.sendMessage(id, message).catch(() => undefined);
    }
  }
}

function warn(error: unknown): void {
  console.warn('Backstory: settings could not be put in order', error);
}
