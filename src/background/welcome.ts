/** The first-run page: once, when the extension is installed, and never again. */
import { read, type Storage } from '../settings/storage.ts';

/**
 * In storage.local. false: the page is due; true: it was shown. A browser may say "install" again for the same
 * profile.
 */
const WELCOMED_KEY = 'welcomed';

/** The first-run page in the browser. */
export interface WelcomePage {
  isOpen(): Promise<boolean>;
  open(): Promise<void>;
}

/** To be called at every start: shows the page if an earlier start could not, or was stopped over it. */
export async function welcomeIfDue(storage: Storage, page: WelcomePage): Promise<void> {
  if ((await readWelcomed(storage)) === false) await show(storage, page);
}

/** To be called when the extension is installed. */
export async function welcomeAtInstallation(storage: Storage, page: WelcomePage): Promise<void> {
  if ((await readWelcomed(storage)) === true) return;
  await storage.local.set({ [WELCOMED_KEY]: false }).catch(() => undefined);
  await show(storage, page);
}

/** A storage that fails knows of no welcome. */
async function readWelcomed(storage: Storage): Promise<unknown> {
  const stored = await read(storage.local, [WELCOMED_KEY]).catch(() => ({}));
  return (stored as Record<string, unknown>)[WELCOMED_KEY];
}

async function show(storage: Storage, page: WelcomePage): Promise<void> {
  if (!(await page.isOpen())) await page.open();
  // Only now: whatever failed before is tried again at the next start.
  await storage.local.set({ [WELCOMED_KEY]: true }).catch(() => undefined);
}
