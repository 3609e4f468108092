/**
 * What a content script of ours could do if somebody else had hold of it: run in its own world of a
 * frame. Neither browser lets a test in there by the page; both let the extension in.
 */
import type { Launched } from './launch.ts';

declare const chrome: {
  tabs: { query(query: object): Promise<{ id: number; url?: string }[]> };
  runtime: {
    sendMessage(message: unknown): Promise<unknown>;
    onMessage: { addListener(listener: (message: unknown) => void): void };
  };
  scripting: {
    executeScript(injection: {
      target: { tabId: number; allFrames?: boolean; frameIds?: readonly number[] };
      func: (...args: never[]) => unknown;
      args?: readonly unknown[];
      injectImmediately?: boolean;
    }): Promise<{ frameId: number; result?: unknown }[]>;
  };
};

/** What a message is. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What the background answered, or why it refused. */
export type Answer = { readonly answer: unknown } | { readonly refused: string };

/** The browser's id of the tab with an address. */
export function tabAt({ inExtension }: Launched, address: string): Promise<number> {
  return inExtension(async (url) => {
    const tabs = (await chrome.tabs.query({})).filter((tab) => tab.url === url);
    if (tabs.length !== 1 || !tabs[0]) throw new Error(`${tabs.length} tabs with ${url}`);
    return tabs[0].id;
  }, address);
}

/**
 * Sends messages to the background, one after the other, from the content script's world of a frame.
 * @param frame its address; default: the tab's own page
 */
export async function sendFrom(
  launched: Launched,
  tabId: number,
  messages: readonly Json[],
  frame?: string,
): Promise<Answer[]> {
  const answers = await launched.inExtension(
    async (id, wanted, sent) => {
      const places = await chrome.scripting.executeScript({
        target: { tabId: id, allFrames: true },
        func: () => location.href,
        injectImmediately: true,
      });
      const place = places.find(({ frameId, result }) =>
        wanted === null ? frameId === 0 : result === wanted,
      );
      if (!place) throw new Error(`no frame ${wanted}`);
      const [answer] = await chrome.scripting.executeScript({
        target: { tabId: id, frameIds: [place.frameId] },
        func: async (all: readonly unknown[]) => {
          const told: unknown[] = [];
          for (const message of all) {
            try {
              told.push({ answer: (await chrome.runtime.sendMessage(message)) ?? null });
            } catch (error) {
              told.push({ refused: String(error) });
            }
          }
          return JSON.stringify(told);
        },
        args: [sent],
        injectImmediately: true,
      });
      return String(answer?.result);
    },
    tabId,
    frame ?? null,
    messages,
  );
  return JSON.parse(answers);
}

/**
 * Collects what the background tells a tab's own page from now on.
 * @returns asks for all of it
 */
export async function hearIn(launched: Launched, tabId: number): Promise<() => Promise<unknown[]>> {
  const inPage = (isFirst: boolean) =>
    launched.inExtension(
      async (id, begins) => {
        const [answer] = await chrome.scripting.executeScript({
          target: { tabId: id },
          func: (isBeginning: boolean) => {
            const global = globalThis as { heard?: unknown[] };
            if (isBeginning) {
              const heard: unknown[] = [];
              global.heard = heard;
              chrome.runtime.onMessage.addListener((message) => {
                heard.push(message);
              });
            }
            return JSON.stringify(global.heard);
          },
          args: [begins],
          injectImmediately: true,
        });
        return String(answer?.result);
      },
      tabId,
      isFirst,
    );
  await inPage(true);
  return async () => JSON.parse(await inPage(false));
}
