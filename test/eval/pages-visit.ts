/** Opens saved pages with and without Backstory, in browsers that outlive a page unless it kills them. */
import type { Browser, JSHandle, Page } from 'puppeteer-core';
import type { BrowserKind } from '../harness/browsers.ts';
import { cardText, countCards } from '../harness/card.ts';
import { type Launched, launch } from '../harness/launch.ts';
import { pointAway } from '../harness/pointer.ts';
import { launchBrowser } from '../harness/start-browser.ts';
import { until } from '../harness/wait.ts';
import { bundleForPage, KEY } from './pages-bundle.ts';
import {
  compareLoads,
  isOurs,
  type Load,
  type Marks,
  mayBeChance,
  NO_FAULTS,
  type PageResult,
} from './pages-compare.ts';
import type { Fault, PageUnderTest } from './pages-in-page.ts';

import { isIcon } from './pages-server.ts';

/** A page is quiet when it has not changed for so long. */
const QUIET_MS = 500;
/** A page that never is quiet is looked at after so long. */
const SETTLE_MS = 6_000;
/** Steps down a page that has no end. */
const MOST_STEPS = 250;
/** What all certain mentions of a page that are late may take together. */
const LATE_MS = 12_000;
const CARD_MS = 6_000;
/** Beyond this a load hangs: many times what the longest page takes on an idle machine. */
const LOAD_MS = 180_000;
/** Loads without Backstory that are added where the first two do not explain a difference. */
const MORE_CONTROLS = 2;
/** What the end of a tab or of a browser may take. */
const END_MS = 5_000;
/** Mentions that are pointed at, should the first ones be out of reach. */
const POINTED = 3;

const WITH = 'the load with Backstory';

class Hang extends Error {}

/** @throws {Hang} after so long; what was begun goes on */
export async function within<T>(ms: number, what: string, run: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Hang(`${what} took more than ${ms / 1_000} s`)), ms);
  });
  // What comes after a hang is of no interest.
  run.catch(() => undefined);
  try {
    return await Promise.race([run, late]);
  } finally {
    clearTimeout(timer);
  }
}

export interface VisitorOptions {
  readonly kind: BrowserKind;
  readonly extensionDir: string;
  /** Beyond this a load hangs; default: three minutes. */
  readonly loadMs?: number;
}

interface Opened {
  readonly page: Page;
  readonly inPage: JSHandle<PageUnderTest>;
  readonly errors: string[];
  readonly requests: string[];
}

export class Visitor {
  readonly #options: VisitorOptions;
  readonly #script: string;
  #control: Pick<Launched, 'browser' | 'close'> | undefined;
  #marked: Launched | undefined;
  /** Requests of the extension's own background. */
  readonly #background: string[] = [];

  private constructor(options: VisitorOptions, script: string) {
    this.#options = options;
    this.#script = script;
  }

  static async create(options: VisitorOptions): Promise<Visitor> {
    return new Visitor(options, await bundleForPage('pages-in-page.ts'));
  }

  /**
   * Opens a page three times. Whatever happens is in the result.
   * @param damage done to the load with Backstory: for the tool's own test
   * @param isSecond the first time the browser died
   */
  async visit(
    name: string,
    address: string,
    damage: readonly Fault[] = [],
    isSecond = false,
  ): Promise<PageResult> {
    const { loadMs = LOAD_MS } = this.#options;
    let stage = 'the first load without';
    try {
      const control = await this.#controlBrowser();
      const load = (browser: Browser, what: string) => {
        stage = what;
        return within(loadMs, what, this.#load(browser, address));
      };
      const controls = [await load(control, stage), await load(control, 'the second load without')];
      stage = WITH;
      const { browser } = await this.#markedBrowser();
      const marked = await within(loadMs, stage, this.#loadMarked(browser, address, damage));
      let result = compareLoads(name, controls, marked, marked.marks);
      for (let more = 0; more < MORE_CONTROLS && mayBeChance(result); more++) {
        controls.push(await load(control, 'a further load without'));
        result = compareLoads(name, controls, marked, marked.marks);
      }
      await Promise.all([this.#closeTabs(control), this.#closeTabs(browser)]);
      return result;
    } catch (error) {
      await this.close();
      // A browser that dies without Backstory says nothing of Backstory.
      if (!isSecond && !(error instanceof Hang) && stage !== WITH) {
        return this.visit(name, address, damage, true);
      }
      const message = error instanceof Error ? error.message : `${error}`;
      const other = [`${stage}: ${message.split('\n')[0]}`];
      return {
        name,
        faults: { ...NO_FAULTS, other },
        unstable: [],
        wanted: 0,
        painted: 0,
        unpainted: [],
        doubtful: [],
      };
    }
  }

  async close(): Promise<void> {
    const all = [this.#control, this.#marked];
    this.#control = undefined;
    this.#marked = undefined;
    await Promise.all(all.map((each) => each && end(each)));
  }

  async #controlBrowser(): Promise<Browser> {
    if (!this.#control?.browser.connected) this.#control = await launchBrowser(this.#options.kind);
    return this.#control.browser;
  }

  async #markedBrowser(): Promise<Launched> {
    if (!this.#marked?.browser.connected) {
      const { kind, extensionDir } = this.#options;
      this.#marked = await launch(kind, { extensionDir });
      this.#marked.browser.on('targetcreated', async (target) => {
        if (target.type() !== 'service_worker') return;
        const session = await target.createCDPSession().catch(() => undefined);
        session?.on('Network.requestWillBeSent', ({ request }) => {
          if (/^https?:/.test(request.url)) this.#background.push(withoutQuery(request.url));
        });
        await session?.send('Network.enable').catch(() => undefined);
      });
    }
    return this.#marked;
  }

  async #closeTabs(browser: Browser): Promise<void> {
    const pages = await within(END_MS, 'to find the tabs', browser.pages());
    // The last one stays: without a tab the browser ends.
    for (const page of pages.slice(1)) await within(END_MS, 'to close a tab', page.close());
  }

  /** A tab with the page in it, quiet, looked through and at its top again. */
  async #open(browser: Browser, address: string, damage: readonly Fault[] = []): Promise<Opened> {
    const page = await browser.newPage();
    const errors: string[] = [];
    const requests: string[] = [];
    page.on('pageerror', (error) =>
      errors.push(error instanceof Error ? error.message : `${error}`),
    );
    page.on('console', (message) => {
      // What cannot be loaded is told by the requests.
      if (message.type() !== 'error' || message.text().startsWith('Failed to load')) return;
      errors.push(`${message.text()} ${withoutQuery(message.location().url ?? '')}`);
    });
    page.on('request', (request) => {
      const url = withoutQuery(request.url());
      if (!/^(?:data|blob|about):/.test(url) && !isIcon(url)) requests.push(url);
    });
    page.on('dialog', (dialog) => dialog.dismiss().catch(() => undefined));
    await page.evaluateOnNewDocument(this.#script);
    // Firefox has the promise fail where a page changes its own address, and goes on loading it.
    page.goto(address, { waitUntil: 'domcontentloaded', timeout: LOAD_MS }).catch(() => undefined);
    await until(`${address} is loaded`, () =>
      page.evaluate(
        (origin) => location.origin === origin && document.readyState !== 'loading',
        new URL(address).origin,
      ),
    );
    await page.bringToFront();
    const inPage = (await page.evaluateHandle(
      `globalThis[Symbol.for('${KEY}')]`,
    )) as JSHandle<PageUnderTest>;
    await inPage.evaluate(
      (tested, quiet, patience) => tested.quiet(quiet, patience),
      QUIET_MS,
      SETTLE_MS,
    );
    for (const fault of damage) {
      await inPage.evaluate((tested, fault) => tested.plant(fault), fault);
    }
    await inPage.evaluate((tested, steps) => tested.scrollThrough(steps), MOST_STEPS);
    await inPage.evaluate(
      (tested, quiet, patience) => tested.quiet(quiet, patience),
      QUIET_MS,
      SETTLE_MS,
    );
    return { page, inPage, errors, requests };
  }

  async #load(browser: Browser, address: string): Promise<Load> {
    const { page, inPage, errors, requests } = await this.#open(browser, address);
    const snapshot = await inPage.evaluate((tested) => tested.snapshot());
    const load = { ...snapshot, errors: [...errors], requests: [...requests] };
    await page.close();
    return load;
  }

  async #loadMarked(
    browser: Browser,
    address: string,
    damage: readonly Fault[] = [],
  ): Promise<Load & { marks: Marks }> {
    this.#background.length = 0;
    const { page, inPage, errors, requests } = await this.#open(browser, address, damage);
    const snapshot = await inPage.evaluate((tested) => tested.snapshot());
    const load: Load = { ...snapshot, errors: [...errors], requests: [...requests] };
    const { wanted, missed } = await inPage.evaluate(
      (tested, late) => tested.missed(late),
      LATE_MS,
    );
    const found = await inPage.evaluate((tested) => tested.extra());
    const card = await cardFault(page, inPage);
    // The pointer may wake the page's own faults: of what came since, only ours counts.
    const since = (list: readonly string[], known: readonly string[]) =>
      list.slice(known.length).filter(isOurs);
    return {
      ...load,
      errors: [...load.errors, ...since(errors, load.errors)],
      requests: [...load.requests, ...since(requests, load.requests), ...this.#background],
      marks: { ...found, wanted, missed, card },
    };
  }
}

/** Points at the first mention within reach. */
async function cardFault(page: Page, inPage: JSHandle<PageUnderTest>): Promise<string | null> {
  let fault: string | null = null;
  for (let number = 0; number < POINTED; number++) {
    const point = await inPage.evaluate((tested, wanted) => tested.pointAt(wanted), number);
    if (!point) return fault;
    // Slowly, as a hand does: a pointer that rushes by asks for no card.
    await page.mouse.move(Math.max(1, point.x - 30), Math.max(1, point.y - 30));
    await page.mouse.move(point.x, point.y, { steps: 10 });
    try {
      const text = await until('a card', () => cardText(page), CARD_MS);
      if (text.trim() === '') return `${point.text}: an empty card`;
      await pointAway(page);
      await until('the card to go', async () => (await countCards(page)) === 0, CARD_MS);
      return null;
    } catch (error) {
      const why = error instanceof Error ? error.message : `${error}`;
      fault ??= `${point.text} at ${Math.round(point.x)}, ${Math.round(point.y)}: ${why}`;
    }
  }
  return fault;
}

/** Without query and fragment, in which chance and time stand. */
const withoutQuery = (address: string) => address.replace(/[?#].*$/s, '').slice(0, 300);

/** Ends a browser, if need be by force. */
async function end({ browser, close }: Pick<Launched, 'browser' | 'close'>): Promise<void> {
  const process = browser.process();
  try {
    await within(END_MS, 'the end of the browser', close());
  } catch {
    process?.kill('SIGKILL');
  }
}
