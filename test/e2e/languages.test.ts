import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appears } from '../harness/appears.ts';
import { violations } from '../harness/axe.ts';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { builtExtension, type Launched, launch } from '../harness/launch.ts';

declare const chrome: { storage: { local: { set(items: object): Promise<void> } } };

/** What a browser in this language shows when 22 sites have a rule. */
const LANGUAGES = [
  // Its language has six plural forms and runs the other way.
  { language: 'ar', lang: 'ar', dir: 'rtl', sites: 'لـ 22 موقعًا قاعدة.', month: 'مارس 2024' },
  {
    language: 'pl',
    lang: 'pl',
    dir: 'ltr',
    sites: '22 witryny mają regułę.',
    month: 'marzec 2024',
  },
  // A region that we have no texts of its own for.
  { language: 'pt-BR', lang: 'pt-BR', dir: 'ltr', sites: '22 sites têm regra.', month: 'março de' },
  {
    language: 'zh-CN',
    lang: 'zh-CN',
    dir: 'ltr',
    sites: '22 个网站设有规则。',
    month: '2024年3月',
  },
  // A language that we do not speak: English, with English months and from left to right.
  { language: 'he', lang: 'en', dir: 'ltr', sites: '22 sites have a rule.', month: 'March 2024' },
] as const;

const rules = Object.fromEntries(
  Array.from({ length: 22 }, (_, at) => [`site:site-${at}.example`, { on: false, at: 1 }]),
);

describe.each(BROWSER_KINDS)('the pages in %s', (kind) => {
  describe.each(LANGUAGES)('set to $language', ({ language, lang, dir, sites, month }) => {
    let launched: Launched;
    beforeAll(async () => {
      launched = await launch(kind, { extensionDir: builtExtension(kind), setup: { language } });
    });
    afterAll(() => launched?.close());

    const open = async (path: string, selector: string) => {
      const page = await launched.openOwn(path);
      await appears(page, selector);
      return page;
    };

    test('speak it', async () => {
      await launched.inExtension(
        (json) => chrome.storage.local.set(JSON.parse(json)),
        JSON.stringify(rules),
      );
      const options = await open('src/pages/options/index.html', '.sites li');
      const root = await options.$eval('html', (html) => ({ lang: html.lang, dir: html.dir }));
      expect(root).toEqual({ lang, dir });
      expect(await options.evaluate(() => document.body.innerText)).toContain(sites);
      expect(await violations(options)).toEqual([]);

      const article = await open('src/pages/article/index.html?lang=fr', 'section');
      expect(await article.evaluate(() => document.body.innerText)).toContain(month);
      // The article's own text keeps its language and direction.
      const text = await article.$eval('#p1 .paragraph', (paragraph) => ({
        lang: (paragraph as HTMLElement).lang,
        direction: getComputedStyle(paragraph).direction,
      }));
      expect(text).toEqual({ lang: 'fr', direction: 'ltr' });
    });
  });
});
