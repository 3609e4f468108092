import { describe, expect, test } from 'vitest';
import { type Files, filesOf, zipOf } from '../../../../src/build/package/zip.ts';

const bytes = (text: string) => Uint8Array.from(Buffer.from(text));
const FILES: Files = new Map([
  ['src/b.txt', bytes('b')],
  ['run', bytes('#!/bin/sh')],
  ['src/ä.txt', bytes('a'.repeat(1_000))],
]);

/** Where the directory at the end of a zip says each name, mode and time. */
function directoryOf(zip: Uint8Array) {
  const view = Buffer.from(zip);
  const entries = [];
  for (
    let at = view.indexOf('PK\u0001\u0002');
    at >= 0;
    at = view.indexOf('PK\u0001\u0002', at + 1)
  ) {
    const name = view.toString('utf8', at + 46, at + 46 + view.readUInt16LE(at + 28));
    const mode = view.readUInt32LE(at + 38) >>> 16;
    entries.push({ name, mode: mode.toString(8), time: view.readUInt32LE(at + 12) });
  }
  return entries;
}

describe('a zip', () => {
  test('holds the files, and gives them back', () => {
    const back = filesOf(zipOf(FILES));
    expect(new Map([...back].sort())).toEqual(new Map([...FILES].sort()));
  });

  test('has them in one order, with fixed times and modes', () => {
    const directory = directoryOf(zipOf(FILES));
    const noon = ((0 << 25) | (1 << 21) | (1 << 16) | (12 << 11)) >>> 0;
    expect(directory).toEqual([
      { name: 'run', mode: '100755', time: noon },
      { name: 'src/b.txt', mode: '100644', time: noon },
      { name: 'src/ä.txt', mode: '100644', time: noon },
    ]);
  });

  test('does not depend on the order in which files are found', () => {
    expect(zipOf(new Map([...FILES].reverse()))).toEqual(zipOf(FILES));
  });

  test('does not depend on where on the earth it is made', () => {
    const zone = process.env.TZ;
    try {
      const zips = ['UTC', 'Pacific/Kiritimati', 'America/St_Johns'].map((TZ) => {
        process.env.TZ = TZ;
        return zipOf(FILES);
      });
      expect(new Set(zips.map((zip) => Buffer.from(zip).toString('hex'))).size).toBe(1);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });
});
