/** What every frame of every page loads, of the build that `npm test` has made before. */
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readStory } from '../../src/build/story/read-story.ts';

/**
 * Bytes after gzip. It was 10,000, and 12,000 is what it may become again once what only pages with names need is a
 * bundle of its own. The rest is for what keeps pages and Backstory apart: the DOM's own properties whatever a page
 * calls its form controls (0.3 kB), reading that stops inside a text (2.0), marks that hurt no letters (1.0), text
 * that looks like code (0.6), a frame that lives through updates and lost answers (1.3).
 */
const BUDGET = 16_000;

describe.each(['chromium', 'firefox'])('the content script for %s', (target) => {
  const file = `dist/${target}/src/frame/frame.iife.js`;
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
