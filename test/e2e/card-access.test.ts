/** The card for people who do not read it as most do. */
import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, test } from 'vitest';
import { violations } from '../harness/axe.ts';
import { inCard } from '../harness/card.ts';
import { type Emulated, emulate } from '../harness/emulate.ts';
import { registered } from '../harness/marks.ts';
import { clipOfText, differs, picture } from '../harness/pixels.ts';
import { hoverMark } from '../harness/pointer.ts';
import { step, switchSite } from '../harness/state.ts';
import { until } from '../harness/wait.ts';
import { cardIsGone, cardIsOpen, html, onCardStage } from './card-stage.ts';

const page = (css: string) =>
  html(
    `<main><h1>News</h1><p id="text">A lawsuit against OpenAI, they say.</p></main>`,
    `<style>body { ${css} }</style>`,
  );

const PAGES = {
  '/light': page('background: white; color: black'),
  '/dark': page('background: #101418; color: #eee'),
  '/plain': page(''),
  '/picture': page('background: linear-gradient(#000, #222); color: white'),
};

let undo: (() => Promise<unknown>) | undefined;

/** Mounts the open card once more, in an open shadow root: axe cannot enter a closed one. */
async function mountOpenly(shown: Page): Promise<void> {
  const isMounted = await inCard(shown, (root) => {
    const host = document.createElement('div');
    host.id = 'mounted';
    const style = document.createElement('style');
    style.textContent = [...root.adoptedStyleSheets]
      .flatMap(({ cssRules }) => [...cssRules])
      .map(({ cssText }) => cssText)
      // In Firefox the card is shown by a rule of the marks' sheet, which is about the card's own host.
      .concat(':host { display: block !important }')
      .join('\n');
    host
      .attachShadow({ mode: 'open' })
      .append(style, ...[...root.childNodes].map((node) => node.cloneNode(true)));
    document.querySelector('main')?.append(host);
    return true;
  });
  expect(isMounted).toBe(true);
  await shown.keyboard.press('Escape');
  await cardIsGone(shown);
  await until('it stands still', () =>
    shown.$eval('#mounted', ({ shadowRoot }) => shadowRoot?.getAnimations().length === 0),
  );
}

const styleOf = (shown: Page, selector: string, property: string) =>
  inCard(
    shown,
    (root, selector, property) => {
      const element = root.querySelector(selector);
      return element ? getComputedStyle(element).getPropertyValue(property) : undefined;
    },
    selector,
    property,
  );

onCardStage('for everybody the card', { pages: PAGES }, (stage) => {
  /** Until the test's end. */
  async function setUp(what: Emulated): Promise<void> {
    undo = await emulate(stage.launched, stage.page, what);
  }

  afterEach(async () => {
    await undo?.();
    undo = undefined;
  });

  describe('has nothing that axe finds', () => {
    test.each(['/light', '/dark'])('%s', async (path) => {
      await stage.openCard(path);
      await mountOpenly(stage.page);
      expect(await violations(stage.page)).toEqual([]);
    });

    test('but planted faults', async () => {
      const { page: shown } = stage;
      await stage.openCard('/light');
      await mountOpenly(shown);
      await shown.$eval('#mounted', ({ shadowRoot }) => {
        shadowRoot?.querySelector('button[aria-label]')?.removeAttribute('aria-label');
        shadowRoot?.querySelector('.card')?.removeAttribute('aria-labelledby');
        const quiet = shadowRoot?.querySelector('.quiet') as HTMLElement;
        quiet.style.color = '#ddd';
      });
      const found = (await violations(shown)).map((violation) => violation.split(':')[0]);
      expect(found.sort()).toEqual(expect.arrayContaining(['aria-dialog-name', 'color-contrast']));
    });
  });

  test('is a labelled dialog, not a modal one, in the order name, text, buttons', async () => {
    const { page: shown, launched } = stage;
    await stage.open('/light');
    await step(launched, shown, 1);
    await cardIsOpen(shown);
    const seen = await until('the focus on the dialog', () =>
      inCard(shown, (root) => {
        const dialog = root.activeElement;
        if (dialog?.getAttribute('role') !== 'dialog') return undefined;
        const byId = (attribute: string) =>
          root.getElementById(dialog.getAttribute(attribute) ?? '')?.textContent;
        return JSON.stringify({
          label: byId('aria-labelledby'),
          hasDescription: (byId('aria-describedby') ?? '').length > 100,
          modal: dialog.getAttribute('aria-modal'),
          langs: [...root.querySelectorAll('[lang]')].map((part) => (part as HTMLElement).lang),
          live: root.querySelector('[aria-live]')?.getAttribute('aria-live'),
        });
      }),
    );
    const { langs, ...others } = JSON.parse(seen) as { langs: string[] };
    expect(langs[0]).toMatch(/^en/);
    // The paragraph, the article's title, a second paragraph where there is one.
    expect(new Set(langs.slice(1))).toEqual(new Set(['en']));
    expect(others).toEqual({
      label: 'OpenAI',
      hasDescription: true,
      modal: null,
      live: 'polite',
    });
  });

  test.skipIf(stage.kind === 'firefox')('is a dialog with a name to a screen reader', async () => {
    const { page: shown, launched } = stage;
    await stage.open('/light');
    await step(launched, shown, 1);
    await cardIsOpen(shown);
    const dialog = await until('a dialog', async () => {
      const tree = await shown.accessibility.snapshot({ interestingOnly: false });
      const search = (node: typeof tree): typeof tree =>
        node?.role === 'dialog' ? node : (node?.children?.map(search).find(Boolean) ?? null);
      return search(tree) ?? undefined;
    });
    expect(dialog).toMatchObject({ role: 'dialog', name: 'OpenAI', focused: true });
  });

  test.each([
    ['/light', 'light'],
    ['/dark', 'dark'],
    ['/picture', 'dark'],
    ['/plain', 'light'],
  ])('on %s is %s', async (path, scheme) => {
    await stage.openCard(path);
    expect(await styleOf(stage.page, '.card', 'color-scheme')).toBe(scheme);
    const paper = scheme === 'light' ? 'rgb(255, 253, 249)' : 'rgb(29, 31, 36)';
    expect(await styleOf(stage.page, '.card', 'background-color')).toBe(paper);
  });

  test('is light on a light page in a dark system', async () => {
    await setUp('dark');
    await stage.openCard('/light');
    expect(await styleOf(stage.page, '.card', 'color-scheme')).toBe('light');
  });

  test('has the system’s colours where they are forced, and marks keep their underline', async () => {
    const { page: shown, launched } = stage;
    await setUp('forcedColours');
    await stage.open('/light');
    const clip = await clipOfText(shown, '#text', 'OpenAI');
    const marked = await picture(shown, clip);
    await hoverMark(shown);
    await cardIsOpen(shown);
    const paper = await styleOf(shown, '.card', 'background-color');
    const canvas = await shown.evaluate(() => {
      const probe = document.createElement('p');
      probe.style.backgroundColor = 'Canvas';
      document.body.append(probe);
      const colour = getComputedStyle(probe).backgroundColor;
      probe.remove();
      return colour;
    });
    expect(paper).toBe(canvas);
    expect(await styleOf(shown, '.fits', 'text-decoration-line')).toBe('underline');
    await shown.keyboard.press('Escape');
    await switchSite(launched, '127.0.0.1', false);
    await until('no marks', async () => (await registered(shown)).texts.length === 0);
    await shown.bringToFront();
    expect(differs(marked, await picture(shown, clip))).toBeGreaterThan(0);
    await switchSite(launched, '127.0.0.1', true);
  });

  // Firefox takes this from the system alone.
  test.skipIf(stage.kind === 'firefox')('has black on white for more contrast', async () => {
    await setUp('moreContrast');
    await stage.openCard('/light');
    expect(await styleOf(stage.page, '.card', 'background-color')).toBe('rgb(255, 255, 255)');
    expect(await styleOf(stage.page, '.paragraph', 'color')).toBe('rgb(0, 0, 0)');
  });

  test('moves for those who have nothing against it', async () => {
    await stage.openCard('/light');
    expect(await styleOf(stage.page, '.card', 'animation-name')).toBe('appear');
    await stage.page.keyboard.press('Escape');
    await setUp('reducedMotion');
    await stage.openCard('/light');
    expect(await styleOf(stage.page, '.card', 'animation-name')).toBe('none');
  });

  test('is not printed, and neither are marks', async () => {
    const { page: shown, launched } = stage;
    await stage.open('/light');
    const clip = await clipOfText(shown, '#text', 'OpenAI');
    const onScreen = await picture(shown, clip);
    await setUp('print');
    const printed = await picture(shown, clip);
    expect(differs(onScreen, printed)).toBeGreaterThan(0);
    await switchSite(launched, '127.0.0.1', false);
    await until('no marks', async () => (await registered(shown)).texts.length === 0);
    await shown.bringToFront();
    expect(differs(printed, await picture(shown, clip))).toBe(0);
    await switchSite(launched, '127.0.0.1', true);
  });

  test('goes when the page is laid out for print', async () => {
    await stage.openCard('/light');
    await setUp('print');
    await cardIsGone(stage.page);
  });

  test('is all there at 200 % of the text, from edge to edge', async () => {
    const { page: shown } = stage;
    await setUp('largeText');
    await stage.openCard('/light');
    const size = await inCard(shown, (root) => {
      const card = root.querySelector('.card') as HTMLElement;
      const { fontSize } = getComputedStyle(card);
      const isWithin = [...root.querySelectorAll('p, button, h2, span')].every((part) => {
        if (part.closest('[hidden]')) return true;
        const { left, right } = part.getBoundingClientRect();
        const around = card.getBoundingClientRect();
        return left >= around.left - 1 && right <= around.right + 1;
      });
      const { clientWidth } = document.documentElement;
      return JSON.stringify({
        fontSize,
        isWithin,
        isSheet: Math.abs(card.getBoundingClientRect().width - clientWidth) < 1,
        scrollsSideways: card.scrollWidth > card.clientWidth,
      });
    });
    expect(JSON.parse(String(size))).toEqual({
      fontSize: '32px',
      isWithin: true,
      isSheet: true,
      scrollsSideways: false,
    });
    await until('it fits the screen', async () => {
      const box = await inCard(shown, (root) =>
        JSON.stringify(root.querySelector('.card')?.getBoundingClientRect()),
      );
      const { y, height } = JSON.parse(String(box));
      return y >= 0 && y + height <= 700;
    });
  });
});
