import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { builtExtension, type Launched, launch } from '../harness/launch.ts';
import { registered } from '../harness/marks.ts';
import { type Server, serve } from '../harness/serve.ts';
import {
  badgeOf,
  clearStorage,
  type Items,
  openPopupPage,
  openWindow,
  press,
  shows,
  store,
  stored,
} from '../harness/settings.ts';
import { inEnglish } from '../harness/texts.ts';
import { until } from '../harness/wait.ts';

const html = (title: string, name: string) => `<!doctype html><title>${title}</title>
  <link rel="icon" href="data:,"><p>The start-up ${name} is in the news.</p><iframe src="/frame"></iframe>`;

const PAGES: Record<string, string> = {
  '/frame': '<!doctype html><title>Frame</title><p>OpenAI has a board.</p>',
};
for (const path of ['/1', '/2', '/3', '/4', '/5', '/6']) PAGES[path] = html(path, 'xAI');

/** Three hosts of one owner, and what each tab of the two windows is on. */
const HOSTS = ['news.site.localhost', 'blog.site.localhost', 'site.localhost'];
const FIRST = ['/1', '/2', '/3'];
const SECOND = ['/4', '/5', '/6'];

describe.each(BROWSER_KINDS)('switches in two windows of %s', (kind) => {
  let server: Server;
  let launched: Launched;
  let pages: Page[] = [];
  let popup: Page;

  beforeAll(async () => {
    server = await serve({ pages: PAGES });
    launched = await launch(kind, { extensionDir: builtExtension(kind) });
    const { port } = new URL(server.origin);
    const addresses = (paths: readonly string[]) =>
      paths.map((path, index) => `http://${HOSTS[index]}:${port}${path}`);
    const windows = [
      await openWindow(launched, addresses(FIRST)),
      await openWindow(launched, addresses(SECOND)),
    ];
    pages = windows.flatMap((window) => window.pages);
    popup = await openPopupPage(launched, pages[0] as Page);
  });
  afterAll(async () => {
    await launched?.close();
    await server?.close();
  });
  beforeEach(async () => {
    await clearStorage(launched);
    await expectMarks('all', HOSTS);
  });

  /** The marks of a tab with its frame, each text with the look it has. */
  async function marksOf(page: Page): Promise<string> {
    const all = await Promise.all(page.frames().map(registered));
    return all.flatMap(({ texts }) => texts).join(' ');
  }

  /** In every tab, at the front or in the back, exactly those of `hosts` are marked. */
  async function expectMarks(what: string, hosts: readonly string[]): Promise<void> {
    for (const page of pages) {
      const wanted = hosts.includes(new URL(page.url()).hostname) ? 'xAI OpenAI' : '';
      // What was never shown is read when it is.
      if (wanted !== '' && (await marksOf(page)) !== wanted) await page.bringToFront();
      await until(`${what}: “${wanted}” in ${page.url()}`, async () => {
        return (await marksOf(page)) === wanted;
      });
    }
  }
  const pressIn = async (text: string) => {
    await popup.bringToFront();
    await press(popup, text);
  };

  test('this site, off and on', async () => {
    await pressIn('Mark names on news.site.localhost');
    await expectMarks('off', ['blog.site.localhost', 'site.localhost']);
    await shows(popup, 'Off on this site.');
    await pressIn('Mark names on news.site.localhost');
    await expectMarks('on', HOSTS);
  });

  test('all of a domain: nearer rules go, and come back', async () => {
    await store(launched, 'local', {
      'site:news.site.localhost': { on: true, at: 1 },
      'site:blog.site.localhost': { on: true, at: 1 },
    });
    await pressIn(inEnglish('switchAllOff', 'site.localhost'));
    await shows(
      popup,
      `${inEnglish('allIsOff', 'site.localhost')} ${inEnglish('rulesRemoved_other', '2')}`,
    );
    await expectMarks('off', []);
    await shows(popup, inEnglish('stateOffBy', 'site.localhost'));
    await pressIn('Undo');
    await expectMarks('undone', HOSTS);
    const local = await stored(launched, 'local');
    expect(local).toMatchObject({
      'site:news.site.localhost': { on: true },
      'site:blog.site.localhost': { on: true },
      'site:site.localhost': { on: null },
    });
  });

  test('a rule above does not hold the switch', async () => {
    await store(launched, 'local', { 'site:site.localhost': { on: false, at: 1 } });
    await expectMarks('off', []);
    await pressIn('Mark names on news.site.localhost');
    await expectMarks('on for one', ['news.site.localhost']);
    await pressIn('Mark names on news.site.localhost');
    await expectMarks('off', []);
  });

  test.each(['pauseForNow', 'pauseAnHour', 'pauseUntilOn'] as const)(
    'pause: %s',
    async (choice) => {
      await pressIn('Pause everywhere');
      await pressIn(inEnglish(choice));
      await expectMarks('paused', []);
      await shows(popup, 'Your setting applies after the pause.');
      // The switch shows its rule, and keeps what is chosen for later.
      await pressIn('Mark names on news.site.localhost');
      await pressIn(inEnglish('resume'));
      await expectMarks('after the pause', ['blog.site.localhost', 'site.localhost']);
    },
  );

  test.each<[string, Items, readonly string[]]>([
    ['new sites are off', { 'option:newSites': 'off' }, []],
    [
      'but not those that are switched on',
      { 'option:newSites': 'off', 'site:blog.site.localhost': { on: true, at: 1 } },
      ['blog.site.localhost'],
    ],
  ])('%s', async (_, items, hosts) => {
    await store(launched, 'local', items);
    await expectMarks('by default', hosts);
  });

  test('a name that is not to be marked', async () => {
    await store(launched, 'local', { 'option:names': ['xai'] });
    for (const page of pages) {
      // A tab in the back is read again when it is shown.
      await page.bringToFront();
      await until('OpenAI alone', async () => (await marksOf(page)) === 'OpenAI');
    }
  });

  test('the look of the marks', async () => {
    const names = async (page: Page) => String((await registered(page)).names);
    await store(launched, 'local', {
      'option:markStyle': 'underline',
      'option:markColour': 'blue',
    });
    for (const page of pages) {
      await page.bringToFront();
      await until('another look', async () => (await names(page)) === 'backstory-blue-underline');
    }
  });

  test('the toolbar button counts all frames, until it is told not to', async () => {
    const [page] = pages as [Page];
    await page.bringToFront();
    await until('2 on the button', async () => (await badgeOf(launched, page)) === '2');
    await page.evaluate(() => document.querySelector('iframe')?.remove());
    await until('1 on the button', async () => (await badgeOf(launched, page)) === '1');
    await store(launched, 'local', { 'option:badge': false });
    await until('nothing on the button', async () => (await badgeOf(launched, page)) === '');
    await store(launched, 'local', { 'option:badge': true });
    await until('1 on the button', async () => (await badgeOf(launched, page)) === '1');
    await page.reload();
    await until('2 on the button', async () => (await badgeOf(launched, page)) === '2');
    await store(launched, 'local', { 'site:site.localhost': { on: false, at: 1 } });
    await until('nothing on the button', async () => (await badgeOf(launched, page)) === '');
  });
});
