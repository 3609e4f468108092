/** What every frame of every page loads, of the build that `npm test` has made before. */
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readStory } from '../../../src/build/read-story.ts';

/**
 * Bytes after gzip. It was 10,000; the rest is for what keeps pages and Backstory apart: the DOM's own properties
 * whatever a page calls its form controls, reading that stops inside a text, and marks that hurt no letters.
 */
const BUDGET = 12_000;

describe.each(['chromium', 'firefox'])('the content script for %s', (target) => {
  const file = `dist/${target}/src/page/page.iife.js`;
  const code = () => readFileSync(file, 'utf8');

  test('is built', () => expect(existsSync(file), 'run npm run build first').toBe(true));

  test('keeps its budget', () => {
    expect(gzipSync(code()).length).toBeLessThanOrEqual(BUDGET);
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
