/** What each start of the background loads, of the build that `npm test` has made before. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readStory } from '../../src/build/story/read-story.ts';
import { packagedFilesOf } from '../../src/build/vite/packaged-files.ts';

/**
 * Bytes after gzip of all its modules together. The browser compiles and runs them whenever it wakes the background
 * for a message. It was 122,000 while the list of public suffixes was among them, and 22,000 when this was written.
 */
const BUDGET = 60_000;

/** A module's own and what it imports, by file. `import()` does not count: no service worker can do it. */
function graphOf(entry: string): ReadonlyMap<string, string> {
  const modules = new Map<string, string>();
  const reach = (file: string): void => {
    if (modules.has(file)) return;
    const code = readFileSync(file, 'utf8');
    modules.set(file, code);
    const imports = code.matchAll(/(?:\bfrom|\bimport)\s*(["'`])(\.{1,2}\/[^"'`]+)\1/g);
    for (const [, , path = ''] of imports) reach(join(dirname(file), path));
  };
  reach(entry);
  return modules;
}

describe.each(['chromium', 'firefox'])('the background for %s', (target) => {
  const root = `dist/${target}`;
  const manifest = () => JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8'));
  const modules = () => {
    const { service_worker: worker, scripts } = manifest().background;
    return graphOf(join(root, worker ?? scripts[0]));
  };
  const code = () => [...modules().values()].join('\n');

  test('is built', () => expect(existsSync(root), 'run npm run build first').toBe(true));

  test('keeps its budget', () => {
    const bytes = [...modules().values()].map((text) => gzipSync(text).length);
    // The loader and what it loads.
    expect(bytes.length).toBeGreaterThan(1);
    expect(bytes.reduce((sum, each) => sum + each)).toBeLessThanOrEqual(BUDGET);
  });

  test('imports nothing later, which a service worker cannot do', () => {
    expect(code()).not.toMatch(/\bimport\s*\(/);
  });

  test('carries no list of public suffixes, and none of the data that it loads when it is asked', () => {
    const { story, forms, cues, topics } = readStory('assets/story');
    const [first] = forms.names;
    const data = [forms.loose, first?.exact, cues.words, JSON.stringify(topics.terms[0])];
    for (const part of data) expect(code()).not.toContain(JSON.stringify(part).slice(1, 41));
    for (const { paragraphs } of story.editions) {
      expect(code()).not.toContain(paragraphs[0]?.text.slice(0, 20));
    }
    // Of the list's two ends, and of its middle.
    for (const suffix of ['blogspot', 'kawasaki', 'xn--']) expect(code()).not.toContain(suffix);
  });

  test('finds the files that it loads beside it, whole, and shows them to no page', () => {
    const files = packagedFilesOf(readStory('assets/story'));
    for (const [path, data] of Object.entries(files)) {
      expect(JSON.parse(readFileSync(join(root, path), 'utf8')), path).toEqual(
        JSON.parse(JSON.stringify(data)),
      );
    }
    expect(manifest()).not.toHaveProperty('web_accessible_resources');
  });
});
