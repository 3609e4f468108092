/** The extension packed as `npm run package` does it, and brought into a browser as a person does. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { filesOf, readFiles, zipOf } from '../../src/build/package/zip.ts';
import { installForGood } from './bidi.ts';
import type { BrowserKind } from './browsers.ts';
import { builtExtension } from './launch.ts';

/** What was built for a browser, packed; under another version a browser takes it for an update, if it is a higher one. */
export function packed(kind: BrowserKind, version?: string): Uint8Array {
  const files = new Map(readFiles(builtExtension(kind)));
  if (version !== undefined) {
    const manifest = JSON.parse(Buffer.from(files.get('manifest.json') ?? []).toString());
    files.set('manifest.json', Buffer.from(JSON.stringify({ ...manifest, version })));
  }
  return zipOf(files);
}

/** Puts the files of a zip into a folder, in place of what is there. */
export function unpack(zip: Uint8Array, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, bytes] of filesOf(zip)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

/**
 * Installs a package, or updates to it, and returns the extension's id. Firefox takes the zip itself, Chromium a folder
 * that it is unpacked into.
 * @param folder for that; the same one is the same extension
 */
export async function installPacked(
  kind: BrowserKind,
  browser: Browser,
  zip: Uint8Array,
  folder: string,
): Promise<string> {
  if (kind === 'firefox') return installForGood(browser, Buffer.from(zip));
  unpack(zip, folder);
  return browser.installExtension(folder);
}
