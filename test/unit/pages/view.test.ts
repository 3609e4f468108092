import { describe, expect, test } from 'vitest';
import { readStory } from '../../../src/build/story/read-story.ts';
import { paragraphIn, searchFor, shownEditions } from '../../../src/pages/article/view.ts';
import { editionsFor } from '../../../src/story/editions.ts';

const { story } = readStory('assets/story');
const english = editionsFor(story, 'en-US');
const shown = (search: string, wanted = english) =>
  shownEditions(search, story, wanted).map(({ lang }) => lang);

describe('the editions that an address asks for', () => {
  test.each([
    ['', ['en']],
    ['?lang=fr', ['fr']],
    ['?lang=fr,en', ['fr', 'en']],
    ['?lang=en,fr', ['en', 'fr']],
    ['?lang=fr%2Cen', ['fr', 'en']],
    // What is no edition is left out, what is there twice is shown once.
    ['?lang=xx', ['en']],
    ['?lang=xx,fr', ['fr']],
    ['?lang=fr,fr', ['fr']],
    ['?lang=', ['en']],
    ['?other=1', ['en']],
  ])('%s', (search, langs) => expect(shown(search)).toEqual(langs));

  test('without one, the reader’s own', () => {
    expect(shown('', editionsFor(story, 'fr-CA'))).toEqual(['fr']);
  });

  test('come back out of the address that asks for them', () => {
    for (const asked of [english, [...english].reverse(), english.slice(1)]) {
      expect(shownEditions(searchFor(asked), story, english)).toEqual(asked);
    }
  });
});

test.each([
  ['#p3', 'p3'],
  ['#p6', 'p6'],
  ['#p0', undefined],
  ['#p7', undefined],
  ['#P3', undefined],
  ['', undefined],
])('%s names a paragraph, if the article has it', (hash, id) => {
  expect(paragraphIn(hash, story)).toBe(id);
});
