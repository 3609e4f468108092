import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { licencesOf, packageOf } from '../../../../src/build/vite/licences.ts';

describe('the package that a module is of', () => {
  test.each([
    ['/p/src/card/card.iife.tsx', undefined],
    ['\0vite/preload-helper.js', 'vite'],
    ['\0rolldown/runtime.js', 'rolldown'],
    ['/p/node_modules/preact/hooks/dist/hooks.module.js', 'preact'],
    ['../../../node_modules/@floating-ui/core/dist/core.mjs', '@floating-ui/core'],
  ])('%j: %s', (id, name) => expect(packageOf(id)).toBe(name));

  test('has to be the only one of its name', () => {
    expect(() => packageOf('/p/node_modules/a/node_modules/b/index.js')).toThrow(/licence/);
  });
});

describe('licences', () => {
  let modules: string;
  const install = (name: string, license: string, text?: string) => {
    mkdirSync(join(modules, name));
    const own = { version: '1.2.3', license, homepage: `https://${name}.example` };
    writeFileSync(join(modules, name, 'package.json'), JSON.stringify(own));
    if (text !== undefined) writeFileSync(join(modules, name, 'LICENSE'), text);
  };
  beforeEach(() => {
    modules = mkdtempSync(join(tmpdir(), 'backstory-licences-'));
  });
  afterEach(() => rmSync(modules, { recursive: true }));

  test('each text stands once, under the names of all that it is for', () => {
    install('b', 'MIT', 'As you like.\r\n');
    install('a', 'MIT', 'As you like.\n');
    install('c', 'ISC', 'As c likes.');
    expect(licencesOf('Ours.\n', ['c', 'b', 'a'], modules).split(/\n=+\n\n/)).toEqual([
      'Backstory\n\nOurs.\n',
      'a 1.2.3 (MIT)\n    https://a.example\nb 1.2.3 (MIT)\n    https://b.example\n\nAs you like.\n',
      'c 1.2.3 (ISC)\n    https://c.example\n\nAs c likes.\n',
    ]);
  });

  test('the list of public suffixes stands with that of Mozilla', () => {
    install('tldts', 'MIT', 'As tldts likes.');
    install('webextension-polyfill', 'MPL-2.0', 'Mozilla Public License Version 2.0');
    expect(licencesOf('Ours.', ['tldts'], modules)).toMatch(
      /^Public Suffix List.*\n +https:.*\n\nMozilla Public License Version 2.0$/m,
    );
  });

  test('a package without one cannot ship', () => {
    install('bare', 'MIT');
    expect(() => licencesOf('Ours.', ['bare'], modules)).toThrow(/bare ships, and has no licence/);
  });
});
