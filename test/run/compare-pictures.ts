/**
 * `npm run preview:compare -- BEFORE AFTER`: two folders of pictures by `npm run preview`. Says as a Markdown list which
 * came, went or differ, and leaves of those the two and what differs, side by side, in dist/preview-differs. Whether a
 * difference is right is for a person to say: the status is 0.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { comparePictures } from '../preview/compare.ts';

const DIFFERS = join('dist', 'preview-differs');

const namesIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.png'))
    .sort();
const read = (folder: string, name: string) => PNG.sync.read(readFileSync(join(folder, name)));

function main([before, after]: readonly string[]): void {
  if (!before || !after)
    throw new Error('Say which folders: npm run preview:compare -- BEFORE AFTER');
  const old = namesIn(before);
  const now = namesIn(after);
  rmSync(DIFFERS, { recursive: true, force: true });
  const lines: string[] = [];
  for (const name of [...new Set([...old, ...now])].sort()) {
    if (!old.includes(name)) lines.push(`- new: ${name}`);
    else if (!now.includes(name)) lines.push(`- gone: ${name}`);
    else {
      const found = comparePictures(read(before, name), read(after, name));
      if (!found) continue;
      mkdirSync(DIFFERS, { recursive: true });
      writeFileSync(join(DIFFERS, name), PNG.sync.write(found.picture));
      lines.push(`- differs in ${(100 * found.share).toFixed(2)} %: ${name}`);
    }
  }
  console.log(`${lines.length} of ${now.length} pictures differ from those before\n`);
  for (const line of lines) console.log(line);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
