import type { Page } from 'puppeteer-core';
import { until } from '../harness/wait.ts';
import type { Scene, Scenes, Stage } from './scene.ts';

const EVERYWHERE = ['light', 'dark', 'forced', 'text200', 'narrow', 'arabic'] as const;
const DAY = 86_400_000;
const SOME_DAY = Date.UTC(2026, 2, 12);

declare const chrome: { storage: { local: { set(items: object): Promise<void> } } };

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
      await until(`${selector} on ${path}`, () =>
        page.evaluate((wanted) => document.querySelector(wanted) !== null, selector),
      );
      await prepare(stage, page);
      return page.screenshot({ fullPage: true });
    },
  };
}

const store = (stage: Stage, items: object) =>
  stage.launched.inExtension(
    (json) => chrome.storage.local.set(JSON.parse(json)),
    JSON.stringify(items),
  );

const sites = Object.fromEntries(
  Array.from({ length: 240 }, (_, at) => [
    `site:site-${at}.example`,
    { on: at % 3 === 0, at: SOME_DAY + at * DAY },
  ]),
);

export const pageScenes = {
  article: page('src/article/index.html', 'section'),
  'article-original-p3': page('src/article/index.html?lang=fr#p3', '.target', ['light', 'arabic']),
  'article-beside': page('src/article/index.html?lang=fr,en#p2', '.target'),
  'article-print': {
    // Firefox's driver knows no print view; a PDF shows it.
    async take({ launched }) {
      const page = await launched.openOwn('src/article/index.html?lang=fr,en');
      if (launched.kind === 'chromium') await page.emulateMediaType('print');
      return page.screenshot({ fullPage: true });
    },
  },
  options: page('src/options/index.html', '.sample'),
  'options-full': page(
    'src/options/index.html',
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
      await page.$eval('.sites .link', (remove) => (remove as HTMLElement).click());
      await until('the undo', () => page.evaluate(() => document.querySelector('.toast') !== null));
    },
  ),
  welcome: page('src/welcome/index.html', '.sample'),
} satisfies Scenes;
