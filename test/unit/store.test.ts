/** What the stores are given keeps their limits, in every language of the interface, and says what the manifest says. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import manifest from '../../manifest.json' with { type: 'json' };
import { LOCALES_FOLDER, readMessages } from '../harness/texts.ts';

const FOLDER = 'assets/store';
const read = (file: string) => readFileSync(join(FOLDER, file), 'utf8');

/** Characters: of the store that takes less where both take one text. */
const MOST = {
  chromeName: 75,
  firefoxName: 50,
  chromeSummary: 132,
  firefoxSummary: 250,
  description: 16_000,
};
/** What the stores' own checks want of a description, at least. */
const LEAST_DESCRIPTION = 250;

const locales = readdirSync(LOCALES_FOLDER);

test('each language of the interface has its texts, and no other has', () => {
  expect(readdirSync(join(FOLDER, 'texts')).sort()).toEqual(
    locales.map((lang) => `${lang}.json`).sort(),
  );
});

// Of a language without a file the test above tells.
const described = locales.filter((locale) => existsSync(join(FOLDER, 'texts', `${locale}.json`)));

describe.each(described)('the texts in %s', (locale) => {
  const { name, summary, description, ...others } = JSON.parse(read(`texts/${locale}.json`));
  const { extensionName, extensionDescription } = readMessages(locale);

  test('are those that there have to be', () => {
    expect(others).toEqual({});
    expect(name).toBe(extensionName?.message);
    for (const part of [name, summary, ...description]) {
      expect(typeof part).toBe('string');
      expect(part.trim()).toBe(part);
    }
  });

  test('keep within what the stores take', () => {
    expect(name.length).toBeLessThanOrEqual(Math.min(MOST.chromeName, MOST.firefoxName));
    expect(name).not.toMatch(/firefox|mozilla/i);
    expect(extensionDescription?.message.length).toBeLessThanOrEqual(MOST.chromeSummary);
    expect(summary.length).toBeLessThanOrEqual(MOST.firefoxSummary);
    const text = description.join('\n\n');
    expect(text.length).toBeGreaterThan(LEAST_DESCRIPTION);
    expect(text.length).toBeLessThanOrEqual(MOST.description);
  });

  test('name what is marked, and the keys that the manifest suggests', () => {
    const text = description.join('\n\n');
    for (const marked of ['Grok', 'xAI', 'OpenAI']) {
      expect(summary).toContain(marked);
      expect(text).toContain(marked);
    }
    const keys = [manifest.commands['next-mention'], manifest.commands['previous-mention']].map(
      ({ suggested_key }) => suggested_key.default.replace('Period', '.').replace('Comma', ','),
    );
    for (const key of keys) expect(text).toContain(key);
  });

  test('say as much as the English ones', () => {
    const english = JSON.parse(read('texts/en.json')).description as string[];
    expect(description.map((part: string) => part.split('\n').length)).toEqual(
      english.map((part) => part.split('\n').length),
    );
  });
});

test('each permission of the manifest has its reason, and no other has', () => {
  const reasons: Record<string, string> = JSON.parse(read('permissions.json'));
  const asked = [...manifest.permissions, ...manifest.host_permissions];
  expect(Object.keys(reasons).sort()).toEqual(asked.sort());
  for (const reason of Object.values(reasons)) expect(reason).toMatch(/^[A-Z].{40,}\.$/);
});

test('all sites are asked for once: scripts run nowhere else', () => {
  expect(manifest.host_permissions).toEqual(['<all_urls>']);
  expect(manifest.content_scripts.map(({ matches }) => matches)).toEqual([['<all_urls>']]);
  expect(Object.keys(manifest).filter((key) => /optional.*permissions/.test(key))).toEqual([]);
});

test('the tile is a drawing of the stores’ size, and needs nothing beside it', () => {
  const tile = read('tile.svg');
  expect(tile).toMatch(/^<svg [^>]*width="440" height="280" viewBox="0 0 440 280"/);
  expect(tile).not.toMatch(/<image|<script|href=/);
});

test('there is a statement on privacy', () =>
  expect(existsSync(join(FOLDER, 'privacy.md'))).toBe(true));
