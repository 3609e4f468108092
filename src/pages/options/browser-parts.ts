/** What the options page needs of the browser, apart from its storage. */
import browser from 'webextension-polyfill';
import type { Storage } from '../../settings/storage.ts';
import { t } from '../../ui/i18n.ts';
import type { Shortcut } from './Shortcuts.tsx';

/** Where Chromium lets people change shortcuts; Firefox has a call for it. */
const CHROMIUM_SHORTCUTS = 'chrome://extensions/shortcuts';

/** Since Firefox 137; the polyfill's types do not know it yet. */
interface FirefoxCommands {
  openShortcutSettings?(): Promise<void>;
}

/** The keys as they are now; none where the browser has no keys (Android). */
export async function shortcuts(): Promise<readonly Shortcut[]> {
  const commands = (await browser.commands?.getAll()) ?? [];
  return commands.map(({ name, description, shortcut }) => ({
    // Chromium lists the opening of the popup, too, and says nothing of it.
    description: name === '_execute_action' ? t('openPopup') : (description ?? ''),
    keys: shortcut ?? '',
  }));
}

export async function openShortcuts(): Promise<void> {
  const { openShortcutSettings } = browser.commands as FirefoxCommands;
  if (openShortcutSettings) await openShortcutSettings();
  else await browser.tabs.create({ url: CHROMIUM_SHORTCUTS });
}

export const storage: Storage = browser.storage;
