/** The side panel for everybody: axe in light and dark, narrow, with forced colours, by the keyboard, from right to left. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../harness/axe.ts';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { builtExtension, type Launched, launch } from '../harness/launch.ts';
import { openPanelPage, type ShownPanel, shownPanel } from '../harness/panel.ts';
import { type Server, serve } from '../harness/serve.ts';
import { settled } from '../harness/state.ts';
import { until } from '../harness/wait.ts';

const NEWS = `<!doctype html><html lang="en"><meta charset="utf-8"><title>News</title>
  <link rel="icon" href="data:,"><p>Musk left OpenAI in 2018; e-mails show that he had supported a for-profit
  entity and a merger with Tesla, his cash cow.</p><div style="height: 2000px"></div>
  <p>xAI opens the source code of its model, as Meta and Mistral have done.</p>`;

const SETUPS = [
  { setup: {} },
  { setup: { dark: true } },
  { setup: { forcedColours: true } },
  { setup: { language: 'ar' } },
];

describe.each(BROWSER_KINDS)('the side panel in %s', (kind) => {
  let server: Server;

  beforeAll(async () => {
    server = await serve({ pages: { '/': NEWS } });
  });
  afterAll(() => server?.close());

  describe.each(SETUPS)('set up with $setup', ({ setup }) => {
    let launched: Launched;
    let page: Page;
    let panel: Page;

    beforeAll(async () => {
      launched = await launch(kind, { extensionDir: builtExtension(kind), setup });
      page = await launched.browser.newPage();
      await page.goto(server.origin);
      await settled(launched, page);
      panel = await openPanelPage(launched, page);
      await panel.setViewport({ width: 280, height: 600 });
      await until('what is being read', async () => {
        const { read } = (await panel.evaluate(`(${shownPanel})(window)`)) as ShownPanel;
        return read === 'p2';
      });
    });
    afterAll(() => launched?.close());

    test('axe finds nothing, and nothing is wider than 280 px', async () => {
      expect(await violations(panel)).toEqual([]);
      const isWider = await panel.evaluate(
        () => document.documentElement.scrollWidth > window.innerWidth,
      );
      expect(isWider).toBe(false);
      const beyond = await panel.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('main *')]
          .filter((element) => {
            const { left, right } = element.getBoundingClientRect();
            return left < -1 || right > window.innerWidth + 1;
          })
          .map(({ outerHTML }) => outerHTML.slice(0, 80)),
      );
      expect(beyond).toEqual([]);
    });

    test('the map lies over no text', async () => {
      const over = await panel.evaluate(() => {
        const map = document.querySelector('.map')?.getBoundingClientRect();
        return [...document.querySelectorAll<HTMLElement>('h1, h2, h3, p, button')]
          .filter((element) => {
            const { left, right } = element.getBoundingClientRect();
            return map && left < map.right && right > map.left;
          })
          .map(({ outerHTML }) => outerHTML.slice(0, 80));
      });
      expect(over).toEqual([]);
    });

    test('each control has a name, and the keyboard reaches it', async () => {
      const named = await panel.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('button, [role=listbox], [role=option]')].map(
          (control) => (control.getAttribute('aria-label') ?? control.innerText).trim() !== '',
        ),
      );
      expect(named.length).toBeGreaterThan(8);
      expect(named.every((isNamed) => isNamed)).toBe(true);
      await panel.bringToFront();
      const met = new Set<string>();
      for (let presses = 0; presses < 40; presses++) {
        await panel.keyboard.press('Tab');
        const focused = await panel.evaluate(() => {
          const { activeElement } = document;
          return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '';
        });
        if (met.has(focused)) break;
        met.add(focused);
      }
      const stops = await panel.evaluate(() =>
        [...document.querySelectorAll('button, [role=listbox]')].map(
          (control) => control.getAttribute('aria-label') ?? control.textContent ?? '',
        ),
      );
      expect(stops.filter((stop) => !met.has(stop))).toEqual([]);
    });
  });
});
