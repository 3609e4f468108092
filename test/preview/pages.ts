import type { Page } from 'puppeteer-core';
import { appears } from '../harness/appears.ts';
import { cardText, isCardStill } from '../harness/card.ts';
import { until } from '../harness/wait.ts';
import type { Scene, Scenes, Stage } from './scene.ts';

const EVERYWHERE = ['light', 'dark', 'forced', 'text200', 'narrow', 'arabic'] as const;
const DAY = 86_400_000;
const SOME_DAY = Date.UTC(2026, 2, 12);

declare const chrome: {
  storage: { local: { set(items: object): Promise<void> } };
  permissions: { remove(permissions: { origins: string[] }): Promise<boolean> };
};

/** A page of the extension, whole, once `isReady` holds in it. */
function page(
  path: string,
  selector: string,
  setups: Scene['setups'] = EVERYWHERE,
  prepare: (stage: Stage, page: Page) => Promise<unknown> = async () => undefined,
): Scene {
  return {
    setups,
    async take(stage) {
      const page = await stage.launched.openOwn(path);
      await appears(page, selector);
      await prepare(stage, page);
      // Chromium pictures a short page that runs from right to left beside where it stands.
      const fullPage = await page.evaluate(
        () => document.documentElement.scrollHeight > window.innerHeight,
      );
      return page.screenshot({ fullPage });
    },
  };
}

const store = (stage: Stage, items: object) =>
  stage.launched.inExtension(
    (json) => chrome.storage.local.set(JSON.parse(json)),
    JSON.stringify(items),
  );

const click = (page: Page, selector: string) =>
  page.$eval(selector, (control) => (control as HTMLElement).click());

const sites = Object.fromEntries(
  Array.from({ length: 240 }, (_, at) => [
    `site:site-${at}.example`,
    { on: at % 3 === 0, at: SOME_DAY + at * DAY },
  ]),
);

export const pageScenes = {
  article: page('src/pages/article/index.html', 'section'),
  'article-original-p3': page('src/pages/article/index.html?lang=fr#p3', '.target', [
    'light',
    'arabic',
  ]),
  'article-beside': page('src/pages/article/index.html?lang=fr,en#p2', '.target'),
  'article-print': {
    // Firefox's driver knows no print view; a PDF shows it.
    async take({ launched }) {
      const page = await launched.openOwn('src/pages/article/index.html?lang=fr,en');
      if (launched.kind === 'chromium') await page.emulateMediaType('print');
      return page.screenshot({ fullPage: true });
    },
  },
  options: page('src/pages/options/index.html', '.sample'),
  'options-full': page(
    'src/pages/options/index.html',
    '.sample',
    ['light', 'dark', 'narrow'],
    async (stage, page) => {
      await store(stage, {
        ...sites,
        version: 7,
        'aside:1:option:markStyle': 'glitter',
        'option:markColour': 'violet',
        'option:markStyle': 'underline',
        'option:sync': true,
        syncFailure: 'QUOTA_BYTES quota exceeded',
      });
      await until('the sites', () =>
        page.evaluate(() => document.querySelectorAll('.sites li').length === 100),
      );
      await click(page, '.sites .link');
      await appears(page, '.toast');
    },
  ),
  'options-new-site': page(
    'src/pages/options/index.html',
    '.sample',
    ['light'],
    async (_, page) => {
      await page.bringToFront();
      await page.type('[type=search]', 'https://news.example/today');
      await appears(page, '.add');
    },
  ),
  'options-refused': page('src/pages/options/index.html', '.sample', ['light'], async (_, page) => {
    await page.evaluate(() => {
      const { storage } = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
      storage.local.set = () => Promise.reject(new Error('the disk is full'));
    });
    await click(page, '[value=tint]');
    await appears(page, '[role=alert].toast');
  }),
  'article-copied': page('src/pages/article/index.html', 'section', ['light'], async (_, page) => {
    await page.bringToFront();
    await (await page.$('#p2 button'))?.click();
    await appears(page, '.toast');
  }),
  welcome: page('src/pages/welcome/index.html', '.sample'),
  'welcome-card': page('src/pages/welcome/index.html', '.sample', EVERYWHERE, async (_, page) => {
    await page.bringToFront();
    await click(page, '.sample button');
    await until('a card', async () => (await isCardStill(page)) && (await cardText(page)));
  }),
  // The last one: what is taken here, no test can give back.
  'welcome-withheld': {
    ...page('src/pages/welcome/index.html', '.sample', ['light'], async ({ launched }, page) => {
      await launched.inExtension(() => chrome.permissions.remove({ origins: ['<all_urls>'] }));
      await appears(page, '.notice');
    }),
    kinds: ['firefox'],
  },
} satisfies Scenes;
