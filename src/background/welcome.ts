/** The first-run page: once, when the extension is installed, and never again. */
import browser from 'webextension-polyfill';
import { read, type Storage } from '../settings/storage.ts';

const PAGE = 'src/welcome/index.html';
/** In storage.local: a browser may say "install" again for the same profile. */
const WELCOMED_KEY = 'welcomed';

/** To be called at every start, at once. */
export function welcomeOnce(storage: Storage): void {
  browser.runtime.onInstalled.addListener(async ({ reason }) => {
    if (reason !== 'install') return;
    // A storage that fails knows of no welcome.
    const stored = await read(storage.local, [WELCOMED_KEY]).catch(() => ({}));
    if (WELCOMED_KEY in stored) return;
    await storage.local.set({ [WELCOMED_KEY]: true }).catch(() => undefined);
    await browser.tabs.create({ url: browser.runtime.getURL(PAGE) });
  });
}
