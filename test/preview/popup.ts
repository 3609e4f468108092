import type { Page } from 'puppeteer-core';
import { appears } from '../harness/appears.ts';
import { launchWithBrokenStorage } from '../harness/broken-storage.ts';
import { builtExtension, type Launched, type Popup } from '../harness/launch.ts';
import { setAccess } from '../harness/manage.ts';
import { allowInPrivate } from '../harness/private.ts';
import { serve } from '../harness/serve.ts';
import { openPopupAbout, openPopupPage, shows } from '../harness/settings.ts';
import { reportsAt, settled, switchSite, takeScriptOut } from '../harness/state.ts';
import { inEnglish } from '../harness/texts.ts';
import { until } from '../harness/wait.ts';
import type { Scenes, Stage } from './scene.ts';

declare const chrome: {
  storage: { local: { set(items: object): Promise<void> } };
  windows: {
    create(options: { url: string; incognito: boolean }): Promise<unknown>;
  };
};

const store = (
  launched: Launched,
  items: Record<string, string | string[] | { until: null | string }>,
) => launched.inExtension((stored) => chrome.storage.local.set(stored), items);

/** Waits for a text in the popup, and takes its picture. */
async function pictureWith(popup: Popup, text: string): Promise<Uint8Array> {
  await until(`“${text}” in the popup`, async () => (await popup.text()).includes(text));
  return picture(popup);
}

/** Once the article is there, too, and nothing moves. */
async function picture(popup: Popup): Promise<Uint8Array> {
  await appearsIn(popup, 'details[open] .paragraph');
  const png = await popup.screenshot();
  await popup.close();
  return png;
}

async function on(launched: Launched, page: Page): Promise<Popup> {
  const popup = await launched.openPopup(page);
  await appearsIn(popup, '.counts li');
  return popup;
}

/** A page that has none of the names, or is none that an extension reads. */
async function elsewhere({ launched }: Stage, address?: string): Promise<Popup> {
  const page = await launched.browser.newPage();
  if (address) await page.goto(address);
  return launched.openPopup(page);
}

const appearsIn = (popup: Popup, selector: string) =>
  until(`${selector} in the popup`, () =>
    popup.evaluate((window, wanted) => window.document.querySelector(wanted) !== null, selector),
  );

const press = (popup: Popup, selector: string) =>
  popup.evaluate(
    (window, wanted) => window.document.querySelector<HTMLElement>(wanted)?.click(),
    selector,
  );

export const popupScenes = {
  popup: {
    setups: ['light', 'dark', 'forced', 'text200', 'arabic'],
    async take({ launched, openSample }) {
      return picture(await on(launched, await openSample()));
    },
  },
  'popup-pause-choices': {
    setups: ['light', 'dark', 'forced', 'text200', 'arabic'],
    async take({ launched, openSample }) {
      const popup = await on(launched, await openSample());
      await press(popup, '.unfolds');
      return picture(popup);
    },
  },
  'popup-paused': {
    setups: ['light', 'dark'],
    async take({ launched, openSample }) {
      const page = await openSample();
      await store(launched, { pause: { until: 'restart' } });
      return pictureWith(await launched.openPopup(page), inEnglish('statePausedForNow'));
    },
  },
  'popup-off': {
    setups: ['light', 'dark', 'forced'],
    async take({ launched, openSample }) {
      const page = await openSample();
      await switchSite(launched, '127.0.0.1', false);
      return pictureWith(await launched.openPopup(page), inEnglish('stateOff'));
    },
  },
  'popup-off-by-default': {
    async take({ launched, openSample }) {
      const page = await openSample();
      await store(launched, { 'option:newSites': 'off' });
      return pictureWith(await launched.openPopup(page), inEnglish('stateOffByDefault'));
    },
  },
  'popup-aside': {
    async take({ launched, openSample }) {
      const page = await openSample();
      await store(launched, { 'aside:1:option:markStyle': 'blinking' });
      return pictureWith(await launched.openPopup(page), inEnglish('settingsAside'));
    },
  },
  'popup-protected': {
    setups: ['light', 'dark'],
    async take(stage) {
      return pictureWith(await elsewhere(stage), 'The browser protects this page');
    },
  },
  'popup-no-mention': {
    async take({ launched, openSample }) {
      const page = await openSample();
      await page.evaluate(() => document.body.replaceChildren());
      return pictureWith(await launched.openPopup(page), inEnglish('noMention'));
    },
  },
  'popup-no-name': {
    async take({ launched, openSample }) {
      const page = await openSample();
      await store(launched, { 'option:names': ['grok', 'xai', 'openai'] });
      return pictureWith(await launched.openPopup(page), 'No name is chosen');
    },
  },
  'popup-reload': {
    async take({ launched, openSample }) {
      const page = await openSample();
      await takeScriptOut(launched, page);
      return pictureWith(await launched.openPopup(page), 'Reload the page');
    },
  },
  'popup-private': {
    async take({ launched, sample }) {
      await allowInPrivate(launched, builtExtension(launched.kind));
      const address = `${sample}?private`;
      await launched.inExtension(async (url) => {
        await chrome.windows.create({ url, incognito: true });
      }, address);
      await until('mentions', async () =>
        (await reportsAt(launched, address)).some(({ mentions }) => mentions.length > 0),
      );
      const popup = await openPopupAbout(launched, address);
      await shows(popup, 'Private window');
      await appears(popup, 'details[open] .paragraph');
      return popup.screenshot();
    },
  },
  'popup-withheld': {
    setups: ['light', 'dark', 'arabic'],
    async take({ launched, openSample }) {
      // Chromium opens no popup then, but offers to reload: what it shows stands in a tab there.
      const page = await openSample();
      const popup = await openPopupPage(launched, page);
      await setAccess(launched, false);
      try {
        await appears(popup, '.main');
        await appears(popup, 'details[open] .paragraph');
        return await popup.screenshot();
      } finally {
        await setAccess(launched, true);
      }
    },
  },
  'popup-loading': {
    setups: ['light', 'arabic'],
    async take({ launched }) {
      const half = '<!doctype html><title>News</title><p>OpenAI was founded';
      const server = await serve({ unfinished: { '/': half } });
      const page = await launched.browser.newPage();
      page.goto(server.origin).catch(() => undefined);
      await until('the first half', () => page.evaluate(() => document.body.innerText !== ''));
      const popup = await launched.openPopup(page);
      const png = await picture(popup);
      await server.close();
      return png;
    },
  },
  // Reading and writing fail, as they do when the disk has a fault.
  'popup-storage-broken': {
    async take({ launched: { kind }, sample }) {
      const launched = await launchWithBrokenStorage(kind);
      try {
        const page = await launched.browser.newPage();
        await page.goto(sample);
        await settled(launched, page);
        const popup = await on(launched, page);
        await until('what cannot be read', async () => (await popup.text()).includes('be read'));
        await press(popup, '.switch input');
        return await pictureWith(popup, 'could not be saved');
      } finally {
        await launched.close();
      }
    },
  },
  // The store cannot be reached from here: the browser shows its error page under that address, which
  // is all that the popup goes by.
  'popup-store': {
    async take(stage) {
      const { kind } = stage.launched;
      const host = kind === 'chromium' ? 'chromewebstore.google.com' : 'addons.mozilla.org';
      const page = await stage.launched.browser.newPage();
      await page.goto(`https://${host}/`).catch(() => undefined);
      return pictureWith(await stage.launched.openPopup(page), inEnglish('stateStore'));
    },
  },
  'popup-pdf': {
    async take(stage) {
      const page = new URL('/report.pdf', stage.sample).href;
      return pictureWith(await elsewhere(stage, page), 'PDF');
    },
  },
  'popup-domain': {
    setups: ['light', 'dark', 'text200'],
    async take({ launched, sample }) {
      const page = await launched.browser.newPage();
      await page.goto(sample.replace('127.0.0.1', 'news.site.localhost'));
      await settled(launched, page);
      return picture(await on(launched, page));
    },
  },
  'popup-domain-off': {
    async take({ launched, sample }) {
      const page = await launched.browser.newPage();
      await page.goto(sample.replace('127.0.0.1', 'news.site.localhost'));
      await settled(launched, page);
      await switchSite(launched, 'news.site.localhost', true);
      const popup = await on(launched, page);
      await until('the button for all', async () =>
        (await popup.text()).includes(inEnglish('switchAllOff', 'site.localhost')),
      );
      await press(popup, '.all .link');
      return pictureWith(popup, inEnglish('rulesRemoved_one', '1'));
    },
  },
} satisfies Scenes;
