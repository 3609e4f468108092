/** What every frame of every page loads, of the build that `npm test` has made before. */
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Forms, NameForms } from '../../src/build/story/compile-forms.ts';
import { compileSpots } from '../../src/build/story/compile-spots.ts';
import { readStory } from '../../src/build/story/read-story.ts';
import type { CompiledSpots } from '../../src/names/compiled.ts';

/**
 * Bytes after gzip, with a name more than there are: a story that grows a little is no reason to touch the code. It was
 * 10,000, which bent the code; what came since keeps pages and Backstory apart: the DOM's own properties whatever a page
 * calls its form controls (0.3 kB), reading that is done in slices whatever the shape of a page (1.0), a frame that
 * lives through updates and lost answers (0.7).
 */
const BUDGET = 12_000;

/** Bytes after gzip of the card, which is loaded when a pointer first rests on a name. */
const CARD_BUDGET = 30_000;

const forms = JSON.parse(readFileSync('assets/story/forms.json', 'utf8')) as Forms;
const another: NameForms = {
  id: 'anthropic',
  written: ['Anthropic'],
  certain: ['Anthropic'],
};

/** A program with the names of `spots` instead of its own. */
function withNames(code: string, spots: CompiledSpots): string {
  const literal = JSON.stringify(spots)
    .replace(/"(\w+)":/g, '$1:')
    .replace(/[\u0080-\uffff]/g, (letter) => {
      return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
    });
  return code.replace(/\{loose:".*?\}\]\}/s, () => literal);
}

describe.each(['chromium', 'firefox'])('the content script for %s', (target) => {
  const file = `dist/${target}/src/frame/frame.iife.js`;
  const code = () => readFileSync(file, 'utf8');

  test('is built', () => expect(existsSync(file), 'run npm run build first').toBe(true));

  test('keeps its budget with a name more', () => {
    const bigger = withNames(code(), compileSpots({ ...forms, names: [...forms.names, another] }));
    expect(bigger).toContain('anthropic');
    expect(gzipSync(bigger).length).toBeGreaterThan(gzipSync(code()).length);
    expect(gzipSync(bigger).length).toBeLessThanOrEqual(BUDGET);
  });

  test('brings a card that is no larger than its budget', () => {
    const card = readFileSync(`dist/${target}/src/card/card.iife.js`);
    expect(gzipSync(card).length).toBeLessThanOrEqual(CARD_BUDGET);
  });

  test('holds neither the article nor Preact nor what its paragraphs are about', () => {
    const { story, topics } = readStory('assets/story');
    for (const { paragraphs } of story.editions) {
      for (const { text } of paragraphs) expect(code()).not.toContain(text.slice(0, 20));
    }
    expect(code()).not.toContain(JSON.stringify(topics).slice(2, 60));
    // Preact's mark on a component that failed.
    expect(code()).not.toContain('getDerivedStateFromError');
    expect(readFileSync(`dist/${target}/src/card/card.iife.js`, 'utf8')).toContain(
      'getDerivedStateFromError',
    );
  });
});
