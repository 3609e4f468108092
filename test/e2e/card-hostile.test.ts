/** Pages that do what they like with what they find: in each the card works, or stays away. */
import { describe, expect, test } from 'vitest';
import { CARD, cardText, clickInCard, countCards, inCard } from '../harness/card.ts';
import { registered } from '../harness/marks.ts';
import { hoverMark, pointAway } from '../harness/pointer.ts';
import { until } from '../harness/wait.ts';
import { cardIsGone, cardIsOpen, html, longerThan, onCardStage, words } from './card-stage.ts';

const TEXT = '<p>Nothing here.</p><p id="text">A lawsuit against OpenAI, they say.</p>';
const head = (css: string) => `<style>${css}</style>`;
const EVENTS =
  'pointermove pointerdown pointerup pointerenter pointerleave pointerover mousemove mousedown mouseup click ' +
  'keydown keyup keypress wheel touchstart touchend scroll focusin focusout visibilitychange';

/** The card is read, a button in it works, Escape closes it. */
const WORKS = {
  '/unset': html(TEXT, head('* { all: unset !important } script, style, head { display: none }')),
  '/select': html(
    TEXT,
    head('* { user-select: none !important; -webkit-user-select: none !important }'),
  ),
  '/pointer': html(TEXT, head('* { pointer-events: none !important }')),
  '/capture': html(
    TEXT,
    `<script>
      for (const type of '${EVENTS}'.split(' ')) {
        addEventListener(type, (event) => {
          event.stopImmediatePropagation();
          if (event.cancelable) event.preventDefault();
        }, { capture: true, passive: false });
      }
    </script>`,
  ),
  '/remover': html(
    `${TEXT}<script>
      new MutationObserver(() => {
        for (const child of [...document.documentElement.children]) {
          if (child !== document.head && child !== document.body) child.remove();
        }
      }).observe(document.documentElement, { childList: true });
    </script>`,
  ),
  '/top': html(
    `${TEXT}<div style="position: fixed; inset: 0; z-index: 2147483647; pointer-events: none;
      background: rgb(255 0 0 / 20%)"></div>`,
  ),
  '/zoom': html(TEXT, head('html { zoom: 1.5 } body { zoom: 0.8 }')),
  '/transform': html(
    TEXT,
    head(`html { transform: scale(0.9) translate(30px, 20px); filter: blur(0); perspective: 400px;
      contain: layout paint; overflow: hidden }`),
  ),
  '/quirks': `<title>Quirks</title><link rel="icon" href="data:,">${TEXT}`,
  '/fonts': html(
    TEXT,
    head('html { font-size: 3px } * { font-size: 3px !important; --paper: red }'),
  ),
  '/hidden': html(
    TEXT,
    head(':root > :not(head, body), body > :not(p) { display: none !important }'),
  ),
  '/page.xhtml': `<?xml version="1.0" encoding="UTF-8"?>
    <html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>XHTML</title></head>
    <body>${TEXT}</body></html>`,
  '/csp': html(
    TEXT,
    '<meta http-equiv="content-security-policy" content="default-src \'none\'; style-src \'none\'">',
  ),
  '/trusted': html(
    TEXT,
    `<meta http-equiv="content-security-policy" content="require-trusted-types-for 'script'">`,
  ),
};

const PAGES = {
  ...WORKS,
  '/empty': html(
    `${TEXT}<script>
      new MutationObserver((records) => {
        for (const { addedNodes } of records) for (const node of addedNodes) node.remove();
      }).observe(document, { childList: true, subtree: true });
    </script>`,
  ),
  '/drawing.svg': `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 400" width="600" height="400">
    <title>Drawing</title><text x="40" y="60" font-size="24">A lawsuit against OpenAI.</text></svg>`,
};

onCardStage('on a hostile page the card', { pages: PAGES }, (stage) => {
  describe('works', () => {
    test.each(Object.keys(WORKS))('on %s', async (path) => {
      const { page } = stage;
      const mark = await stage.openCard(path);
      const text = words((await cardText(page)) ?? '');
      expect(text).toMatch(/^OpenAI/);
      const look = JSON.parse(
        String(
          await inCard(page, (root) => {
            const card = root.querySelector('.card') as HTMLElement;
            const { x, y, width, height } = card.getBoundingClientRect();
            const { fontSize, backgroundColor } = getComputedStyle(card);
            return JSON.stringify({ x, y, width, height, fontSize, backgroundColor });
          }),
        ),
      );
      // As in any other page: size, colours, beside its name and not over it.
      expect(look.width).toBeCloseTo(512, 0);
      expect(look.height).toBeGreaterThan(150);
      expect(look.fontSize).toBe('16px');
      expect(look.backgroundColor).toBe('rgb(255, 253, 249)');
      expect(look.y >= mark.y + mark.height - 1 || look.y + look.height <= mark.y + 1).toBe(true);
      // What is there to be clicked can be clicked, and it is the card that one sees there.
      await clickInCard(page, 'Next paragraph');
      await until('another paragraph', async () => words((await cardText(page)) ?? '') !== text);
      await pointAway(page);
      await page.keyboard.press('Escape');
      await cardIsGone(page);
      expect(await countCards(page)).toBe(0);
    });
  });

  test('stays away from a page that takes out all that is added', async () => {
    const { page } = stage;
    await stage.open('/empty');
    await hoverMark(page);
    await longerThan(page, 600);
    expect(await countCards(page)).toBe(0);
    expect(await cardText(page)).toBeUndefined();
  });

  test('works in an SVG document in Chromium, stays away in Firefox', async () => {
    const { page, kind } = stage;
    await page.goto(`${stage.server.origin}/drawing.svg`);
    await until('marks', async () => (await registered(page)).texts.length > 0);
    await hoverMark(page);
    if (kind === 'chromium') {
      expect(await cardIsOpen(page)).toMatch(/^OpenAI/);
      await page.keyboard.press('Escape');
      await cardIsGone(page);
    } else {
      await longerThan(page, 600);
    }
    expect(await page.$$eval(CARD, (hosts) => hosts.length)).toBe(0);
  });
});
