/** What the documents name is there: files, other documents, their headings. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const DOCS = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
  ...readdirSync('docs').map((file) => join('docs', file)),
];

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

/** The anchors of a document's headings, as GitHub makes them. */
function anchorsOf(file: string): string[] {
  const headings = readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm);
  return [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
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
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)];
    for (const [link, path = '', anchor] of links) {
      const target = path === '' ? doc : join(dirname(doc), path);
      expect(existsSync(target), link).toBe(true);
      if (anchor) expect(anchorsOf(target), link).toContain(anchor);
    }
  });
});
