/** Keeps the settings in order while the browser runs: repair, sync, private windows. */
import browser from 'webextension-polyfill';
import type { PrivateRulesChange } from '../protocol/messages.ts';
import { endPauseAtStart, repairSettings } from '../settings/repair.ts';
import type { Storage, StorageListener } from '../settings/storage.ts';
import { forgetPrivateWindow } from '../settings/store.ts';
import { optionKey, PRIVATE_PREFIX, SITE_PREFIX } from '../settings/stored.ts';
import { syncRules } from '../settings/sync.ts';

/** Milliseconds that changes are collected before they are handed to the browser's sync, which allows
 * two writes a second. */
const COLLECT = 1_000;

/** Listens to whatever concerns the settings; to be called at every start, at once. */
export function keepSettings(storage: Storage): void {
  browser.runtime.onInstalled.addListener(() => {
    repairSettings(storage).then(sync, warn);
  });
  browser.runtime.onStartup.addListener(() => {
    endPauseAtStart(storage)
      .then(() => repairSettings(storage))
      .then(sync, warn);
  });
  storage.onChanged.addListener((changes, areaName) => {
    if (areaName === 'session') tellPrivateWindows(changes).catch(warn);
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
    setTimeout(() => {
      isWaiting = false;
      sync();
    }, COLLECT);
  }
  function sync(): void {
    syncRules(storage).catch(warn);
  }
}

function concernsSync(changes: Parameters<StorageListener>[0], areaName: string): boolean {
  if (areaName === 'sync') return true;
  const isOurs = (key: string) => key.startsWith(SITE_PREFIX) || key === optionKey('sync');
  return areaName === 'local' && Object.keys(changes).some(isOurs);
}

async function tellPrivateWindows(changes: PrivateRulesChange['changes']): Promise<void> {
  if (!Object.keys(changes).some((key) => key.startsWith(PRIVATE_PREFIX))) return;
  const message: PrivateRulesChange = { type: 'privateRulesChanged', changes };
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
