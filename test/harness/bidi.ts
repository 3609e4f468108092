/** What puppeteer does not offer of WebDriver BiDi, for Firefox. */
import type { Browser, Frame } from 'puppeteer-core';

/** A value as BiDi serialises it, as far as it is read here. */
export interface RemoteValue {
  readonly type: string;
  readonly sharedId?: string;
  readonly value?: unknown;
}

interface ScriptResult {
  readonly type: 'success' | 'exception';
  readonly result?: RemoteValue;
  readonly exceptionDetails?: { readonly text: string };
}

/** The connection that puppeteer keeps for itself. */
interface Connection {
  send(method: string, params: Record<string, unknown>): Promise<{ result: unknown }>;
}

const connectionOf = (browser: Browser) =>
  (browser as unknown as { readonly connection: Connection }).connection;

/** Installs a packed extension so that it outlives the browser, as a person's own does. */
export async function installForGood(browser: Browser, archive: Buffer): Promise<string> {
  const answer = await connectionOf(browser).send('webExtension.install', {
    extensionData: { type: 'base64', value: archive.toString('base64') },
    'moz:permanent': true,
  });
  return (answer.result as { readonly extension: string }).extension;
}

async function run(browser: Browser, method: string, params: Record<string, unknown>) {
  const answer = await connectionOf(browser).send(method, { awaitPromise: true, ...params });
  const { result, exceptionDetails } = answer.result as ScriptResult;
  if (exceptionDetails) throw new Error(exceptionDetails.text);
  return result ?? { type: 'undefined' };
}

/**
 * Calls a function in a frame's own world.
 * @param argument a node that an earlier call returned
 * @param shadowTrees closed shadow roots are in the answer, too
 */
export function callInFrame(
  frame: Frame,
  functionDeclaration: string,
  argument: RemoteValue | undefined,
  shadowTrees: boolean,
): Promise<RemoteValue> {
  return run(frame.page().browser(), 'script.callFunction', {
    functionDeclaration,
    arguments: argument?.sharedId ? [{ sharedId: argument.sharedId }] : [],
    target: { context: (frame as unknown as { readonly _id: string })._id },
    serializationOptions: shadowTrees ? { includeShadowTree: 'all', maxDomDepth: 1 } : {},
  });
}

/**
 * Runs scripts in the window of the browser itself, and answers with strings, numbers and the like.
 * Needs `--remote-allow-system-access`.
 */
export async function chromeScope(browser: Browser): Promise<(script: string) => Promise<unknown>> {
  const tree = await connectionOf(browser).send('browsingContext.getTree', {
    'moz:scope': 'chrome',
  });
  const { contexts } = tree.result as { contexts: { context: string; url: string }[] };
  const window = contexts.find(({ url }) => url.endsWith('/browser.xhtml'));
  if (!window) throw new Error('Firefox has no window');
  const target = { context: window.context };
  return async (expression) =>
    (await run(browser, 'script.evaluate', { expression, target })).value;
}
