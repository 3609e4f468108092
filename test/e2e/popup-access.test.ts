/** The popup for everybody: axe in light and dark, the keyboard alone, storage that refuses. */
import type { KeyInput, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../harness/axe.ts';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { builtExtension, type Launched, launch } from '../harness/launch.ts';
import { type Server, serve } from '../harness/serve.ts';
import { clearStorage, openPopupPage, press, shows, store } from '../harness/settings.ts';
import { settled, switchSite } from '../harness/state.ts';
import { inEnglish } from '../harness/texts.ts';
import { until } from '../harness/wait.ts';

const NEWS = `<!doctype html><html lang="en"><title>News</title><link rel="icon" href="data:,">
  <p>OpenAI was founded before the start-up xAI.</p>`;

/** Both browsers know it by this name. */
const SPACE: KeyInput = ' ';

declare const chrome: { storage: { local: { set(): Promise<void> } } };

describe.each(BROWSER_KINDS)('the popup in %s', (kind) => {
  let server: Server;

  beforeAll(async () => {
    server = await serve({ pages: { '/': NEWS } });
  });
  afterAll(() => server?.close());

  /** A page of a site below a domain, and the popup about it. */
  async function openBoth(launched: Launched): Promise<Page> {
    const page = await launched.browser.newPage();
    await page.goto(server.origin.replace('127.0.0.1', 'news.site.localhost'));
    await settled(launched, page);
    const popup = await openPopupPage(launched, page);
    await shows(popup, inEnglish('switchAllOff', 'site.localhost'));
    await shows(popup, 'translated from French');
    return popup;
  }

  describe.each([{ dark: false }, { dark: true }])('axe finds nothing, dark: $dark', ({ dark }) => {
    let launched: Launched;
    let popup: Page;

    beforeAll(async () => {
      launched = await launch(kind, { extensionDir: builtExtension(kind), setup: { dark } });
      popup = await openBoth(launched);
    });
    afterAll(() => launched?.close());

    test('on, with the choices of a pause', async () => {
      await press(popup, 'Pause everywhere');
      await shows(popup, 'For an hour');
      expect(await violations(popup)).toEqual([]);
    });

    test('off, by a rule above, with settings kept aside', async () => {
      await store(launched, 'local', { 'aside:1:pause': 3 });
      await press(popup, inEnglish('switchAllOff', 'site.localhost'));
      await shows(popup, inEnglish('stateOffBy', 'site.localhost'));
      await shows(popup, inEnglish('settingsAside'));
      expect(await violations(popup)).toEqual([]);
    });

    test('paused: the switch is dimmed, and says why', async () => {
      const backgroundOf = () =>
        popup.evaluate(() => {
          const input = document.querySelector('.switch input');
          return input ? getComputedStyle(input).backgroundColor : '';
        });
      await store(launched, 'local', { 'site:site.localhost': { on: true, at: Date.now() } });
      await shows(popup, 'On, because site.localhost is turned on.');
      const on = await backgroundOf();
      await store(launched, 'local', { pause: { until: null } });
      await shows(popup, 'Paused everywhere.');
      const explained = await popup.evaluate(() => {
        const input = document.querySelector('.switch input');
        return document.getElementById(input?.getAttribute('aria-describedby') ?? '')?.textContent;
      });
      expect(explained).toContain('Paused everywhere.');
      expect(await backgroundOf()).not.toBe(on);
      expect(await violations(popup)).toEqual([]);
    });
  });

  describe('in the order that it is read in', () => {
    let launched: Launched;
    let popup: Page;

    beforeAll(async () => {
      launched = await launch(kind, { extensionDir: builtExtension(kind) });
      popup = await openBoth(launched);
      await shows(popup, '1 xAI');
    });
    afterAll(() => launched?.close());

    test('the switch and its state, the names on the page, the article beside it', async () => {
      const order = ['.switch', '.state', '.controls', '.counts', '.heading', 'details'];
      const isInOrder = await popup.evaluate((selectors) => {
        const found = selectors.map((selector) => document.querySelector(selector));
        return found.every((element, index) => {
          const next = found[index + 1];
          const follows = Node.DOCUMENT_POSITION_FOLLOWING;
          return element && (!next || element.compareDocumentPosition(next) === follows);
        });
      }, order);
      expect(isInOrder).toBe(true);
    });

    test('each control has a name that can be seen or heard, each row says something', async () => {
      const nameless = await popup.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('button, summary, input')]
          .filter((control) => {
            const label = control.closest('label')?.innerText;
            return !(label ?? control.getAttribute('aria-label') ?? control.innerText).trim();
          })
          .map(({ outerHTML }) => outerHTML),
      );
      expect(nameless).toEqual([]);
      const rows = await popup.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('summary .about')].map((row) => row.innerText),
      );
      expect(rows).toHaveLength(6);
      for (const [index, row] of rows.entries())
        expect(row).toMatch(new RegExp(`^${index + 1} \\w`));
    });

    test('without any name that is chosen in the options it says so, and counts none', async () => {
      await store(launched, 'local', { 'option:names': ['grok', 'xai', 'openai'] });
      await shows(popup, 'No name is chosen in the options, so nothing is marked.');
      expect(await popup.evaluate(() => document.querySelector('#mentions'))).toBeNull();
      await store(launched, 'local', { 'option:names': ['grok', 'xai'] });
      await shows(popup, 'On: names are marked on this site.');
      expect(await popup.evaluate(() => document.querySelector('#mentions'))).not.toBeNull();
    });
  });

  describe('with the keyboard, and with storage that refuses', () => {
    let launched: Launched;
    let popup: Page;

    beforeAll(async () => {
      launched = await launch(kind, { extensionDir: builtExtension(kind) });
      popup = await openBoth(launched);
    });
    afterAll(() => launched?.close());

    /** Tabs on, or back, until the focus is on a control with that name. */
    async function tabTo(name: string, isBack = false): Promise<void> {
      const focused = () =>
        popup.evaluate(() => {
          const { activeElement } = document;
          if (activeElement === document.body) return '';
          const label = activeElement?.closest('label')?.textContent;
          return label ?? activeElement?.getAttribute('aria-label') ?? activeElement?.textContent;
        });
      const met: unknown[] = [];
      while (!String(await focused()).includes(name)) {
        met.push(await focused());
        if (met.length > 60) throw new Error(`no way to “${name}” from ${met.slice(0, 30)}`);
        if (isBack) await popup.keyboard.down('Shift');
        await popup.keyboard.press('Tab');
        if (isBack) await popup.keyboard.up('Shift');
      }
    }

    test('everything is reached and pressed by keys alone', async () => {
      await popup.bringToFront();
      await tabTo('Next mention of OpenAI');
      await tabTo('Mark names on', true);
      await popup.keyboard.press(SPACE);
      await shows(popup, 'Off on this site.');
      await popup.keyboard.press(SPACE);
      await shows(popup, 'On: names are marked on this site.');
      await tabTo(inEnglish('switchAllOff', 'site.localhost'));
      await popup.keyboard.press('Enter');
      await shows(popup, inEnglish('allIsOff', 'site.localhost'));
      // The focus is on what takes it back.
      await popup.keyboard.press('Enter');
      await shows(popup, 'On: names are marked on this site.');
      await tabTo('Pause everywhere');
      await popup.keyboard.press('Enter');
      await tabTo('For an hour');
      await popup.keyboard.press('Enter');
      await shows(popup, 'Paused everywhere until');
      await popup.keyboard.press('Enter');
      await shows(popup, 'On: names are marked on this site.');
    });

    test('a switch that cannot be saved says so, and stays as it is stored', async () => {
      await popup.evaluate(() => {
        const { local } = chrome.storage;
        const refuse = () => Promise.reject(new Error('the disk is full'));
        Object.defineProperty(local, 'set', { value: refuse, configurable: true });
      });
      await press(popup, 'Mark names on');
      await shows(popup, 'The setting could not be saved: the disk is full');
      const isOn = () =>
        popup.evaluate(() => document.querySelector<HTMLInputElement>('.switch input')?.checked);
      expect(await isOn()).toBe(true);
      // What another window stores is followed all the same.
      await switchSite(launched, 'news.site.localhost', false);
      await until('the switch is off', async () => (await isOn()) === false);
      await clearStorage(launched);
    });
  });
});
