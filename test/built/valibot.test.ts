/** Schemas are checked in the background alone: what pages and frames load has no use for them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

/** What valibot calls a kind of schema, which no minifier renames. */
const MARK = 'strict_object';

test('only the background and the build import it', () => {
  const importing = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .filter((file) => readFileSync(join('src', file), 'utf8').includes("from 'valibot'"));
  const rooms = new Set(importing.map((file) => file.split('/')[0]));
  expect([...rooms].sort()).toEqual(['background', 'build']);
});

describe.each(['chromium', 'firefox'])('in the build for %s', (target) => {
  const folder = `dist/${target}`;
  const scripts = () =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.js'),
    );

  test('is made', () => expect(existsSync(folder), 'run npm run build first').toBe(true));

  test('one bundle has it: the background’s', () => {
    const having = scripts().filter((file) =>
      readFileSync(join(folder, file), 'utf8').includes(MARK),
    );
    expect(having).toEqual([expect.stringMatching(/^assets\/background\.ts-[\w-]+\.js$/)]);
  });
});
