import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { CARD, cardText, clickInCard, countCards, inCard } from '../harness/card.ts';
import { hoverMark } from '../harness/pointer.ts';
import { until } from '../harness/wait.ts';
import { type CardStage, cardIsGone, cardIsOpen, html, onCardStage } from './card-stage.ts';

const PAGES = {
  '/': html('<p>Nothing here.</p><p>A lawsuit against OpenAI.</p>'),
  '/phone': html(
    `<p>Nothing here.</p><p>Nor here.</p><p>Against OpenAI</p><p>and by xAI</p><p>and Grok by xAI.</p>`,
    '<meta name="viewport" content="width=device-width">',
  ),
  '/low': html('<p style="margin-top: 600px">A lawsuit against OpenAI.</p>'),
  '/wrapped': html(`
    <p style="width: 200px; margin: 40px 300px; font: 20px/2 monospace; hyphens: none;
      overflow-wrap: anywhere">A lawsuit xxxx against the makers of Open<!---->AI</p>`),
  '/columns': html(`
    <div style="columns: 2; column-gap: 40px; height: 260px; column-fill: auto; width: 800px;
      overflow-wrap: anywhere; font: 20px/26px monospace">
      <p style="margin: 0 0 234px">x</p><p style="margin: 0; orphans: 1; widows: 1">OpenAI</p>
    </div>`),
  '/zoom': html('<p>Nothing.</p><p>A lawsuit against OpenAI.</p>', '<style>html{zoom:2}</style>'),
  '/rtl': html('<p dir="rtl" lang="ar">رفعت دعوى ضد OpenAI أمس.</p>'),
  '/frames': html(`
    <iframe src="/" width="120" height="500"></iframe><iframe src="/" width="600" height="90">`),
  '/dialog': html(`
    <dialog><p>Nothing here.</p><p>A lawsuit against OpenAI.</p></dialog>
    <script>document.querySelector('dialog').showModal()</script>`),
  '/later': html(
    '<p>Nothing.</p><p>A lawsuit against OpenAI.</p><dialog>Words.</dialog><div popover>Words.</div>',
  ),
  '/popover': html(`
    <div popover style="inset: 100px auto auto 200px; margin: 0"><p>A lawsuit against OpenAI.</p></div>
    <script>document.querySelector('[popover]').showPopover()</script>`),
  '/slotted': html(`
    <div id="host"><template shadowrootmode="open"><dialog><slot></slot></dialog></template>
      <p>A lawsuit against OpenAI.</p></div>
    <script>host.shadowRoot.querySelector('dialog').showModal()</script>`),
  '/full': html(`
    <div id="full" style="background: white"><p>A lawsuit against OpenAI.</p></div>
    <button onclick="full.requestFullscreen()">Full</button>`),
  '/trap': html(`
    <div role="dialog" aria-modal="true" id="trap"><p>A lawsuit against OpenAI.</p><input></div>
    <script>
      document.querySelector('input').focus();
      document.addEventListener('focusin', ({ target }) => {
        if (!trap.contains(target)) document.querySelector('input').focus();
      });
    </script>`),
};

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const cardBox = (page: Page): Promise<Box> =>
  inCard(page, (root) => JSON.stringify(root.querySelector('.card')?.getBoundingClientRect())).then(
    (json) => JSON.parse(String(json)),
  );

/** The line boxes of the first mark of a page. */
const lines = (page: Page): Promise<Box[]> =>
  page.evaluate(() => {
    const registry = CSS.highlights as unknown as Map<string, Set<AbstractRange>>;
    // In the order of the page: a registry has its own.
    const [first] = [...(registry.get('backstory') ?? [])].sort((a, b) =>
      a.startContainer.compareDocumentPosition(b.startContainer) & 4 ? -1 : 1,
    );
    if (!first) throw new Error('no mark');
    const range = new Range();
    range.setStart(first.startContainer, first.startOffset);
    range.setEnd(first.endContainer, first.endOffset);
    return [...range.getClientRects()].map((rect) => rect.toJSON());
  });

function expectClear(card: Box, mention: readonly Box[]): void {
  for (const line of mention) {
    expect(card.y >= line.y + line.height || card.y + card.height <= line.y).toBe(true);
  }
}

/** A button in the card does something: the card is not inert. */
async function expectUsable({ page }: CardStage): Promise<void> {
  const first = await cardText(page);
  await clickInCard(page, 'Next paragraph');
  await until('another paragraph', async () => {
    const text = await cardText(page);
    return text !== undefined && text !== first;
  });
}

onCardStage('the card’s place', { pages: PAGES }, (stage) => {
  test('is below the name, from its start', async () => {
    const { page } = stage;
    const mark = await stage.openCard('/');
    const card = await cardBox(page);
    expect(card.x).toBeCloseTo(mark.x, 0);
    expect(card.y - (mark.y + mark.height)).toBeGreaterThan(0);
    expect(card.y - (mark.y + mark.height)).toBeLessThan(20);
  });

  test('is above it where there is no room below', async () => {
    const mark = await stage.openCard('/low');
    const card = await cardBox(stage.page);
    expect(card.y + card.height).toBeLessThanOrEqual(mark.y);
  });

  test('is at the line of a wrapped name that the pointer is on, over neither', async () => {
    const { page } = stage;
    await stage.open('/wrapped');
    const mention = await lines(page);
    expect(mention.length).toBeGreaterThan(1);
    for (const line of [mention[0], mention.at(-1)] as [Box, Box]) {
      await page.mouse.move(line.x + line.width / 2 - 8, line.y + line.height / 2);
      await page.mouse.move(line.x + line.width / 2, line.y + line.height / 2, { steps: 6 });
      await cardIsOpen(page);
      const card = await cardBox(page);
      expect(card.x).toBeCloseTo(line.x, 0);
      expectClear(card, mention);
      await page.keyboard.press('Escape');
      await cardIsGone(page);
    }
  });

  test('is not changed by the page’s zoom', async () => {
    const { page } = stage;
    await stage.openCard('/');
    const { width } = await cardBox(page);
    const mark = await stage.openCard('/zoom');
    const card = await cardBox(page);
    expect(card.width).toBeCloseTo(width, 0);
    expect(card.x).toBeCloseTo(mark.x, 0);
    expectClear(card, await lines(page));
    await expectUsable(stage);
  });

  test('is within the viewport where the name is at its edge', async () => {
    const { page } = stage;
    await stage.openCard('/rtl');
    const card = await cardBox(page);
    const width = await page.evaluate(() => document.documentElement.clientWidth);
    expect(card.x + card.width).toBeLessThanOrEqual(width);
    expectClear(card, await lines(page));
  });

  test('is nowhere in frames that are too small', async () => {
    const { page } = stage;
    await page.goto(`${stage.server.origin}/frames`);
    for (const index of [1, 2]) {
      const frame = await until('the frame', async () => page.frames()[index]);
      await until('the mark to point at', () => hoverMark(page, undefined, frame));
      await frame.evaluate(() => new Promise((resolve) => setTimeout(resolve, 600)));
      expect(await cardText(page)).toBeUndefined();
      expect(await frame.$$eval(CARD, (hosts) => hosts.length)).toBe(0);
    }
  });

  test.each([
    ['a modal dialog', '/dialog', 'dialog'],
    ['a popover', '/popover', '[popover]'],
    ['a dialog around a slot', '/slotted', '#host >>> dialog'],
  ])('is within %s: usable there, and Escape closes the card alone', async (_, path, selector) => {
    const { page } = stage;
    await stage.openCard(path, 'OpenAI');
    expect(await page.$(`${selector} > ${CARD}`)).not.toBeNull();
    await expectUsable(stage);
    await page.keyboard.press('Escape');
    await cardIsGone(page);
    expect(await page.$eval(selector, (layer) => layer.matches(':popover-open, :modal'))).toBe(
      true,
    );
  });

  test('goes with the dialog that it stands in', async () => {
    const { page } = stage;
    await stage.openCard('/dialog', 'OpenAI');
    await page.$eval('dialog', (dialog) => dialog.close());
    await cardIsGone(page);
    expect(await countCards(page)).toBe(0);
  });

  test.each([
    ['a modal dialog', 'dialog', (layer: Element) => (layer as HTMLDialogElement).showModal()],
    ['a popover', '[popover]', (layer: Element) => (layer as HTMLElement).showPopover()],
  ])('goes when the page opens %s over it', async (_, selector, show) => {
    const { page } = stage;
    const { x, y } = await stage.openCard('/later', 'OpenAI');
    await page.mouse.click(x + 4, y + 4);
    await page.$eval(selector, show);
    await cardIsGone(page);
    expect(await countCards(page)).toBe(0);
  });

  test('is within what is shown full screen, and usable there', async () => {
    const { page } = stage;
    await stage.open('/full');
    await page.click('button');
    await until('full screen', () => page.evaluate(() => document.fullscreenElement !== null));
    await hoverMark(page);
    await cardIsOpen(page);
    expect(await page.$(`#full > ${CARD}`)).not.toBeNull();
    await expectUsable(stage);
    await page.evaluate(() => document.exitFullscreen());
    await cardIsGone(page);
  });

  test('is where a focus trap lets it have the focus', async () => {
    const { page } = stage;
    await stage.openCard('/trap');
    await expectUsable(stage);
    expect(await page.evaluate((card) => document.activeElement?.matches(card), CARD)).toBe(true);
    await page.keyboard.press('Escape');
    await cardIsGone(page);
  });

  describe('on a narrow screen', () => {
    const phone = { width: 360, height: 640 };

    test('is a sheet for a mouse, too: beside the name there is no room', async () => {
      const { page } = stage;
      await page.setViewport(phone);
      await stage.openCard('/');
      const card = await cardBox(page);
      const seen = await page.evaluate(() => document.documentElement.clientWidth);
      expect(card.x).toBe(0);
      expect(card.width).toBeCloseTo(seen, 0);
      expect(card.y + card.height).toBeCloseTo(phone.height, 0);
      expectClear(card, await lines(page));
      await page.setViewport({ width: 1000, height: 700 });
    });

    test.each([
      ['made for phones', '/phone'],
      ['made for wide screens', '/'],
    ])('is a sheet at the bottom for a thumb, in a page %s', async (_, path) => {
      const { page, kind } = stage;
      // Firefox is not made a phone by puppeteer, but can be touched.
      await page.setViewport(
        kind === 'chromium' ? { ...phone, hasTouch: true, isMobile: true } : phone,
      );
      await stage.open(path);
      // Firefox lays the page out anew a little later.
      if (kind === 'firefox') {
        await until('the size', () => page.evaluate((width) => innerWidth === width, phone.width));
      }
      const [line] = (await lines(page)) as [Box];
      await page.touchscreen.tap(line.x + 10, line.y + line.height / 2);
      expect(await cardIsOpen(page)).toMatch(/^OpenAI/);
      const card = await cardBox(page);
      const seen = await page.evaluate(() => visualViewport?.width ?? 0);
      expect(card.x).toBe(0);
      expect(card.width).toBeCloseTo(seen, 0);
      expectClear(card, await lines(page));
      await page.touchscreen.tap(line.x + 200, line.y - 40);
      await cardIsGone(page);
      await page.setViewport({ width: 1000, height: 700 });
    });
  });
});
