/** What is made from the code, and committed, is up to date. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { GENERATED } from '../harness/generated.ts';

describe.each(Object.entries(GENERATED))('npm run %s', (command, files) => {
  test.each(files())('has written $path', ({ path, text }) => {
    expect(existsSync(path), `run npm run ${command}`).toBe(true);
    expect(readFileSync(path, 'utf8'), `run npm run ${command}`).toBe(text);
  });
});

test('each data file of the story names its schema', () => {
  for (const file of ['story', 'forms', 'cues', 'topics']) {
    const path = join('assets/story', `${file}.json`);
    const { $schema } = JSON.parse(readFileSync(path, 'utf8'));
    expect(existsSync(join('assets/story', $schema)), path).toBe(true);
  }
});
