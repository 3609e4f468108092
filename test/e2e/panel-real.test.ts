/** The side panel as the browser itself has it: it opens when a person wants it, and never by itself. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { builtExtension, type Launched, launch, type Popup } from '../harness/launch.ts';
import { type ShownPanel, shownPanel } from '../harness/panel.ts';
import { allowInPrivate } from '../harness/private.ts';
import { type Server, serve } from '../harness/serve.ts';
import { shows } from '../harness/settings.ts';
import { reportsAt, settled, switchSite } from '../harness/state.ts';
import { inEnglish } from '../harness/texts.ts';
import { until } from '../harness/wait.ts';

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Old e-mails</title>
  <link rel="icon" href="data:,"><div style="height: 2000px"></div>
  <p id="past">Musk left OpenAI in 2018; e-mails show that he had supported a for-profit entity and
  a merger with Tesla, his cash cow.</p><div style="height: 2000px"></div>`;

declare const chrome: {
  windows: {
    create(options: { url: string; incognito: boolean }): Promise<{ id: number }>;
  };
  runtime: {
    getContexts(filter: { contextTypes: string[] }): Promise<{ documentUrl?: string }[]>;
  };
};

describe.each(BROWSER_KINDS)('the side panel of %s itself', (kind) => {
  let server: Server;
  let launched: Launched;
  let page: Page;
  let panel: Popup;

  beforeAll(async () => {
    server = await serve({ pages: { '/': PAGE } });
    launched = await launch(kind, { extensionDir: builtExtension(kind) });
    page = await launched.browser.newPage();
    await page.goto(server.origin);
    await settled(launched, page);
  });
  afterAll(async () => {
    await launched?.close();
    await server?.close();
  });

  const isAnyOpen = () =>
    launched.inExtension(async () => {
      const contexts = await chrome.runtime.getContexts({ contextTypes: ['SIDE_PANEL'] });
      return contexts.length > 0;
    });
  const shown = () => panel.evaluate(shownPanel) as Promise<ShownPanel>;

  test('does not open by itself: not at the installation, not with a page of names', async () => {
    expect(await isAnyOpen()).toBe(false);
    const popup = await launched.openPopup(page);
    await until('the popup', async () => (await popup.text()).includes('OpenAI'));
    expect(await isAnyOpen()).toBe(false);
    await popup.close();
  });

  test('opens when it is asked for, with the page beside it, and leads to its mentions', async () => {
    panel = await launched.openPanel(page);
    await until('it is open', isAnyOpen);
    await until('the map', async () => (await shown()).ticks.length === 1);
    await panel.evaluate(({ document }) =>
      document.querySelector<HTMLElement>('#p2 .step:last-child')?.click(),
    );
    await until('the ring', () =>
      page.evaluate(() => {
        const [range] = (CSS.highlights.get('backstory-here') ?? []) as Iterable<AbstractRange>;
        return range?.startContainer.parentElement?.id === 'past';
      }),
    );
    await until('what is being read', async () => (await shown()).read === 'p2');
    expect(await panel.isOpen()).toBe(true);
  });

  test('stays, and follows the tab in front', async () => {
    const other = await launched.browser.newPage();
    await other.bringToFront();
    await until('the empty tab', async () => (await shown()).ticks.length === 0);
    await page.bringToFront();
    await until('the page', async () => (await shown()).ticks.length === 1);
    await other.close();
    await panel.close();
    await until('it is closed', async () => !(await isAnyOpen()));
  });
});

describe.each(BROWSER_KINDS)('beside a private window of %s', (kind) => {
  let server: Server;
  let launched: Launched;

  beforeAll(async () => {
    server = await serve({ pages: { '/': PAGE } });
    launched = await launch(kind, { extensionDir: builtExtension(kind) });
    await allowInPrivate(launched, builtExtension(kind));
  });
  afterAll(async () => {
    await launched?.close();
    await server?.close();
  });

  test('it reads the page, and goes by what holds there', async () => {
    const address = `${server.origin}/?private`;
    const windowId = await launched.inExtension(async (url) => {
      const { id } = await chrome.windows.create({ url, incognito: true });
      return id;
    }, address);
    await until('its mentions', async () =>
      (await reportsAt(launched, address)).some(({ mentions }) => mentions.length > 0),
    );
    const panel = await launched.openOwn(`src/pages/panel/index.html?window=${windowId}`, 'window');
    const ticks = async () =>
      ((await panel.evaluate(`(${shownPanel})(window)`)) as ShownPanel).ticks.length;
    await until('the map', async () => (await ticks()) === 1);
    await switchSite(launched, '127.0.0.1', false);
    await shows(panel, inEnglish('stateOff'));
    await until('no map', async () => (await ticks()) === 0);
  });
});
