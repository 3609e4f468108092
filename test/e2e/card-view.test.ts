/**
 * What a card shows without scrolling: its reason and the sentence that fits, in every edition and at four sizes of
 * the window. Each paragraph in each edition at one size; `VIEWS=all` has them at every size.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { optionKey } from '../../src/settings/stored.ts';
import { cardText, inCard } from '../harness/card.ts';
import { hoverMark, pointAway } from '../harness/pointer.ts';
import { until } from '../harness/wait.ts';
import { cardIsGone, cardIsOpen, html, onCardStage } from './card-stage.ts';

declare const chrome: { storage: { local: { set(items: object): Promise<void> } } };

const { editions } = JSON.parse(readFileSync('assets/story/story.json', 'utf8')) as {
  editions: { lang: string }[];
};

/** A sentence about each paragraph, the first about p1. */
const SENTENCES = [
  'xAI released the code of its model, and Musk took OpenAI to court over its founding mission.',
  'Emails show that Musk wanted to merge OpenAI with Tesla before he left the board in 2018.',
  'Anyone can download the weights now, as with Llama of Meta or the models of Mistral, unlike OpenAI.',
  'Investors Vinod Khosla and Marc Andreessen quarrel in public about open source and OpenAI.',
  'Experts warn that open models could help to build chemical weapons, says a report on OpenAI.',
  'It is a step towards transparency that raises questions of safety and ethics, also for OpenAI.',
];

const VIEWPORTS = [
  [1366, 650],
  [1440, 780],
  [1000, 700],
  [390, 800],
] as const;

const page = html(
  SENTENCES.map((text, at) => `<p id="p${at + 1}">${text}</p><div class="gap"></div>`).join(''),
  '<style>body { margin: 0 40px; font: 17px/1.5 serif } .gap { height: 900px }</style>',
);

/** What is wrong with the card that is open, one fault a line. */
function faultsOf(root: ShadowRoot, top: number, bottom: number): string {
  const faults: string[] = [];
  const boxOf = (selector: string) => root.querySelector(selector)?.getBoundingClientRect();
  const card = boxOf('.card');
  const text = boxOf('.text');
  const fits = boxOf('.fits');
  const first = boxOf('#paragraph');
  if (!card || !text || !first) return 'there is no card';
  // A sheet ends at the very edges, but for what rounding does.
  if (card.top < -0.5 || card.bottom > innerHeight + 0.5)
    faults.push(`the card is not on the screen: ${card.top} to ${card.bottom}`);
  if (card.left < -0.5 || card.right > innerWidth + 0.5)
    faults.push(`the card is not on the screen: ${card.left} to ${card.right} across`);
  if (card.top < bottom && card.bottom > top) faults.push('the card covers its mention');
  const shown = fits ?? { top: first.top, bottom: first.top + 1 };
  if (shown.top < text.top - 1 || shown.bottom > text.bottom + 1) {
    faults.push(
      `the sentence that fits is cut: ${shown.top} to ${shown.bottom} of ${text.top} to ${text.bottom}`,
    );
  }
  for (const part of root.querySelectorAll<HTMLElement>(
    'header, nav, .stack, footer, footer button',
  )) {
    const { left, right, top, bottom } = part.getBoundingClientRect();
    const name = part.className || part.localName;
    if (part.closest('[hidden]')) continue;
    if (left < card.left - 1 || right > card.right + 1)
      faults.push(`${name} reaches out of the card`);
    const isInText = part.closest('.text') !== null;
    if (!isInText && (top < card.top || bottom > card.bottom)) faults.push(`${name} is cut`);
    if (part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0)
      faults.push(`${name} is too wide`);
  }
  return faults.join('\n');
}

onCardStage('what a card shows at once', { pages: { '/': page } }, (stage) => {
  test.each(editions.map(({ lang }, at) => [lang, at] as const))(
    'in %s: the reason and the sentence that fits, nothing cut, its mention in view',
    async (lang, row) => {
      const { page, launched } = stage;
      await launched.inExtension(
        (json) => chrome.storage.local.set(JSON.parse(json)),
        JSON.stringify({ [optionKey('paragraphLanguage')]: lang }),
      );
      const faults: string[] = [];
      for (const [at, [width, height]] of VIEWPORTS.entries()) {
        const paragraphs = [...SENTENCES.keys()].filter(
          (paragraph) => process.env.VIEWS === 'all' || (paragraph + row) % VIEWPORTS.length === at,
        );
        await page.setViewport({ width, height });
        await page.bringToFront();
        await stage.open('/');
        for (const paragraph of paragraphs) {
          await page.$eval(`#p${paragraph + 1}`, (element) => {
            for (const other of document.querySelectorAll('p')) other.hidden = other !== element;
          });
          const mark = await until('the mark', () =>
            hoverMark(page, 'OpenAI').catch(() => undefined),
          );
          await cardIsOpen(page);
          const shownIn = await inCard(
            page,
            (root) => root.querySelector('#paragraph p')?.getAttribute('lang') ?? '',
          );
          expect(shownIn).toBe(lang);
          const found = await inCard(page, faultsOf, mark.y, mark.y + mark.height);
          if (found)
            faults.push(
              `p${paragraph + 1} at ${width} × ${height}: ${found}\n${await cardText(page)}`,
            );
          await pointAway(page);
          // A sheet at the top is under the pointer there.
          await page.keyboard.press('Escape');
          await cardIsGone(page);
        }
      }
      expect(faults).toEqual([]);
    },
    180_000,
  );
});
