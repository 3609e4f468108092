/** Starts a browser with the extension, cut off from the network. */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { chromeScope } from './bidi.ts';
import type { BrowserKind } from './browsers.ts';
import { type BrowserOptions, FIREFOX_ID, FIREFOX_UUID, launchBrowser } from './start-browser.ts';
import { until } from './wait.ts';

/** What goes into a page and comes back. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The open popup of the toolbar, or the open side panel. */
export interface Popup {
  /** Runs `run` in the extension, with the popup's window as the first argument. */
  evaluate<A extends readonly Json[], R>(
    run: (popup: Window, ...args: A) => R,
    ...args: A
  ): Promise<Awaited<R>>;
  /** What it shows. */
  text(): Promise<string>;
  /** A PNG. */
  screenshot(): Promise<Buffer>;
  /** Whether it is still there: it may close by itself. */
  isOpen(): Promise<boolean>;
  close(): Promise<void>;
}

export interface Launched {
  readonly kind: BrowserKind;
  readonly browser: Browser;
  readonly extensionId: string;
  /** Runs `run` in a page of the extension, where its API is. */
  inExtension<A extends readonly Json[], R>(
    run: (...args: A) => R,
    ...args: A
  ): Promise<Awaited<R>>;
  /** Opens a file of the extension (`src/pages/options/index.html`, `…?tab=1#p3`) in a tab, or a window of its own. */
  openOwn(path: string, type?: 'tab' | 'window'): Promise<Page>;
  /** Opens the real popup for a tab, which is brought to the front. */
  openPopup(page: Page): Promise<Popup>;
  /** Opens the real side panel of a tab's window, which is brought to the front. */
  openPanel(page: Page): Promise<Popup>;
  close(): Promise<void>;
}

export interface LaunchOptions extends BrowserOptions {
  /** The unpacked extension. */
  readonly extensionDir: string;
  /** Brings the extension into the browser, and returns its id there; default: until the browser ends. */
  readonly install?: (browser: Browser, extensionDir: string) => Promise<string>;
  /** Leaves the first-run page open; default: it is closed as soon as it comes. */
  readonly keepsWelcome?: boolean;
}

/** The folder that `vite build --mode KIND` fills. */
export const builtExtension = (kind: BrowserKind): string => resolve('dist', kind);

/** A file of the extension that runs no code of its own and that both browsers show. */
const QUIET_PAGE = 'src/frame/marks.css';

/** Opened once, by the extension itself. */
export const WELCOME = 'src/pages/welcome/index.html';

/**
 * Starts a browser with the extension and waits until it is installed.
 * @throws {Error} when there is no browser, or no extension in the folder
 */
export async function launch(
  kind: BrowserKind,
  { extensionDir, install = unpacked, keepsWelcome = false, ...options }: LaunchOptions,
): Promise<Launched> {
  if (!existsSync(join(extensionDir, 'manifest.json'))) {
    throw new Error(`No extension in ${extensionDir}: npm run build`);
  }
  const { userDataDir } = options;
  const isFirstRun = !userDataDir || readdirSync(userDataDir).length === 0;
  const { browser, close } = await launchBrowser(kind, options);
  let extensionId: string;
  try {
    extensionId = await install(browser, resolve(extensionDir));
    if (isFirstRun && !keepsWelcome) {
      const welcome = await until('the first-run page', () => findOwnPage(browser, WELCOME));
      await welcome.close();
    }
  } catch (error) {
    // Nobody else could end it.
    await close();
    throw error;
  }
  const base =
    kind === 'chromium' ? `chrome-extension://${extensionId}` : `moz-extension://${FIREFOX_UUID}`;

  let extensionPage: Promise<Page> | undefined;
  const openOwn: Launched['openOwn'] = async (path, type = 'tab') => {
    const address = `${base}/${path}`;
    const page = await browser.newPage({ type });
    // In Firefox the promise fails or hangs although the page loads: ask the page itself.
    page.goto(address).catch(() => undefined);
    await until(`the extension's page ${address}`, () =>
      page.evaluate(
        (wanted) => location.href === wanted && document.readyState === 'complete',
        address,
      ),
    );
    return page;
  };
  const evaluateInExtension = async (script: string): Promise<unknown> => {
    extensionPage ??= openOwn(QUIET_PAGE);
    const page = await extensionPage;
    // An update closes the extension's pages; puppeteer does not hear of it in Firefox.
    const isThere = await page.evaluate('true').catch(() => false);
    if (!isThere) extensionPage = openOwn(QUIET_PAGE);
    return (await extensionPage).evaluate(script);
  };

  const openPopup = async (page: Page): Promise<Popup> => {
    // First: opening a tab closes a popup.
    await evaluateInExtension('0');
    await page.bringToFront();
    return kind === 'chromium'
      ? openChromiumPopup(browser, extensionId, page)
      : openFirefoxPopup(browser, evaluateInExtension);
  };

  return {
    kind,
    browser,
    extensionId,
    openOwn,
    inExtension: (run, ...args) => evaluateInExtension(call(run, args)) as Promise<never>,
    openPopup,
    async openPanel(page) {
      if (kind === 'firefox') return openFirefoxPanel(browser, page, evaluateInExtension);
      const opened = browser.waitForTarget((target) => isView('panel', target.url()));
      const popup = await openPopup(page);
      // Taken for a person's press.
      await until('the button that opens the panel', () =>
        popup.evaluate(({ document }) => {
          const button = document.querySelector<HTMLElement>('.keep-beside');
          button?.click();
          return button !== null;
        }),
      );
      return chromiumView(await (await opened).asPage());
    },
    close,
  };
}

const unpacked = (browser: Browser, extensionDir: string) => browser.installExtension(extensionDir);

/** A page of an extension (`src/pages/welcome/index.html`) that it opened itself, if it is there and loaded. */
export async function findOwnPage(browser: Browser, path: string): Promise<Page | undefined> {
  for (const page of await browser.pages()) {
    // Asked of the page: Firefox does not tell puppeteer of addresses like these.
    const isIt = await page
      .evaluate(
        (wanted) =>
          location.protocol.endsWith('-extension:') &&
          location.pathname === wanted &&
          document.readyState === 'complete',
        `/${path}`,
      )
      .catch(() => false);
    if (isIt) return page;
  }
  return undefined;
}

/** A function's source with its arguments, for a world that shares nothing with ours. */
function call(run: (...args: never[]) => unknown, args: readonly Json[], first = ''): string {
  const list = [first, ...args.map((arg) => JSON.stringify(arg))].filter((arg) => arg !== '');
  // tsx wraps inner functions in a helper of this name, which is not there.
  return `((__name) => (${run})(${list.join(', ')}))((named) => named)`;
}

async function openChromiumPopup(browser: Browser, id: string, page: Page): Promise<Popup> {
  const extension = (await browser.extensions()).get(id);
  if (!extension) throw new Error(`Extension ${id} is not installed`);
  const opened = browser.waitForTarget((target) => isView('popup', target.url()));
  await extension.triggerAction(page);
  return chromiumView(await (await opened).asPage());
}

/** A popup or a panel as puppeteer has it. */
async function chromiumView(view: Page): Promise<Popup> {
  await until('it is loaded', () => view.evaluate(() => document.readyState === 'complete'));
  return {
    evaluate: (run, ...args) => view.evaluate(call(run, args, 'window')) as Promise<never>,
    text: () => view.evaluate(SHOWN_TEXT) as Promise<string>,
    screenshot: async () => Buffer.from(await view.screenshot()),
    isOpen: async () => !view.isClosed(),
    close: () => view.close(),
  };
}

type ViewKind = 'popup' | 'panel';

const isView = (view: ViewKind, url: string) =>
  new RegExp(`^[a-z]+-extension:.*/${view}/`).test(url);

const SHOWN_TEXT = 'document.body.innerText';
/** The views of the extension, as Firefox calls them. */
const FIREFOX_VIEWS = { popup: 'popup', panel: 'sidebar' } as const;

const FIREFOX_EXTENSION = `
  const { ExtensionParent } = ChromeUtils.importESModule(
    'resource://gre/modules/ExtensionParent.sys.mjs'
  );
  const { extension } = WebExtensionPolicy.getByID('${FIREFOX_ID}');`;

async function openFirefoxPopup(
  browser: Browser,
  inExtension: (script: string) => Promise<unknown>,
): Promise<Popup> {
  const chrome = await chromeScope(browser);
  // Not while another one is still being closed.
  await until(
    'the popup opens',
    () =>
      chrome(`(async () => {
    ${FIREFOX_EXTENSION}
    const action = ExtensionParent.apiManager.global.browserActionFor(extension);
    await action.openPopup(window, true);
    return true;
  })()`) as Promise<boolean>,
  );
  return firefoxView('popup', chrome, inExtension);
}

async function openFirefoxPanel(
  browser: Browser,
  page: Page,
  inExtension: (script: string) => Promise<unknown>,
): Promise<Popup> {
  const chrome = await chromeScope(browser);
  await inExtension('0');
  await page.bringToFront();
  await chrome(`(async () => {
    ${FIREFOX_EXTENSION}
    await ExtensionParent.apiManager.global.sidebarActionFor(extension).open(window);
  })()`);
  return firefoxView('panel', chrome, inExtension);
}

/** A popup or a panel as Firefox's own window and the extension's pages have it. */
async function firefoxView(
  kind: ViewKind,
  chrome: (script: string) => Promise<unknown>,
  inExtension: (script: string) => Promise<unknown>,
): Promise<Popup> {
  const view = `browser.extension.getViews({ type: '${FIREFOX_VIEWS[kind]}' })[0]`;
  await until('it is loaded', () => inExtension(`${view}?.document.readyState === 'complete'`));
  return {
    evaluate: (run, ...args) => inExtension(call(run, args, view)) as Promise<never>,
    text: () => inExtension(`${view}.${SHOWN_TEXT}`) as Promise<string>,
    async screenshot() {
      const url = await chrome(`(async () => {
        const found = [...document.querySelectorAll('browser')].flatMap((outer) => [
          outer,
          ...(outer.contentDocument?.querySelectorAll('browser') ?? []),
        ]);
        const view = found.find(({ currentURI }) =>
          /^moz-extension:.*\\/${kind}\\//.test(currentURI?.spec)
        );
        const { width, height } = view.getBoundingClientRect();
        const rect = new DOMRect(0, 0, width, height);
        const bitmap = await view.browsingContext.currentWindowGlobal.drawSnapshot(rect, 1, 'white');
        const canvas = document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas');
        canvas.width = bitmap.width;
        canvas.height = bitmap.height;
        canvas.getContext('2d').drawImage(bitmap, 0, 0);
        return canvas.toDataURL();
      })()`);
      return Buffer.from(String(url).split(',')[1] ?? '', 'base64');
    },
    isOpen: async () => (await inExtension(`${view} !== undefined`)) === true,
    async close() {
      await inExtension(`${view}?.close()`);
      await until('it is closed', () => inExtension(`!${view}`));
    },
  };
}
