import type { Frame, Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { chromeScope } from '../harness/bidi.ts';
import { CARD, cardText, countCards, inCard } from '../harness/card.ts';
import { registered } from '../harness/marks.ts';
import { hoverMark } from '../harness/pointer.ts';
import { step } from '../harness/state.ts';
import { until } from '../harness/wait.ts';
import { type CardStage, cardIsGone, cardIsOpen, html, onCardStage } from './card-stage.ts';

const PAGES = {
  '/': html(`
    <p><button id="first">First</button> A lawsuit against OpenAI. <a id="link" href="#">Link</a></p>
    <p style="display: none">Hidden: xAI.</p>
    <p style="margin-top: 2000px">The founder of xAI answered.</p>
    <p>Then Grok by xAI came. <input id="last"></p>
    <script>
      const heard = [];
      addEventListener('keydown', ({ key }) => heard.push(key));
    </script>`),
  '/frames': html(`
    <p>A lawsuit against OpenAI.</p>
    <iframe src="/inner?1" width="600" height="300"></iframe>
    <iframe src="/inner?2" width="600" height="300"></iframe>`),
  '/inner': html('<p>The founder of xAI answered.</p>'),
  '/dialog': html(`
    <p>A lawsuit against OpenAI.</p><dialog>The founder of xAI answered.<br><button>Ok</button></dialog>
    <script>document.querySelector('dialog').showModal()</script>`),
  '/escape': html(`
    <dialog><p>Some words.</p><iframe src="/inner?1" width="600" height="300"></iframe></dialog>
    <script>document.querySelector('dialog').showModal()</script>`),
};

declare const chrome: {
  commands: { getAll(): Promise<{ name?: string; shortcut?: string }[]> };
};

/** The text in the ring of a frame; empty: nothing is ringed. */
const ringed = (frame: Frame | Page): Promise<string> =>
  frame.evaluate(() => {
    const registry = CSS.highlights as unknown as Map<string, Set<AbstractRange>>;
    return [...(registry.get('backstory-here') ?? [])].map(String).join();
  });

const innerFocus = (page: Page) =>
  inCard(page, ({ activeElement }) => activeElement?.ariaLabel ?? activeElement?.textContent ?? '');

const focusedId = (page: Page) => page.evaluate(() => document.activeElement?.id);

async function isCardOf(page: Page, name: string): Promise<void> {
  await until(`the card of ${name}`, async () => (await cardText(page))?.startsWith(name));
}

/** Runs a command as its shortcut does: puppeteer's keys do not reach the browser's own. */
async function command({ kind, launched, page }: CardStage, name: string): Promise<void> {
  await page.bringToFront();
  if (kind === 'firefox') {
    const chromeWindow = await chromeScope(launched.browser);
    await chromeWindow(`(() => {
      const keys = [...document.querySelectorAll('keyset[id^="ext-keyset-id-backstory"] key')];
      const wanted = { 'next-mention': '.', 'previous-mention': ',' }['${name}'];
      const key = keys.find((key) => key.getAttribute('key') === wanted
        || key.getAttribute('keycode') === { '.': 'VK_PERIOD', ',': 'VK_COMMA' }[wanted]);
      if (!key) throw new Error('no key among ' + keys.map((key) => key.outerHTML));
      key.doCommand();
    })()`);
    return;
  }
  const target = await launched.browser.waitForTarget((other) => other.type() === 'service_worker');
  const worker = await target.worker();
  await worker?.evaluate(
    `chrome.tabs.query({ active: true, lastFocusedWindow: true }).then(
      ([tab]) => chrome.commands.onCommand.dispatch('${name}', tab)
    )`,
  );
}

onCardStage('the card by key', { pages: PAGES }, (stage) => {
  test('both commands have a shortcut', async () => {
    const commands = await stage.launched.inExtension(() => chrome.commands.getAll());
    const shortcuts = new Map(commands.map(({ name, shortcut }) => [name, shortcut]));
    expect(shortcuts.get('next-mention')).toMatch(/Alt\+(Period|\.)/);
    expect(shortcuts.get('previous-mention')).toMatch(/Alt\+(Comma|,)/);
  });

  test('commands go to the next name and the previous one, ring it and open its card', async () => {
    const { page } = stage;
    await stage.open('/');
    const before = await page.content();
    await command(stage, 'next-mention');
    await isCardOf(page, 'OpenAI');
    expect(await ringed(page)).toBe('OpenAI');
    await command(stage, 'next-mention');
    await isCardOf(page, 'xAI');
    expect(await ringed(page)).toBe('xAI');
    const line = await page.evaluate(() => {
      const [range] = (CSS.highlights as unknown as Map<string, Set<Range>>).get(
        'backstory-here',
      ) as Set<Range>;
      return (range as Range).getBoundingClientRect().top;
    });
    expect(line).toBeGreaterThan(0);
    expect(line).toBeLessThan(700);
    await command(stage, 'previous-mention');
    await isCardOf(page, 'OpenAI');
    expect(await countCards(page)).toBe(1);
    await page.keyboard.press('Escape');
    await cardIsGone(page);
    expect(await ringed(page)).toBe('');
    expect(await page.content()).toBe(before);
  });

  test('from the last name it goes round to the first; names can be chosen', async () => {
    const { page, launched } = stage;
    await stage.open('/');
    const seen: string[] = [];
    for (let count = 0; count < 5; count++) {
      const before = await ringed(page);
      await step(launched, page, 1);
      await until('another ring', async () => (await ringed(page)) !== before);
      seen.push(await ringed(page));
    }
    expect(seen).toEqual(['OpenAI', 'xAI', 'Grok', 'xAI', 'OpenAI']);
    await step(launched, page, 1, 'xai');
    await isCardOf(page, 'xAI');
    await step(launched, page, -1, 'openai');
    await isCardOf(page, 'OpenAI');
    await page.keyboard.press('Escape');
  });

  test('from where the reader has scrolled to', async () => {
    const { page, launched } = stage;
    await stage.open('/');
    await page.evaluate(() => scrollTo({ top: 1500, behavior: 'instant' }));
    await step(launched, page, 1);
    await isCardOf(page, 'xAI');
    await page.keyboard.press('Escape');
    await page.evaluate(() => scrollTo({ top: 1500, behavior: 'instant' }));
    await step(launched, page, -1);
    expect(await until('the ring', async () => (await ringed(page)) || undefined)).toBe('OpenAI');
    await page.keyboard.press('Escape');
    await cardIsGone(page);
  });

  test('the focus goes into the card and back to where it was', async () => {
    const { page, launched } = stage;
    await stage.open('/');
    await page.focus('#first');
    await step(launched, page, 1);
    await cardIsOpen(page);
    await until('the focus in it', () =>
      inCard(page, ({ activeElement }) => activeElement?.getAttribute('role') === 'dialog'),
    );
    await page.keyboard.press('Tab');
    expect(await innerFocus(page)).toBe('Close');
    await page.keyboard.press('Tab');
    expect(await innerFocus(page)).toBe('Previous paragraph');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await until('the second paragraph', async () => (await cardText(page))?.includes('2 of '));
    expect(await innerFocus(page)).toBe('Next paragraph');
    await page.keyboard.press('Escape');
    await cardIsGone(page);
    expect(await focusedId(page)).toBe('first');
    // Of all of it the page heard nothing.
    expect(await page.evaluate('heard')).toEqual([]);
  });

  test('out of the card the Tab key goes to what stands beside the name', async () => {
    const { page, launched } = stage;
    await stage.open('/');
    // Without scrolling to it: were the page still down there, the next name would be another.
    await page.$eval('#last', (input) => (input as HTMLElement).focus({ preventScroll: true }));
    await step(launched, page, 1);
    await isCardOf(page, 'OpenAI');
    await until('the focus', () => inCard(page, ({ activeElement }) => activeElement !== null));
    await page.keyboard.down('Shift');
    await page.keyboard.press('Tab');
    await page.keyboard.up('Shift');
    await cardIsGone(page);
    expect(await focusedId(page)).toBe('first');
    await step(launched, page, -1);
    await step(launched, page, 1);
    await isCardOf(page, 'OpenAI');
    await until('the focus', () => inCard(page, ({ activeElement }) => activeElement !== null));
    // Past each of its controls, and what scrolls in it.
    for (let count = 0; count < 12 && (await countCards(page)) > 0; count++) {
      await page.keyboard.press('Tab');
    }
    await cardIsGone(page);
    expect(await focusedId(page)).toBe('link');
  });

  test('into a card that a click has pinned the Tab key goes, too', async () => {
    const { page } = stage;
    const { x, y } = await stage.openCard('/', 'OpenAI');
    await page.mouse.click(x + 4, y + 4);
    await page.keyboard.press('Tab');
    expect(await innerFocus(page)).toBe('Close');
    await page.keyboard.press(' ');
    await cardIsGone(page);
    expect(await countCards(page)).toBe(0);
  });

  test('walks through all frames, the page before the frames in it', async () => {
    const { page, launched } = stage;
    await page.goto(`${stage.server.origin}/frames`);
    for (const frame of await until('both frames', () => {
      const frames = page.frames();
      return frames.length === 3 && frames;
    })) {
      await until('marks', async () => (await registered(frame)).texts.length > 0);
    }
    const where = async () => {
      const counts: number[] = [];
      for (const frame of page.frames()) {
        counts.push(await frame.$$eval(CARD, (hosts) => hosts.length));
      }
      const frames = page.frames().map((frame) => new URL(frame.url()).search || 'page');
      return frames.filter((_, index) => counts[index] === 1).join();
    };
    for (const expected of ['page', '?1', '?2', 'page']) {
      await step(launched, page, 1);
      await until(`one card, in ${expected}`, async () => (await where()) === expected);
    }
    await step(launched, page, -1);
    await until('one card, in ?2', async () => (await where()) === '?2');
    await page.keyboard.press('Escape');
    await cardIsGone(page);
  });

  test('goes past names behind a modal dialog', async () => {
    const { page, launched } = stage;
    await stage.open('/dialog');
    await step(launched, page, 1);
    await isCardOf(page, 'xAI');
    await page.keyboard.press('Escape');
    await cardIsGone(page);
    expect(await page.$eval('dialog', ({ open }) => open)).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('button');
  });

  test('Escape closes the card of a frame alone, though the focus and a dialog are outside', async () => {
    const { page } = stage;
    await page.goto(`${stage.server.origin}/escape`);
    const frame = await until('the frame', async () => page.frames()[1]);
    await until('marks', async () => (await registered(frame)).texts.length > 0);
    // The other frames are told that there is a card: a key that comes before that is the page's, too.
    await until('Escape to be the card’s alone', async () => {
      await page.mouse.move(2, 2);
      await hoverMark(page, 'xAI', frame);
      await cardIsOpen(page);
      await page.evaluate(() => (document.querySelector('dialog') as HTMLElement).focus());
      await page.keyboard.press('Escape');
      await cardIsGone(page);
      return page.$eval('dialog', (dialog) => {
        const isStillOpen = dialog.open;
        if (!isStillOpen) dialog.showModal();
        return isStillOpen;
      });
    });
    await page.keyboard.press('Escape');
    await until('the dialog is closed', () => page.$eval('dialog', ({ open }) => !open));
  });

  test('a click in another frame closes it', async () => {
    const { page } = stage;
    await page.goto(`${stage.server.origin}/frames`);
    const frame = await until('the frame', async () => page.frames()[1]);
    await until('marks', async () => (await registered(frame)).texts.length > 0);
    const mark = await hoverMark(page, 'xAI', frame);
    await cardIsOpen(page);
    const box = await (await frame.frameElement())?.boundingBox();
    await page.mouse.click(mark.x + (box?.x ?? 0) + 4, mark.y + (box?.y ?? 0) + 4);
    await until('the page to be told', async () => {
      await page.mouse.click(900, 4);
      return (await cardText(page)) === undefined;
    });
  });
});
