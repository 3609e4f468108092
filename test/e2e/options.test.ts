import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../harness/axe.ts';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { builtExtension, type Launched, launch } from '../harness/launch.ts';
import { type Server, serve } from '../harness/serve.ts';
import { settled } from '../harness/state.ts';
import { inEnglish } from '../harness/texts.ts';
import { until } from '../harness/wait.ts';

declare const chrome: {
  storage: {
    local: {
      get(key: string | null): Promise<Record<string, unknown>>;
      set(items: object): Promise<void>;
      clear(): Promise<void>;
    };
  };
};

const NEWS = `<!doctype html><html lang="en"><meta charset="utf-8"><title>News</title>
  <link rel="icon" href="data:,"><p>OpenAI was founded in 2015, xAI came later.</p>`;

/** As many as the issue wants to stay usable. */
const MANY = 5_000;

const textOf = (page: Page) => page.evaluate(() => document.body.innerText);
const shows = (page: Page, text: string) =>
  until(`“${text}” on the page`, async () => (await textOf(page)).includes(text));

/** Presses the control with this text: a label's input, a button. */
const press = (page: Page, text: string) =>
  until(`“${text}” to press`, () =>
    page.evaluate((wanted) => {
      const control = [...document.querySelectorAll<HTMLElement>('label, button')].find(
        (element) => element.innerText.trim() === wanted || element.ariaLabel === wanted,
      );
      control?.click();
      return control !== undefined;
    }, text),
  );

const type = async (page: Page, text: string) => {
  await page.bringToFront();
  await page.$eval('input[type=search]', (field) => {
    (field as HTMLInputElement).select();
  });
  await page.type('input[type=search]', text);
};

const isChecked = (control: Element) => (control as HTMLInputElement).checked;

const listed = (page: Page) =>
  page.$$eval('.sites bdi', (sites) => sites.map((site) => site.textContent));

describe.each(BROWSER_KINDS)('the options in %s', (kind) => {
  const downloads = mkdtempSync(join(tmpdir(), 'backstory-downloads-'));
  let launched: Launched;
  let server: Server;
  const opened: Page[] = [];

  beforeAll(async () => {
    launched = await launch(kind, { extensionDir: builtExtension(kind), setup: { downloads } });
    server = await serve({ pages: { '/': NEWS } });
  });
  afterAll(async () => {
    await launched?.close();
    await server?.close();
    rmSync(downloads, { recursive: true, force: true });
  });
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.close();
    await launched.inExtension(() => chrome.storage.local.clear());
  });

  const stored = (key: string) =>
    launched.inExtension(async (name) => (await chrome.storage.local.get(name))[name], key);
  const store = (items: Record<string, object | string | number>) =>
    launched.inExtension(
      (json) => chrome.storage.local.set(JSON.parse(json)),
      JSON.stringify(items),
    );
  async function open(): Promise<Page> {
    const page = await launched.openOwn('src/pages/options/index.html');
    opened.push(page);
    await shows(page, 'Reset everything');
    return page;
  }

  test('what is not the default has a way back to it, and nothing else has', async () => {
    const page = await open();
    const resets = () =>
      page.$$eval('fieldset', (all) =>
        all
          .filter((setting) => setting.querySelector('.reset'))
          .map((setting) => setting.querySelector('legend')?.textContent),
      );
    expect(await resets()).toEqual([]);
    await press(page, 'Underline only');
    await press(page, 'The number of marks on the page');
    await press(page, 'xAI');
    const changed = ['Names to mark', 'Style of the marks', 'The toolbar button shows'];
    await until('three ways back', async () => String(await resets()) === String(changed));
    expect(await violations(page)).toEqual([]);
    for (const [index] of changed.entries()) {
      await page.$eval('.reset', (button) => (button as HTMLElement).click());
      await until('one less', async () => (await resets()).length === 2 - index);
      const legend = await page.evaluate(
        () => document.activeElement?.closest('fieldset')?.querySelector('legend')?.textContent,
      );
      expect(legend).toBe(changed[index]);
    }
    expect(await stored('option:names')).toEqual([]);
    expect(await stored('option:markStyle')).toBe('both');
    expect(await stored('option:badge')).toBe(true);
  });

  test('marks on an open page and in the sample follow the options', async () => {
    const news = await launched.browser.newPage();
    opened.push(news);
    await news.goto(server.origin);
    await settled(launched, news);
    const marks = async (page: Page) =>
      page.evaluate(() =>
        [...(CSS.highlights as unknown as Map<string, Set<AbstractRange>>)].map(
          ([name, ranges]) =>
            `${name}: ${[...ranges].map(({ startContainer, startOffset, endOffset }) =>
              startContainer.textContent?.slice(startOffset, endOffset),
            )}`,
        ),
      );
    expect(await marks(news)).toEqual(['backstory: OpenAI,xAI']);

    const page = await open();
    expect(await marks(page)).toEqual([`backstory: ${Array(3).fill('Grok,xAI,OpenAI')}`]);
    await press(page, 'Underline only');
    await press(page, 'xAI');
    await page.evaluate(() => (document.querySelector('[value=violet]') as HTMLElement).click());
    const expected = 'backstory-violet-underline';
    await until(
      'the sample',
      async () => String(await marks(page)) === `${expected}: ${Array(3).fill('Grok,OpenAI')}`,
    );
    await news.bringToFront();
    await until('the page', async () => String(await marks(news)) === `${expected}: OpenAI`);

    await page.$eval('input[type=color]', (field) => {
      (field as HTMLInputElement).value = '#102030';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    const ground = () => page.$eval('.on-own', (own) => getComputedStyle(own).backgroundColor);
    await until('its own ground', async () => (await ground()) === 'rgb(16, 32, 48)');
    expect(await marks(page)).toEqual([`${expected}: ${Array(3).fill('Grok,OpenAI')}`]);
  });

  test('choices are kept, and made by the keyboard', async () => {
    const page = await open();
    await page.bringToFront();
    await page.focus('[name=openBy][value=hover]');
    await page.keyboard.press('ArrowDown');
    await until('the choice', async () => (await stored('option:openBy')) === 'press');
    await press(page, inEnglish('optionBadge'));
    await until('the choice', async () => (await stored('option:badge')) === false);
    const again = await open();
    expect(await again.$eval('[name=openBy][value=press]', isChecked)).toBe(true);
  });

  test('what a rest of the pointer takes is chosen where cards open by one', async () => {
    const page = await open();
    await press(page, '0.3 seconds');
    await press(page, inEnglish('keyAlt'));
    await press(page, inEnglish('openOnLinks'));
    await until('the choices', async () => {
      const names = ['openAfterMs', 'openWith', 'openOnLinks'];
      const chosen = await Promise.all(names.map((name) => stored(`option:${name}`)));
      return JSON.stringify(chosen) === '[300,"alt",false]';
    });
    expect(await violations(page)).toEqual([]);
    await press(page, inEnglish('openByPress'));
    await until('fewer', async () => !(await textOf(page)).includes('0.3 seconds'));
    await press(page, inEnglish('openByHover'));
    await shows(page, '0.3 seconds');
    expect(await page.$eval('[name=openAfterMs][value="300"]', isChecked)).toBe(true);
  });

  test('thousands of sites stay usable: found, switched, removed, brought back', async () => {
    const rules = Array.from({ length: MANY }, (_, at) => [
      `site:site-${at}.example`,
      { on: at % 2 === 0, at: 1_700_000_000_000 + at },
    ]);
    await store(Object.fromEntries(rules));
    const page = await open();
    await shows(page, '5,000 sites have a rule.');
    expect((await listed(page)).length).toBe(100);
    await press(page, 'Show more (4,900 left)');
    await until('the next', async () => (await listed(page)).length === 200);

    await type(page, 'site-4321');
    await shows(page, '1 site of 5,000 matches.');
    expect(await listed(page)).toEqual(['site-4321.example']);
    await press(page, 'site-4321.example');
    await until(
      'on',
      async () => ((await stored('site:site-4321.example')) as { on: boolean }).on === true,
    );
    await press(page, 'Remove the rule for site-4321.example');
    await shows(page, inEnglish('siteRemoved', 'site-4321.example'));
    await shows(page, '0 sites of 4,999 match.');
    await press(page, 'Undo');
    await shows(page, 'Undone.');
    await until('it is back', async () => String(await listed(page)) === 'site-4321.example');
    expect(await stored('site:site-4321.example')).toMatchObject({ on: true });
  });

  test('a site is added by its name or its address', async () => {
    const page = await open();
    await type(page, 'not a site');
    await shows(page, '“not a site” is not the address of a site.');
    await type(page, '*.news.example');
    await shows(page, 'Leave out the asterisk');
    await type(page, 'a..b');
    await shows(page, '1 to 63 between its dots');
    await type(page, 'https://News.Example:8080/today?x=1');
    await shows(page, 'news.example has no rule.');
    await press(page, inEnglish('switchSiteOff'));
    await shows(page, inEnglish('siteSwitchedOff', 'news.example'));
    expect(await stored('site:news.example')).toMatchObject({ on: false });
    expect(await listed(page)).toEqual(['news.example']);
    const field = () =>
      page.$eval('input[type=search]', (input) => (input as HTMLInputElement).value);
    expect(await field()).toBe('');
  });

  test('Enter adds what was typed, and the whole list is there again', async () => {
    await store({ 'site:a.example': { on: false, at: 5 } });
    const page = await open();
    await type(page, 'news.example');
    await shows(page, '0 sites of 1 match.');
    await page.keyboard.press('Enter');
    await shows(page, 'news.example is turned off.');
    await until('both', async () => String(await listed(page)) === 'a.example,news.example');
    expect(await stored('site:news.example')).toMatchObject({ on: false });
    // The field has the focus still: the next one.
    await page.keyboard.type('not a site');
    await shows(page, '“not a site” is not the address of a site.');
    await page.keyboard.press('Enter');
    await type(page, 'a.example');
    await page.keyboard.press('Enter');
    expect(await listed(page)).toEqual(['a.example']);
    // Where nothing is marked without a rule, a rule mostly switches on.
    await press(page, 'Nothing is marked until you turn the site on');
    await type(page, 'other.example');
    await shows(page, 'other.example has no rule.');
    await page.keyboard.press('Enter');
    await shows(page, 'other.example is turned on.');
  });

  test('a file goes out and comes back in; a faulty one is told and changes nothing', async () => {
    await store({
      'option:markStyle': 'tint',
      'site:a.example': { on: false, at: 5 },
    });
    const page = await open();
    await page.bringToFront();
    await (await page.$('#transfer ~ button'))?.click();
    const file = await until('the file', () => {
      const [name] = readdirSync(downloads).filter((name) => name.endsWith('.json'));
      return name === undefined ? undefined : join(downloads, name);
    });
    const text = await until('its text', () => readFileSync(file, 'utf8') || undefined);
    expect(JSON.parse(text)).toMatchObject({
      options: { markStyle: 'tint' },
      sites: { 'a.example': 'off' },
    });

    await press(page, 'Reset everything');
    await shows(page, inEnglish('settingsReset'));
    await until('no site', async () => (await listed(page)).length === 0);

    const input = await page.waitForSelector('input[type=file]');
    const faulty = join(downloads, 'faulty.json');
    writeFileSync(faulty, text.replace('"tint"', '"glitter"'));
    await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(faulty);
    await shows(page, 'The field “markStyle” cannot be "glitter". It can be');
    writeFileSync(faulty, '{\n  "format": "backstory-settings",\n  version: 1\n}');
    await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(faulty);
    await shows(page, 'Nothing was changed. Line 3 of the file: This is not JSON.');
    expect(await stored('option:markStyle')).toBe('both');

    await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(file);
    await shows(page, inEnglish('settingsImported'));
    await until('the site', async () => String(await listed(page)) === 'a.example');
    expect(await stored('option:markStyle')).toBe('tint');
    await press(page, 'Undo');
    await until('no site', async () => (await listed(page)).length === 0);
    expect(await stored('option:markStyle')).toBe('both');
  });

  test('thousands of sites of a file come in; more than 50,000 are refused before anything is written', async () => {
    const page = await open();
    await page.bringToFront();
    const input = await page.waitForSelector('input[type=file]');
    const load = async (count: number) => {
      const sites = Array.from({ length: count }, (_, at) => [`site-${at}.example`, 'off']);
      const file = join(downloads, 'many.json');
      writeFileSync(
        file,
        JSON.stringify({
          format: 'backstory-settings',
          version: 1,
          sites: Object.fromEntries(sites),
        }),
      );
      await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(file);
    };
    await load(50_001);
    await shows(page, 'This is more than the browser has room for: 50,000 sites at most.');
    expect(await stored('site:site-0.example')).toBeUndefined();

    await load(MANY);
    // As far as it is each time: how long it takes in all is the machine's.
    for (let last = 999; last < MANY; last += 1_000) {
      await until(
        `site ${last}`,
        async () => (await stored(`site:site-${last}.example`)) !== undefined,
      );
    }
    await shows(page, inEnglish('settingsImported'));
    await shows(page, '5,000 sites have a rule.');
    expect((await listed(page)).length).toBe(100);
    await type(page, 'site-4321');
    await shows(page, '1 site of 5,000 matches.');
  });

  test('a reset is undone', async () => {
    await store({
      'option:openBy': 'press',
      'site:a.example': { on: false, at: 5 },
      'site:b.example': { on: true, at: 6 },
    });
    const page = await open();
    await press(page, 'Reset everything');
    await until('no site', async () => (await listed(page)).length === 0);
    expect(await stored('option:openBy')).toBe('hover');
    await press(page, 'Undo');
    await until('the sites', async () => String(await listed(page)) === 'a.example,b.example');
    expect(await stored('option:openBy')).toBe('press');
  });

  test('what could not be read is shown until it is thrown away', async () => {
    await store({
      'aside:1700000000000:option:markStyle': 'glitter',
      'aside:1700000000000:site:??': { on: 'perhaps' },
      version: 7,
    });
    const page = await open();
    await shows(page, '2 settings could not be read');
    await shows(page, 'option:markStyle: "glitter"');
    await shows(page, 'another version of Backstory (format 7)');
    await press(page, 'Discard');
    await until('they are gone', async () => !(await textOf(page)).includes('could not be read'));
    expect(await stored('aside:1700000000000:option:markStyle')).toBe(undefined);
  });

  test('sync tells what does not travel', async () => {
    const long = 'x'.repeat(60);
    const rules = Array.from({ length: 2_000 }, (_, at) => [
      `site:${long}-${at}.example`,
      { on: false, at: 1_700_000_000_000 + at },
    ]);
    await store({ ...Object.fromEntries(rules), 'option:sync': true as unknown as string });
    const page = await open();
    await until('how many stay', async () =>
      /The browser’s sync is full: \d+ sites stay on this device/.test(await textOf(page)),
    );
    await shows(page, 'stays on this device');
  });

  test('a storage that refuses is told, and nothing looks as if it were done', async () => {
    const page = await open();
    await page.evaluate(() => {
      const { storage } = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
      storage.local.set = () => Promise.reject(new Error('the disk is full'));
    });
    await press(page, 'Underline only');
    await shows(page, 'The setting could not be saved: the disk is full');
    expect(await page.$eval('[name=markStyle][value=both]', isChecked)).toBe(true);
    await type(page, 'a.example');
    await press(page, inEnglish('switchSiteOff'));
    await shows(page, 'The setting could not be saved: the disk is full');
    await shows(page, 'No site has a rule yet.');
  });

  test('shows the shortcuts, and the way to the browser’s own page for them', async () => {
    const page = await open();
    await shows(page, 'Go to the next name on the page');
    const place = kind === 'chromium' ? 'chrome://extensions/shortcuts' : 'about:addons';
    await press(page, 'Change shortcuts');
    const target = await until(place, () =>
      launched.browser.targets().find((target) => target.url() === place),
    );
    await (await target.page())?.close();
  });

  test('axe finds nothing in light', async () => {
    await store({
      'aside:1:option:markStyle': 'glitter',
      'site:a.example': { on: false, at: 1_700_000_000_000 },
      'site:b.example': { on: true, at: 1_700_000_000_000 },
    });
    const page = await open();
    await press(page, 'Remove the rule for b.example');
    await shows(page, inEnglish('siteRemoved', 'b.example'));
    expect(await violations(page)).toEqual([]);
  });
});
