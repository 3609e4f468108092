/**
 * Pages whose forms and pictures have the names of the DOM's own properties: in Chromium they stand in the place of
 * these for a content script, too. Firefox shows extensions the DOM's own.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { registered } from '../harness/marks.ts';
import { hoverMark, pointAway } from '../harness/pointer.ts';
import { settled, step } from '../harness/state.ts';
import { cardIsGone, cardIsOpen, html, onCardStage } from './card-stage.ts';

/** All that our code asks of the DOM, and some names that it tells kinds of things by or that only some elements have. */
const NAMES = [
  ...[
    ...readFileSync('src/dom/native.ts', 'utf8').matchAll(
      /(?:property|method)\([\w.]+, '(\w+)'\)/g,
    ),
  ].map(([, name]) => name as string),
  ...['host', 'children', 'style', 'ownerSVGElement', 'defaultView', 'openOrClosedShadowRoot'],
  ...['mozInnerScreenX', 'getElementById', 'createElement', 'attributes', 'is', 'location'],
];

const controls = (names: readonly string[]) =>
  names.map((name) => `<input type="hidden" name="${name}">`).join('');
const pictures = (names: readonly string[]) =>
  names.map((name) => `<img hidden name="${name}" alt="">`).join('');

const pageWith = (inForms: readonly string[], inDocument: readonly string[]) =>
  html(`<p>Nothing.</p>
  <form tabindex="-1">In a form the board of OpenAI met.${controls(inForms)}</form>
  <form><p>In a paragraph of the next one is <b>x</b>AI itself.</p>${controls(inForms)}</form>
  <p>After them comes Grok 4 by name.</p>${pictures(inDocument)}`);

/** The names of one page, in forms and in the document. */
const subsets = fc.tuple(
  fc.subarray(NAMES, { minLength: 1 }),
  fc.subarray(NAMES, { minLength: 1 }),
);
const drawn: readonly (readonly [string, string[], string[]])[] = [
  ['all of them', NAMES, NAMES],
  ...fc
    .sample(subsets, { numRuns: 3, seed: 20 })
    .map(([forms, page], index) => [`draw ${index}`, forms, page] as const),
];
const pages = Object.fromEntries(
  drawn.map(([, forms, page], index) => [`/${index}`, pageWith(forms, page)]),
);

onCardStage('with the names of the DOM’s own properties in the page', { pages }, (stage) => {
  test.each(drawn.map(([name], index) => [name, `/${index}`] as const))(
    'marks, pointer, walk and card work: %s',
    async (_, path) => {
      const { page, launched } = stage;
      await stage.open(path);
      const reports = await settled(launched, page);
      expect((await registered(page)).texts).toEqual(['Grok 4', 'OpenAI', 'xAI']);
      expect(reports.map(({ mentions }) => mentions.length)).toEqual([3]);

      // What had the focus is given it back.
      await page.evaluate(() => {
        HTMLElement.prototype.focus.call(Document.prototype.querySelector.call(document, 'form'));
      });
      for (const name of ['OpenAI', 'xAI']) {
        await hoverMark(page, name);
        expect(await cardIsOpen(page)).toContain(name);
        await page.keyboard.press('Escape');
        await cardIsGone(page);
        await pointAway(page);
      }

      await step(launched, page, 1, 'grok');
      expect(await cardIsOpen(page)).toContain('Grok');
      await page.keyboard.press('Escape');
      await cardIsGone(page);
      const hasFocus = () =>
        page.evaluate(() => Document.prototype.querySelector.call(document, 'form:focus') !== null);
      expect(await hasFocus()).toBe(true);
    },
  );
});
