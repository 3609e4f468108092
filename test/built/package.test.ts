/** What is in a package: nothing that the extension does not load, and the licences of all that it carries. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFiles } from '../../src/build/package/zip.ts';
import { readStory } from '../../src/build/story/read-story.ts';
import { editionFile } from '../../src/protocol/packaged.ts';
import { sources } from '../unit/sources.ts';

/** Loaded by nobody, and there for people. */
const FOR_PEOPLE = 'LICENSES.txt';

/** A few lines of these are put in by themselves. */
const TOOLS = ['rolldown', 'vite'];

/** Packages of which something ships. A new one belongs here once somebody has looked at its licence. */
const SHIPPED = ['preact', 'tldts', 'tldts-core', 'valibot', 'webextension-polyfill'];

/** The packages that our own code imports, and those that these need. */
function importedPackages(): string[] {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const found = new Set<string>();
  const add = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    Object.keys(packages[`node_modules/${name}`].dependencies ?? {}).forEach(add);
  };
  for (const { file, text } of sources) {
    if (file.startsWith('src/build/')) continue;
    const imports = text.matchAll(
      /^(?:import|export) (?!type\b)[^;]*?from '((?:@[^/']+\/)?\w[^/']*)/gm,
    );
    for (const [, name = ''] of imports) add(name);
  }
  return [...found].sort();
}

describe.each(['chromium', 'firefox'])('the package for %s', (target) => {
  const folder = join('dist', target);
  const text = (path: string) => readFileSync(join(folder, path), 'utf8');

  test('is built', () => expect(existsSync(folder), 'run npm run build first').toBe(true));

  test('holds what the manifest leads to, and nothing else', () => {
    const all = [...readFiles(folder).keys()];
    // That the browser takes by its own rules, and that a program names by a language or a size.
    const reached = new Set([
      'manifest.json',
      ...all.filter((path) => /^_locales\/\w+\/messages\.json$/.test(path)),
      'icons/off-16.png',
      'icons/off-32.png',
      ...readStory('assets/story').story.languages.map(({ lang }) => editionFile(lang)),
    ]);
    for (const path of reached) {
      if (!/\.(?:js|json|html|css)$/.test(path)) continue;
      const own = text(path);
      for (const other of all) {
        if (own.includes(other) || own.includes(`./${basename(other)}`)) reached.add(other);
      }
    }
    expect(all.filter((path) => !reached.has(path))).toEqual([FOR_PEOPLE]);
  });

  test('has the licences of all that it carries', () => {
    const named = [...text(FOR_PEOPLE).matchAll(/^(\S+) \d+\.\d+\.\d+ \((MIT|MPL-2\.0)\)$/gm)];
    expect(named.map(([, name]) => name).sort()).toEqual([...SHIPPED, ...TOOLS].sort());
    expect(importedPackages()).toEqual(SHIPPED);
    expect(text(FOR_PEOPLE)).toContain(readFileSync('LICENSE', 'utf8').trim());
    expect(text(FOR_PEOPLE)).toContain('https://publicsuffix.org/list/');
    expect(text(FOR_PEOPLE)).toContain('Mozilla Public License Version 2.0');
  });
});
