import { expect, test } from 'vitest';
import {
  type WelcomePage,
  welcomeAtInstallation,
  welcomeIfDue,
} from '../../../src/background/welcome.ts';
import { memoryStorage } from '../../harness/memory-storage.ts';

/** A browser whose first `failures` tabs cannot be made, or one that dies once the tab is there. */
function browser(failures = 0): WelcomePage & { opened: number; isShown: boolean } {
  let left = failures;
  return {
    opened: 0,
    isShown: false,
    async isOpen() {
      return this.isShown;
    },
    async open() {
      if (left-- > 0) throw new Error('no window');
      this.opened++;
      this.isShown = true;
    },
  };
}

test('comes once, at the installation', async () => {
  const storage = memoryStorage();
  const page = browser();
  await welcomeIfDue(storage, page);
  expect(page.opened).toBe(0);
  await welcomeAtInstallation(storage, page);
  expect(page.opened).toBe(1);
  page.isShown = false;
  // The browser may say so again, and starts many times.
  await welcomeAtInstallation(storage, page);
  await welcomeIfDue(storage, page);
  expect(page.opened).toBe(1);
});

test('a tab that cannot be made is tried again at each start, until it can', async () => {
  const storage = memoryStorage();
  const page = browser(2);
  await expect(welcomeAtInstallation(storage, page)).rejects.toThrow('no window');
  await expect(welcomeIfDue(storage, page)).rejects.toThrow('no window');
  await welcomeIfDue(storage, page);
  await welcomeIfDue(storage, page);
  expect(page.opened).toBe(1);
});

test('a background that is stopped once the tab is there makes no second one', async () => {
  const storage = memoryStorage();
  const page = browser();
  storage.before = (_, call) => {
    if (call === 'set' && page.isShown) throw new Error('stopped');
  };
  await welcomeAtInstallation(storage, page);
  storage.before = () => undefined;
  await welcomeIfDue(storage, page);
  expect(page.opened).toBe(1);
  page.isShown = false;
  await welcomeIfDue(storage, page);
  expect(page.opened).toBe(1);
});

test('comes though the storage fails', async () => {
  const storage = memoryStorage();
  storage.before = () => {
    throw new Error('disk');
  };
  const page = browser();
  await welcomeIfDue(storage, page);
  await welcomeAtInstallation(storage, page);
  expect(page.opened).toBe(1);
});
