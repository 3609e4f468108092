/**
 * Pages whose forms have controls with the names of the DOM's own properties, which stand in the place of these: in
 * Chromium for a content script, too. Pictures, which do that to the document, give the window new properties there.
 * Firefox shows extensions the DOM's own.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { registered } from '../harness/marks.ts';
import { hoverMark, pointAway } from '../harness/pointer.ts';
import { settled, step } from '../harness/state.ts';
import { until } from '../harness/wait.ts';
import { cardIsGone, cardIsOpen, html, onCardStage } from './card-stage.ts';

/** All that our code asks of the DOM, and some names that it tells kinds of things by or that only some elements have. */
const NAMES = [
  ...[
    ...readFileSync('src/dom/native.ts', 'utf8').matchAll(
      /(?:property|method)\([\w.]+, '(\w+)'\)/g,
    ),
  ].map(([, name]) => name as string),
  ...['host', 'children', 'style', 'is', 'ownerSVGElement', 'openOrClosedShadowRoot'],
  ...['defaultView', 'createElement', 'mozInnerScreenX'],
];

const controls = (names: readonly string[]) =>
  names.map((name) => `<input type="hidden" name="${name}">`).join('');
const pictures = (names: readonly string[]) =>
  names.map((name) => `<img hidden name="${name}" alt="">`).join('');

const pageWith = (inForms: readonly string[], inDocument: readonly string[]) =>
  html(`<div style="margin: -8px"><template shadowrootmode="open"><p>Nothing.</p></template></div>
  <form tabindex="-1" style="overflow: auto">In a form the board of OpenAI met.${controls(inForms)}</form>
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
      // In Chromium these are those of content scripts, too.
      const errors: unknown[] = [];
      const failed = (error: unknown) => errors.push(error);
      page.on('pageerror', failed);
      await stage.open(path);
      // What stands in a shadow root is found in idle time.
      await until(
        'all marks',
        async () => String((await registered(page)).texts) === 'Grok 4,OpenAI,xAI',
      );
      const reports = await settled(launched, page);
      expect(reports.map(({ mentions }) => mentions.length)).toEqual([3]);

      for (const name of ['OpenAI', 'xAI']) {
        const { x, y } = await hoverMark(page, name);
        expect(await cardIsOpen(page)).toContain(name);
        // Asks what is clicked, and whether that is a control.
        await page.mouse.click(x + 4, y + 4);
        await page.keyboard.press('Escape');
        await cardIsGone(page);
        // Over the shadow host, where the whole way of the event is asked.
        await pointAway(page);
      }

      // What had the focus is given it back.
      await page.evaluate(() => {
        HTMLElement.prototype.focus.call(Document.prototype.querySelector.call(document, 'form'));
      });
      await step(launched, page, 1, 'grok');
      expect(await cardIsOpen(page)).toContain('Grok');
      // Asks the page's elements before the mention which of them can have the focus: the form cannot by key.
      await page.keyboard.down('Shift');
      await page.keyboard.press('Tab');
      await page.keyboard.up('Shift');
      await cardIsGone(page);
      const hasFocus = () =>
        page.evaluate(() => Document.prototype.querySelector.call(document, 'form:focus') !== null);
      expect(await hasFocus()).toBe(true);
      page.off('pageerror', failed);
      expect(errors).toEqual([]);
    },
  );
});
