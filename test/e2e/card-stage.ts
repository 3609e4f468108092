/** A running browser with pages to open cards on: what the card's test files share. */
import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { BROWSER_KINDS, type BrowserKind } from '../harness/browsers.ts';
import { cardText } from '../harness/card.ts';
import { builtExtension, type Launched, launch } from '../harness/launch.ts';
import { registered } from '../harness/marks.ts';
import { hoverMark, type Pointed } from '../harness/pointer.ts';
import { type ServeOptions, type Server, serve } from '../harness/serve.ts';
import type { Setup } from '../harness/setup.ts';
import { until } from '../harness/wait.ts';

/** An HTML page about nothing but what is in its body. */
export const html = (body: string, head = '') =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Test</title>
  <link rel="icon" href="data:,">${head}<body>${body}`;

/** As a reader compares: by words. */
export const words = (text: string) => text.replace(/\s+/g, ' ').trim();

export const cardIsOpen = (page: Page): Promise<string> =>
  until('a card', async () => (await cardText(page)) || undefined);

export const cardIsGone = (page: Page): Promise<true> =>
  until('no card', async () => (await cardText(page)) === undefined);

/** Lets more time pass in a page than something takes that must not happen. */
export const longerThan = (page: Page, milliseconds: number): Promise<unknown> =>
  page.evaluate((time) => new Promise((resolve) => setTimeout(resolve, time)), 2 * milliseconds);

export interface CardStage {
  readonly kind: BrowserKind;
  readonly launched: Launched;
  readonly page: Page;
  readonly server: Server;
  /** Opens one of the pages and waits for its marks. */
  open(path: string): Promise<void>;
  /** Opens a page and, by its pointer, the card of its first mark with this text. */
  openCard(path: string, text?: string, frame?: Frame): Promise<Pointed>;
}

/** Runs `tests` in both browsers, each launched once and set up by `setup`. The stage is there from their first hook on. */
export function onCardStage(
  name: string,
  served: ServeOptions,
  tests: (stage: CardStage) => void,
  setup: Setup = {},
): void {
  describe.each(BROWSER_KINDS)(`${name} in %s`, (kind) => {
    let server: Server;
    let launched: Launched;
    let page: Page;
    beforeAll(async () => {
      server = await serve(served);
      launched = await launch(kind, { extensionDir: builtExtension(kind), setup });
      page = await launched.browser.newPage();
    });
    afterAll(async () => {
      await launched?.close();
      await server?.close();
    });
    beforeEach(async () => {
      await page.bringToFront();
      await page.mouse.move(2, 2);
    });
    tests({
      kind,
      get launched() {
        return launched;
      },
      get page() {
        return page;
      },
      get server() {
        return server;
      },
      async open(path) {
        await page.goto(server.origin + path);
        await until('marks', async () => (await registered(page)).texts.length > 0);
      },
      async openCard(path, text, frame) {
        await this.open(path);
        const mark = await hoverMark(page, text, frame);
        await cardIsOpen(page);
        return mark;
      },
    });
  });
}
