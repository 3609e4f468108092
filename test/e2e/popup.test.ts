import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { builtExtension, type Launched, launch, type Popup } from '../harness/launch.ts';
import { pressButton, setAccess } from '../harness/manage.ts';
import { type Server, serve } from '../harness/serve.ts';
import { openPopupPage } from '../harness/settings.ts';
import { settled, step, takeScriptOut } from '../harness/state.ts';
import { inEnglish } from '../harness/texts.ts';
import { until } from '../harness/wait.ts';

const html = (title: string, body: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>
  <link rel="icon" href="data:,"><body>${body}`;

const PAGES = {
  '/': html(
    'Chips and their makers',
    `<p>The weather stays fine.</p><div style="height: 3000px"></div>
    <p>Some fear that models like those of OpenAI and xAI could help novices to build chemical
    weapons, or that a superintelligence escapes human control.</p>
    <p style="display: none">OpenAI, unseen.</p>
    <iframe srcdoc="<p>The chatbot Grok AI in a frame.</p>"></iframe>`,
  ),
  '/long': html(
    'A thousand notes on xAI',
    '<p>OpenAI is named once.</p>'.concat(
      '<p>Musk’s company xAI opens the code.</p><p>Its chatbot Grok is there for all.</p>'.repeat(
        1_100,
      ),
    ),
  ),
  '/walk': html(
    'Three notes on xAI',
    ['one', 'two', 'three']
      .map((id) => `<p id="${id}">Musk’s company xAI opens the code.</p><p style="height: 900px">`)
      .join(''),
  ),
  '/none': html('Weather', '<p>The weather stays fine.</p>'),
};

declare const chrome: {
  extension: { getViews(options: { type: 'popup' }): Window[] };
  permissions: { remove(permissions: { origins: string[] }): Promise<boolean> };
  tabs: { query(query: object): Promise<{ url?: string }[]> };
};

const isOnCard = () => document.activeElement?.hasAttribute('data-backstory-card') === true;

const isRinged = (id: string) =>
  [...((CSS.highlights.get('backstory-here') ?? []) as Iterable<AbstractRange>)].some(
    ({ startContainer }) => startContainer.parentElement?.id === id,
  );

describe.each(BROWSER_KINDS)('the popup in %s', (kind) => {
  let server: Server;
  let launched: Launched;

  beforeAll(async () => {
    server = await serve({ pages: PAGES });
    launched = await launch(kind, { extensionDir: builtExtension(kind) });
  });
  afterAll(async () => {
    await launched?.close();
    await server?.close();
  });

  async function openOn(path: string): Promise<{ page: Page; popup: Popup }> {
    const page = await launched.browser.newPage();
    await page.goto(server.origin + path);
    await settled(launched, page);
    return { page, popup: await launched.openPopup(page) };
  }
  const shows = (popup: Popup | Page, text: string) =>
    until(`“${text}” in the popup`, async () => {
      const shown = 'text' in popup ? popup.text() : popup.evaluate(() => document.body.innerText);
      return (await shown).includes(text);
    });

  test('counts what is shown, all frames together, and sets the article beside the page', async () => {
    const { page, popup } = await openOn('/');
    await shows(popup, '1 OpenAI');
    await shows(popup, '1 xAI');
    await shows(popup, '1 Grok');
    // The paragraph that the page calls for is open, the page's own words are with it.
    await until('the point on danger, opened, with the page’s own words', () =>
      popup.evaluate((window) => {
        const text = window.document.querySelector('details[open]')?.textContent ?? '';
        return text.includes('or to develop a conscious') && text.includes('novices to build');
      }),
    );
    await popup.evaluate((window) =>
      window.document.querySelector<HTMLElement>('details[open] .quote')?.click(),
    );
    await until('the page scrolled to the passage and rings it', () =>
      page.evaluate(() => scrollY > 1_000 && CSS.highlights.has('backstory-here')),
    );
    await until('nothing over the passage', async () => !(await popup.isOpen()));
    await page.close();
  });

  test('counts all of a long page, of which most was left undecided', async () => {
    const { page, popup } = await openOn('/long');
    await shows(popup, '1 OpenAI');
    await shows(popup, '1,100 xAI');
    await shows(popup, '1,100 Grok');
    await popup.close();
    await page.close();
  });

  test('goes to the next mention of a name, and leaves card and keyboard to the page', async () => {
    const { page, popup } = await openOn('/');
    await shows(popup, '1 xAI');
    await popup.evaluate(({ document }) =>
      document.querySelector<HTMLElement>('[aria-label="Next mention of xAI"]')?.click(),
    );
    await until('the page scrolled there', () => page.evaluate(() => scrollY > 1_000));
    await until('nothing over the card', async () => !(await popup.isOpen()));
    await until('the focus in the card', () => page.evaluate(isOnCard));
    await page.keyboard.press('Escape');
    await until('no card', async () => !(await page.evaluate(isOnCard)));
    await page.close();
  });

  test('is gone after each jump, and the walk goes on from there', async () => {
    const page = await launched.browser.newPage();
    await page.goto(`${server.origin}/walk`);
    await settled(launched, page);
    for (const place of ['one', 'two']) {
      const popup = await launched.openPopup(page);
      await shows(popup, '3 xAI');
      await popup.evaluate(({ document }) =>
        document.querySelector<HTMLElement>('[aria-label="Next mention of xAI"]')?.click(),
      );
      await until(`${place} is ringed`, () => page.evaluate(isRinged, place));
      await until('nothing over the card', async () => !(await popup.isOpen()));
    }
    // As the command does.
    await step(launched, page, 1);
    await until('three is ringed', () => page.evaluate(isRinged, 'three'));
    await page.close();
  });

  test('says that none of the names is there', async () => {
    const { page, popup } = await openOn('/none');
    await shows(popup, inEnglish('noMention'));
    await popup.close();
    await page.close();
  });

  test('offers to reload a page that our script is not in', async () => {
    const page = await launched.browser.newPage();
    await page.goto(server.origin);
    await settled(launched, page);
    await takeScriptOut(launched, page);
    const popup = await launched.openPopup(page);
    await shows(popup, 'Reload the page to mark its names.');
    await popup.evaluate(({ document }) => document.querySelector<HTMLElement>('.main')?.click());
    await until('marks', () => page.evaluate(() => CSS.highlights.has('backstory')));
    await page.close();
  });

  test('tells a page that the browser protects', async () => {
    const page = await launched.browser.newPage();
    const popup = await launched.openPopup(page);
    await shows(popup, 'The browser protects this page');
    await popup.close();
    await page.close();
  });

  test('tells the viewer of PDF files', async () => {
    const page = await launched.browser.newPage();
    const { origin, close } = await serve({ folder: 'test/fixtures/news' });
    // It is shown without an end of loading that puppeteer would see.
    page.goto(`${origin}/report.pdf`).catch(() => undefined);
    await until('the viewer', () => page.url().endsWith('.pdf'));
    const popup = await launched.openPopup(page);
    await shows(popup, 'This is the browser’s PDF viewer: its text cannot be read.');
    await popup.close();
    await page.close();
    await close();
  });

  test('follows the browser’s own settings of what it may read', async () => {
    const page = await launched.browser.newPage();
    await page.goto(server.origin);
    await settled(launched, page);
    const popup = await openPopupPage(launched, page);
    await shows(popup, '1 OpenAI');
    await setAccess(launched, false);
    await shows(popup, 'The browser does not let Backstory read this site.');
    await shows(popup, 'Allow this site');
    // Opened anew it is not told the page's address either.
    await popup.evaluate(() => location.reload());
    await setAccess(launched, true);
    await shows(popup, 'On: names are marked on this site.');
    await shows(popup, '1 OpenAI');
    await popup.close();
    await page.close();
  });

  // So the permission `activeTab`, which tells it, is not needed beside all sites.
  test('is told the address of a site that is withheld once its button is pressed', async () => {
    const page = await launched.browser.newPage();
    await page.goto(server.origin);
    await setAccess(launched, false);
    const isTold = () =>
      launched.inExtension(
        async (origin) =>
          (await chrome.tabs.query({})).some(({ url }) => url?.startsWith(origin) === true),
        server.origin,
      );
    expect(await isTold()).toBe(false);
    await pressButton(launched, page);
    await until('the address', isTold);
    if (kind === 'firefox') {
      const texts = () =>
        launched.inExtension(() =>
          chrome.extension
            .getViews({ type: 'popup' })
            .map(({ document }) => document.body.innerText),
        );
      const site = inEnglish('siteSwitch', '127.0.0.1');
      await until(`“${site}”`, async () => (await texts()).some((text) => text.includes(site)));
      await launched.inExtension(() => {
        for (const view of chrome.extension.getViews({ type: 'popup' })) view.close();
      });
    }
    await setAccess(launched, true);
    await page.close();
  });

  // Chromium opens no popup on such a page, but offers to reload it.
  if (kind === 'chromium') return;

  test('offers to ask for a site that is withheld', async () => {
    await launched.inExtension(() => chrome.permissions.remove({ origins: ['<all_urls>'] }));
    const page = await launched.browser.newPage();
    await page.goto(server.origin);
    const popup = await launched.openPopup(page);
    await shows(popup, 'The browser does not let Backstory read this site.');
    await shows(popup, 'Allow this site');

    // Given in the browser's own settings: the popup follows while it is open, and so does the page.
    await setAccess(launched, true);
    await shows(popup, 'On: names are marked on this site.');
    await shows(popup, '1 OpenAI');
    await until('marks', () => page.evaluate(() => CSS.highlights.has('backstory')));
    await setAccess(launched, false);
    await shows(popup, 'The browser does not let Backstory read this site.');
    await popup.close();
    await page.close();
  });
});
