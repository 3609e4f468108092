/** The toolbar button's look where marking is off, and its menu. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromeScope } from '../harness/bidi.ts';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { runCommand } from '../harness/command.ts';
import { builtExtension, type Launched, launch } from '../harness/launch.ts';
import { type Server, serve } from '../harness/serve.ts';
import { badgeOf, clearStorage, store, stored, tooltipOf } from '../harness/settings.ts';
import { FIREFOX_ID } from '../harness/start-browser.ts';
import { settled, step } from '../harness/state.ts';
import { until } from '../harness/wait.ts';

const NEWS = '<!doctype html><title>News</title><link rel="icon" href="data:,"><p>OpenAI.</p>';
/** More than the button has room to tell; 500 of them are shown, of which 200 are doubtful. */
const PARTLY_HIDDEN =
  '<!doctype html><title>Long</title><link rel="icon" href="data:,"><h1>xAI trains a model</h1>' +
  `<div hidden>${'<p>By xAI.</p>'.repeat(900)}</div>${'<p>By xAI.</p>'.repeat(299)}` +
  '<p>They ask Grok.</p>'.repeat(200);

/** One name can be seen; the others are hidden, each in another way. */
const ONE_SEEN = `<!doctype html><title>Hidden</title><link rel="icon" href="data:,"><style>
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.acc { max-height: 0; overflow: hidden; transition: max-height 50ms }
.acc.on { max-height: 200px }
.off { position: fixed; left: -400px; top: 100px; width: 300px }
.zero { opacity: 0; pointer-events: none }
</style><p class="sr">Skip past OpenAI to the text.</p>
<div class="acc"><p>OpenAI was founded in 2015.</p></div>
<nav class="off"><a href="#x">News on OpenAI</a></nav>
<div class="zero">Tooltip: OpenAI</div>
<p id="seen">The board of OpenAI met today.</p>`;

/** Ways to show and hide names that no observer of the DOM is told of, or ours does not follow. */
const SHOWN_LATER = `<!doctype html><title>Later</title><link rel="icon" href="data:,"><style>
.acc { max-height: 0; overflow: hidden; transition: max-height 50ms } .on .acc { max-height: 200px }
.dim { opacity: 0 } .on .dim { opacity: 1 }
</style><p>Says OpenAI today.</p><section id="s" hidden><p>xAI one.</p><p>xAI two.</p><p>xAI three.</p></section>
<div id="c"><div class="acc"><p>By xAI.</p></div><div class="dim"><p>By xAI.</p></div></div>
<details><summary>More</summary><p>By xAI.</p></details>
<button onclick="s.hidden = !s.hidden">Panel</button>`;

declare const chrome: {
  tabs: { query(query: object): Promise<{ url?: string }[]> };
  contextMenus: { onClicked: { dispatch(info: object, tab: object | undefined): void } };
};

describe.each(BROWSER_KINDS)('the toolbar button in %s', (kind) => {
  let server: Server;
  let launched: Launched;
  let page: Page;

  beforeAll(async () => {
    server = await serve({
      pages: {
        '/': NEWS,
        '/told': `${NEWS}<p>By xAI.</p>`,
        '/framed': `${NEWS}<iframe src="/endless"></iframe>`,
        '/hidden': PARTLY_HIDDEN,
        '/one': ONE_SEEN,
        '/later': SHOWN_LATER,
      },
      unfinished: { '/endless': '<!doctype html><title>Endless</title><p>Grok by xAI.</p>' },
    });
    launched = await launch(kind, { extensionDir: builtExtension(kind) });
    page = await launched.browser.newPage();
    await page.goto(server.origin);
    await settled(launched, page);
  });
  afterAll(async () => {
    await launched?.close();
    await server?.close();
  });

  /** Puppeteer does not reach the menu itself: what the browser does when an entry is pressed. */
  async function choose(menuItemId: string): Promise<void> {
    if (kind === 'firefox') {
      const run = await chromeScope(launched.browser);
      await run(`(() => {
        const { extension } = WebExtensionPolicy.getByID('${FIREFOX_ID}');
        const info = { menuItemId: '${menuItemId}', editable: false, modifiers: [] };
        const tab = [...gBrowser.tabs].find(
          ({ linkedBrowser }) => linkedBrowser.currentURI.spec === '${page.url()}'
        );
        extension.emit('webext-menu-menuitem-click', info, tab);
      })()`);
      return;
    }
    const target = await launched.browser.waitForTarget(
      (found) => found.type() === 'service_worker',
    );
    const worker = await target.worker();
    await worker?.evaluate(
      async (id, url) => {
        const [tab] = (await chrome.tabs.query({})).filter((found) => found.url === url);
        chrome.contextMenus.onClicked.dispatch({ menuItemId: id }, tab);
      },
      menuItemId,
      page.url(),
    );
  }

  test('its menu switches the site, pauses and opens the article', async () => {
    const rule = async () => (await stored(launched, 'local'))['site:127.0.0.1'];
    await choose('switch');
    await until('off', async () => ((await rule()) as { on?: boolean } | undefined)?.on === false);
    await until('no marks', () => page.evaluate(() => !CSS.highlights.has('backstory')));
    await choose('switch');
    await until('on', async () => ((await rule()) as { on?: boolean } | undefined)?.on === true);
    await choose('pause');
    await until('paused', async () => 'pause' in (await stored(launched, 'local')));
    await choose('pause');
    await until('no pause', async () => !('pause' in (await stored(launched, 'local'))));
    await choose('article');
    await until('the article', async () => {
      const urls = await launched.inExtension(async () =>
        (await chrome.tabs.query({})).map(({ url }) => url ?? ''),
      );
      return urls.some((url) => url.includes('/article/'));
    });
  });

  test('commands switch the site and pause', async () => {
    await page.bringToFront();
    const has = async (key: string, on?: boolean) => {
      const value = (await stored(launched, 'local'))[key];
      return on === undefined ? value !== undefined : (value as { on?: boolean })?.on === on;
    };
    await runCommand(launched, 'toggle-site');
    await until('off', () => has('site:127.0.0.1', false));
    await runCommand(launched, 'toggle-site');
    await until('on', () => has('site:127.0.0.1', true));
    await runCommand(launched, 'toggle-pause');
    await until('paused', () => has('pause'));
    await runCommand(launched, 'toggle-pause');
    await until('no pause', async () => !(await has('pause')));
  });

  test('its tooltip tells the number and whether names are marked', async () => {
    const told = await launched.browser.newPage();
    await told.goto(`${server.origin}/told`);
    await settled(launched, told);
    const tells = (text: string) =>
      until(`“${text}”`, async () => (await tooltipOf(launched, told)) === text);
    await tells('Backstory: 2 names on this page');
    await store(launched, 'local', { 'site:127.0.0.1': { on: false, at: Date.now() } });
    await tells('Backstory: off on 127.0.0.1');
    await store(launched, 'local', { pause: { until: null } });
    await tells('Backstory: paused');
    await store(launched, 'local', { 'site:127.0.0.1': { on: true, at: Date.now() } });
    await clearStorage(launched);
    await tells('Backstory: 2 names on this page');
    await told.close();
  });

  test('counts the page though a frame in it never ends loading', async () => {
    const framed = await launched.browser.newPage();
    // Puppeteer's own way would wait for the frame, too.
    await framed.evaluate((url) => location.assign(url), `${server.origin}/framed`);
    await until('the page', () => framed.url().endsWith('/framed'));
    await until('1 on the button', async () => (await badgeOf(launched, framed)) === '1');
    await framed.close();
  });

  test('counts what is shown of more than it has room to tell, the doubtful ones included', async () => {
    const long = await launched.browser.newPage();
    await long.goto(`${server.origin}/hidden`);
    await until('500 on the button', async () => (await badgeOf(launched, long)) === '500');
    await long.close();
  });

  test('counts what a person can see, and so do the popup and the walk', async () => {
    const one = await launched.browser.newPage();
    await one.goto(`${server.origin}/one`);
    const [report] = await settled(launched, one);
    expect(report?.counts.openai).toBe(1);
    expect(report?.mentions.map(({ text }) => text)).toEqual(['The board of OpenAI met today.']);
    await until('1 on the button', async () => (await badgeOf(launched, one)) === '1');
    for (let count = 0; count < 3; count++) {
      await step(launched, one, 1);
      await until('the ring', () =>
        one.evaluate(() => {
          const [range] = (CSS.highlights.get('backstory-here') ?? []) as Iterable<Range>;
          return range?.startContainer.parentElement?.id === 'seen';
        }),
      );
    }
    await one.close();
  });

  test('counts anew when names are shown or hidden by an attribute, a class or a transition', async () => {
    const later = await launched.browser.newPage();
    await later.goto(`${server.origin}/later`);
    await settled(launched, later);
    const shows = (count: number) =>
      until(`${count} on the button`, async () => (await badgeOf(launched, later)) === `${count}`);
    await shows(1);
    await later.click('button');
    await shows(4);
    await later.click('button');
    await shows(1);
    await later.click('summary');
    await shows(2);
    // Without any event of a person.
    await later.evaluate(() => document.querySelector('#c')?.classList.add('on'));
    await shows(4);
    await later.evaluate(() => document.querySelector('#c')?.classList.remove('on'));
    await shows(2);
    await later.close();
  });

  test('has its other icon in the build', () => {
    for (const size of [16, 32]) {
      expect(existsSync(join(builtExtension(kind), `icons/off-${size}.png`))).toBe(true);
    }
  });

  // Chromium tells nobody which icon a tab has, nor what a menu says.
  if (kind === 'chromium') return;

  test('its menu says what it will do in the tab in front', async () => {
    await clearStorage(launched);
    const run = await chromeScope(launched.browser);
    const titles = () =>
      run(`(() => {
        const { ExtensionParent } = ChromeUtils.importESModule(
          'resource://gre/modules/ExtensionParent.sys.mjs'
        );
        const { extension } = WebExtensionPolicy.getByID('${FIREFOX_ID}');
        const menu = document.createXULElement('menupopup');
        document.getElementById('mainPopupSet').append(menu);
        ExtensionParent.apiManager.global.actionContextMenu({ extension, onAction: true, menu });
        const items = [...menu.querySelectorAll('menuitem')].map((item) => item.label);
        menu.remove();
        return items.join('|');
      })()`);
    const says = (...items: string[]) =>
      until(items.join(), async () => (await titles()) === items.join('|'));
    const pause = 'Pause everywhere until the browser restarts';
    await page.bringToFront();
    await says('Turn off on 127.0.0.1', pause, 'Read the article');
    await choose('switch');
    await says('Turn on for 127.0.0.1', pause, 'Read the article');
    await choose('pause');
    await says('Turn on for 127.0.0.1', 'Resume', 'Read the article');
    await clearStorage(launched);
    const other = await launched.browser.newPage();
    await other.bringToFront();
    // The browser's own page has no site.
    await says(pause, 'Read the article');
    await other.goto(server.origin.replace('127.0.0.1', 'localhost'));
    await says('Turn off on localhost', pause, 'Read the article');
    await page.bringToFront();
    await says('Turn off on 127.0.0.1', pause, 'Read the article');
    await other.close();
  });

  test('looks different where marking is off, unless it is told not to', async () => {
    const run = await chromeScope(launched.browser);
    const icon = () =>
      run(`(() => {
        const { ExtensionParent } = ChromeUtils.importESModule(
          'resource://gre/modules/ExtensionParent.sys.mjs'
        );
        const { extension } = WebExtensionPolicy.getByID('${FIREFOX_ID}');
        const { action } = ExtensionParent.apiManager.global.browserActionFor(extension);
        const tab = [...gBrowser.tabs].find(
          ({ linkedBrowser }) => linkedBrowser.currentURI.spec === '${page.url()}'
        );
        return JSON.stringify(action.getContextData(tab).icon);
      })()`);
    const isOff = async () => String(await icon()).includes('off-');
    await page.bringToFront();
    await store(launched, 'local', { 'site:127.0.0.1': { on: false, at: 1 } });
    await until('the other icon', isOff);
    await store(launched, 'local', { 'option:offIcon': false });
    await until('the icon', async () => !(await isOff()));
    await store(launched, 'local', { 'option:offIcon': true });
    await until('the other icon', isOff);
    await store(launched, 'local', { 'site:127.0.0.1': { on: true, at: 2 } });
    await until('the icon', async () => !(await isOff()));
  });
});
