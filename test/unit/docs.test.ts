/** What the documents name is there: files, other documents, their headings. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

/** Where documents stand: the root's own are found beside them. */
const FOLDERS = ['docs', 'assets', '.github'];

const DOCS = [
  ...readdirSync('.').filter((file) => file.endsWith('.md')),
  ...FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .map((file) => join(folder, file)),
  ),
].map((file) => file.replaceAll(sep, '/'));

/** All files of the project that a document may name, from its root. */
const files = ['src', 'test', 'assets', 'docs'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
);

/** Files of data that only a build has are named where their types are. */
const packaged = readFileSync('src/protocol/packaged.ts', 'utf8');

const isThere = (named: string) =>
  existsSync(named) ||
  packaged.includes(`'${named}'`) ||
  files.some((file) => `/${file}`.endsWith(`/${named.replace(/^\//, '')}`));

/** What is no prose: `#` begins a comment there, and brackets are code. */
const withoutCode = (text: string) => text.replace(/^```.*?^```/gms, '');

/** The anchors of a document's headings, as GitHub makes them. */
function anchorsOf(file: string): string[] {
  const headings = withoutCode(readFileSync(file, 'utf8')).matchAll(/^#+ (.*)$/gm);
  const times = new Map<string, number>();
  return [...headings].map(([, heading = '']) => {
    const anchor = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-');
    // The second of one name gets a number.
    const before = times.get(anchor) ?? 0;
    times.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
}

describe.each(DOCS)('%s', (doc) => {
  const text = readFileSync(doc, 'utf8');

  test('names files that are there', () => {
    const named = [...text.matchAll(/`((?!dist\/)[\w./-]+\.(?:tsx?|mjs|css|json))`/g)].map(
      ([, file = '']) => file,
    );
    expect(named.filter((file) => !isThere(file))).toEqual([]);
  });

  test('links to what is there', () => {
    const links = [...withoutCode(text).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)];
    const broken = links.filter(([, path = '', anchor]) => {
      const target = path === '' ? doc : join(dirname(doc), path);
      return !existsSync(target) || (anchor && !anchorsOf(target).includes(anchor));
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });

  test('names commands that there are', () => {
    const named = [...text.matchAll(/\bnpm (?:run (?:-s )?([\w:]+)|(start|test)\b)/g)].map(
      ([, script, short]) => script ?? short ?? '',
    );
    expect(named.filter((name) => !(name in packageJson.scripts))).toEqual([]);
  });
});
