/** The extension's background: stopped as the browser stops it, at any moment, and watched from within. */
import { chromeScope } from './bidi.ts';
import type { Launched } from './launch.ts';
import { FIREFOX_ID } from './start-browser.ts';
import { until } from './wait.ts';

interface Injection {
  readonly target: { readonly allFrames?: boolean };
  readonly files?: readonly string[];
}
interface Api {
  readonly scripting: { executeScript(injection: Injection): Promise<readonly unknown[]> };
}
/** The background's global object. */
interface Background {
  readonly browser: Api;
  addEventListener(type: string, listener: (event: { reason?: unknown }) => void): void;
  rejections?: string[];
  injections?: Injected[];
}

/** A call of `executeScript`. */
export interface Injected {
  /** The bundle; undefined: a function. */
  readonly file: string | undefined;
  readonly allFrames: boolean;
  /** How many frames it ran in. */
  readonly frames: number;
}

declare const chrome: { runtime: { sendMessage(message: object): Promise<unknown> } };

async function workerOf({ browser }: Launched) {
  const target = await browser.waitForTarget((found) => found.type() === 'service_worker');
  return until('the worker', async () => (await target.worker()) ?? undefined);
}

/** Runs `run` in the background, which has to be awake: whoever sends it a message wakes it. */
async function inBackground<R>(
  launched: Launched,
  run: (global: Background) => R | Promise<R>,
): Promise<R> {
  if (launched.kind === 'chromium') {
    const worker = await workerOf(launched);
    return worker.evaluate(`((__name) => (${run})(globalThis))((named) => named)`) as Promise<R>;
  }
  const source = `async () => (${run})(await chrome.runtime.getBackgroundPage())`;
  const runThere = { toString: () => source } as unknown as () => Promise<R>;
  return launched.inExtension(runThere) as Promise<R>;
}

/** Stops the background. */
export type Stop = (how?: {
  /** In Chromium another page comes to the front for it, which closes a card: a page behind others hears late. */
  readonly inFront?: boolean;
}) => Promise<void>;

/**
 * A way to stop it; the next message or event starts it anew. In Chromium by a page of the extension, which
 * comes to the front when this is called, and stays.
 */
export async function stopper(launched: Launched): Promise<Stop> {
  if (launched.kind === 'firefox') {
    const run = await chromeScope(launched.browser);
    return async () => {
      await run(`(async () => {
        const { extension } = WebExtensionPolicy.getByID('${FIREFOX_ID}');
        // Or else it would go on where an event is being answered.
        await extension.terminateBackground({
          ignoreDevToolsAttached: true,
          disableResetIdleForTest: true,
        });
      })()`);
    };
  }
  const page = await launched.openOwn('src/frame/marks.css');
  const session = await page.createCDPSession();
  // Whatever asks it something next starts it again at once.
  let hasStopped = false;
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    hasStopped ||= versions.at(-1)?.runningStatus === 'stopped';
  });
  await session.send('ServiceWorker.enable');
  return async ({ inFront = false } = {}) => {
    if (inFront) await page.bringToFront();
    // One that sleeps already would not be heard to stop.
    await launched.inExtension(() => chrome.runtime.sendMessage({ type: 'site' }));
    hasStopped = false;
    await session.send('ServiceWorker.stopAllWorkers');
    await until('the worker is stopped', () => hasStopped);
  };
}

/** Collects from now on what nobody catches there. */
export async function watchRejections(launched: Launched): Promise<() => Promise<string[]>> {
  await inBackground(launched, (global) => {
    global.rejections = [];
    global.addEventListener('unhandledrejection', ({ reason }) =>
      global.rejections?.push(String(reason)),
    );
  });
  return () => inBackground(launched, (global) => global.rejections ?? ['it was stopped']);
}

/** Counts from now on what it injects. */
export async function watchInjections(launched: Launched): Promise<() => Promise<Injected[]>> {
  await inBackground(launched, (global) => {
    const told: Injected[] = [];
    global.injections = told;
    const { scripting } = global.browser;
    const inject = scripting.executeScript.bind(scripting);
    scripting.executeScript = async (injection) => {
      const results = await inject(injection);
      told.push({
        file: injection.files?.[0],
        allFrames: injection.target.allFrames === true,
        frames: results.length,
      });
      return results;
    };
  });
  return () => inBackground(launched, (global) => global.injections ?? []);
}
