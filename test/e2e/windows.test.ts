/** Popup and side panel in a real window, pressed by a real pointer and real keys: where these go then, what opens. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { builtExtension, type Launched, launch, type Popup } from '../harness/launch.ts';
import { hasScreen, openScreen, type Screen } from '../harness/screen.ts';
import { type Server, serve } from '../harness/serve.ts';
import { settled } from '../harness/state.ts';
import { until } from '../harness/wait.ts';

const TITLE = 'Three notes on xAI';
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${TITLE}</title>
  <link rel="icon" href="data:,">${['one', 'two', 'three']
    .map((id) => `<p id="${id}">Musk’s company xAI opens the code.</p><p style="height: 900px">`)
    .join('')}`;

const NEXT = '[aria-label="Next mention of xAI"]';

interface FirefoxViews {
  readonly extension: { getViews(filter: { type: 'sidebar' }): Window[] };
}

declare const chrome: {
  runtime: {
    getContexts(filter: { contextTypes: string[] }): Promise<{ documentUrl?: string }[]>;
  };
};

/** The id of what the ring is in, if the card of it has the keyboard, too. */
const stoodOn = (page: Page) =>
  page.evaluate(() => {
    const ring = (CSS.highlights.get('backstory-here') ?? []) as Iterable<AbstractRange>;
    const isOnCard = document.activeElement?.hasAttribute('data-backstory-card') === true;
    const [range] = ring;
    return document.hasFocus() && isOnCard ? range?.startContainer.parentElement?.id : undefined;
  });

describe.skipIf(!hasScreen).each(BROWSER_KINDS)('the popup in a window of %s', (kind) => {
  let screen: Screen;
  let server: Server;
  let launched: Launched;
  let page: Page;

  beforeAll(async () => {
    screen = await openScreen();
    server = await serve({ pages: { '/': PAGE } });
    launched = await launch(kind, { extensionDir: builtExtension(kind), headless: false });
    page = await launched.browser.newPage();
    await page.goto(server.origin);
    await settled(launched, page);
    await until('its window', () => page.evaluate(() => document.visibilityState === 'visible'));
    screen.focus(TITLE);
  });
  afterAll(async () => {
    await launched?.close();
    await server?.close();
    screen?.close();
  });

  /** Opens the popup; where in it something is, on the screen. */
  async function open(selector: string): Promise<{ popup: Popup; x: number; y: number }> {
    const popup = await launched.openPopup(page);
    await until(`${selector} in the popup`, () =>
      popup.evaluate(({ document }, wanted) => document.querySelector(wanted) !== null, selector),
    );
    // It grows with what it shows.
    let before = '';
    const place = await until('the popup rests', async () => {
      const now = await popup.evaluate((window, wanted) => {
        const { left, top, width, height } = window.document
          .querySelector(wanted)
          ?.getBoundingClientRect() ?? { left: 0, top: 0, width: 0, height: 0 };
        const { mozInnerScreenX, mozInnerScreenY } = window as Window & {
          readonly mozInnerScreenX?: number;
          readonly mozInnerScreenY?: number;
        };
        return {
          x: (mozInnerScreenX ?? window.screenX) + left + width / 2,
          y: (mozInnerScreenY ?? window.screenY) + top + height / 2,
          height: window.innerHeight,
        };
      }, selector);
      const isSame = JSON.stringify(now) === before;
      before = JSON.stringify(now);
      return isSame && now;
    });
    return { popup, x: place.x, y: place.y };
  }

  test('a click on an arrow leads to the card, with nothing over it, and the keys go on', async () => {
    const { popup, x, y } = await open(NEXT);
    screen.click(x, y);
    await until('the first', async () => (await stoodOn(page)) === 'one');
    expect(await popup.isOpen()).toBe(false);
    screen.press('alt+period');
    await until('the second', async () => (await stoodOn(page)) === 'two');
    screen.press('alt+comma');
    await until('the first again', async () => (await stoodOn(page)) === 'one');
    screen.press('Escape');
    await until('no card', async () => (await stoodOn(page)) === undefined);
  });

  test('so does a key', async () => {
    const { popup, x, y } = await open('h1');
    // As whoever opened it by hand: the keyboard is the popup's.
    screen.click(x, y);
    await popup.evaluate(
      ({ document }, arrow) => document.querySelector<HTMLElement>(arrow)?.focus(),
      NEXT,
    );
    screen.press('Return');
    await until('the next', async () => (await stoodOn(page)) === 'two');
    expect(await popup.isOpen()).toBe(false);
    screen.press('alt+period');
    await until('the third', async () => (await stoodOn(page)) === 'three');
  });

  const isPanelOpen = () =>
    launched.inExtension(async () => {
      const contexts = await chrome.runtime.getContexts({ contextTypes: ['SIDE_PANEL'] });
      return contexts.length > 0;
    });
  const closePanel = async () => {
    if (kind === 'firefox') {
      await launched.inExtension(() => {
        const { extension } = chrome as unknown as FirefoxViews;
        for (const view of extension.getViews({ type: 'sidebar' })) view.close();
      });
    }
    for (const target of launched.browser.targets()) {
      if (/\/panel\//.test(target.url())) await (await target.asPage()).close();
    }
    await until('no panel', async () => !(await isPanelOpen()));
  };

  test('a click in the popup opens the side panel, which takes its place', async () => {
    expect(await isPanelOpen()).toBe(false);
    const { popup, x, y } = await open('.keep-beside');
    screen.click(x, y);
    await until('the panel', isPanelOpen);
    await until('no popup', async () => !(await popup.isOpen()));
    await closePanel();
  });

  test('so does its key, from the page', async () => {
    await page.bringToFront();
    screen.focus(TITLE);
    screen.press('alt+shift+k');
    await until('the panel', isPanelOpen);
    await closePanel();
  });
});
