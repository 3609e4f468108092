import type { Page } from 'puppeteer-core';
import { builtExtension, type Launched, type Popup } from '../harness/launch.ts';
import { allowInPrivate } from '../harness/private.ts';
import { openPopupAbout, shows } from '../harness/settings.ts';
import { settled, switchSite, takeScriptOut } from '../harness/state.ts';
import { until } from '../harness/wait.ts';
import type { Scenes, Stage } from './scene.ts';

declare const chrome: {
  storage: { local: { set(items: object): Promise<void> } };
  windows: {
    create(options: { url: string; incognito: boolean }): Promise<unknown>;
  };
};

const store = (launched: Launched, items: Record<string, string | { until: null | string }>) =>
  launched.inExtension((stored) => chrome.storage.local.set(stored), items);

/** Waits for a text in the popup, and takes its picture. */
async function pictureWith(popup: Popup, text: string): Promise<Uint8Array> {
  await until(`“${text}” in the popup`, async () => (await popup.text()).includes(text));
  return picture(popup);
}

/** Once the article is there, too, and nothing moves. */
async function picture(popup: Popup): Promise<Uint8Array> {
  await until('the article', () =>
    popup.evaluate(({ document }) => document.querySelector('details[open] .paragraph') !== null),
  );
  const png = await popup.screenshot();
  await popup.close();
  return png;
}

async function on(launched: Launched, page: Page): Promise<Popup> {
  const popup = await launched.openPopup(page);
  await until('the popup counts the mentions', () =>
    popup.evaluate(({ document }) => document.querySelector('.counts li') !== null),
  );
  return popup;
}

/** A page that has none of the names, or is none that an extension reads. */
async function elsewhere({ launched }: Stage, address?: string): Promise<Popup> {
  const page = await launched.browser.newPage();
  if (address) await page.goto(address);
  return launched.openPopup(page);
}

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
      await press(popup, '.pause summary');
      return picture(popup);
    },
  },
  'popup-paused': {
    setups: ['light', 'dark'],
    async take({ launched, openSample }) {
      const page = await openSample();
      await store(launched, { pause: { until: 'restart' } });
      return pictureWith(await launched.openPopup(page), 'until the browser starts again');
    },
  },
  'popup-off': {
    setups: ['light', 'dark', 'forced'],
    async take({ launched, openSample }) {
      const page = await openSample();
      await switchSite(launched, '127.0.0.1', false);
      return pictureWith(await launched.openPopup(page), 'Off on this site');
    },
  },
  'popup-off-by-default': {
    async take({ launched, openSample }) {
      const page = await openSample();
      await store(launched, { 'option:newSites': 'off' });
      return pictureWith(await launched.openPopup(page), 'only sites that you switch on');
    },
  },
  'popup-aside': {
    async take({ launched, openSample }) {
      const page = await openSample();
      await store(launched, { 'aside:1:option:markStyle': 'blinking' });
      return pictureWith(await launched.openPopup(page), 'kept aside');
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
      return pictureWith(await launched.openPopup(page), 'None of the names');
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
      const popup = await until('the popup', () => openPopupAbout(launched, address));
      await shows(popup, 'Private window');
      return popup.screenshot();
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
      await until('the button for all', async () => (await popup.text()).includes('Off for all'));
      await press(popup, '.all .link');
      return pictureWith(popup, '1 rule beneath it was removed.');
    },
  },
} satisfies Scenes;
