import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readsAsProse } from '../../../src/dom/reads-as-prose.ts';

const NAME = /OpenAI/g;

/** The samples of a fixture by their titles. */
function samples(file: string): [title: string, text: string][] {
  return readFileSync(`test/fixtures/plain-text/${file}.txt`, 'utf8')
    .split(/^@@@ /m)
    .slice(1)
    .map((sample) => {
      const [title, ...lines] = sample.split('\n');
      return [title as string, lines.join('\n')];
    });
}

/** What is said about each name in a text: all have to agree. */
const verdicts = (text: string) => [
  ...new Set([...text.matchAll(NAME)].map(({ index }) => readsAsProse(text, index, index + 6))),
];

// Those of the `-unread` files were written before the rules and never looked at while they were made.
describe.each(['', '-unread'])('samples%s', (unread) => {
  test.each(samples(`code${unread}`))('code: %s', (_, text) => {
    expect(verdicts(text).filter((isProse) => isProse)).toEqual([]);
  });

  test.each(samples(`prose${unread}`))('prose: %s', (_, text) => {
    expect(verdicts(text)).toEqual([true]);
  });
});
