/** What the extension holds of a page and of a site, asked and told from within. */
import type { Page } from 'puppeteer-core';
import type { StepRequest } from '../../src/protocol/messages.ts';
import type { FrameWorld, PageReport } from '../../src/protocol/world.ts';
import type { SiteRule } from '../../src/settings/sites.ts';
import type { Launched } from './launch.ts';
import { until } from './wait.ts';

/** What runs in the extension's own pages. */
interface ExtensionApi {
  storage: { local: { set(items: object): Promise<void> } };
  tabs: { query(query: object): Promise<{ id: number; url?: string }[]> };
  scripting: {
    executeScript(injection: {
      target: { tabId: number; allFrames: boolean };
      func?: () => unknown;
      files?: readonly string[];
      injectImmediately?: boolean;
    }): Promise<{ result?: unknown }[]>;
  };
  runtime: {
    getManifest(): { content_scripts: { js: string[] }[] };
    sendMessage(message: object): Promise<unknown>;
  };
}

declare const chrome: ExtensionApi;

/** The bundle by which the popup asks the frames, as the build names it. */
const REPORT = '/src/frame/mentions.iife.js';

/** Switches a site, as the popup does: by its rule in the storage. */
export async function switchSite(launched: Launched, site: string, on: boolean): Promise<void> {
  const rule: SiteRule = { on, at: Date.now() };
  await launched.inExtension(
    async (key, items) => chrome.storage.local.set({ [key]: items }),
    `site:${site}`,
    { ...rule },
  );
}

/**
 * The browser's id of a page's tab.
 * @throws {Error} unless exactly one tab has the page's address
 */
function tabIdOf(launched: Launched, page: Page): Promise<number> {
  return tabIdAt(launched, page.url());
}

async function tabIdAt(launched: Launched, address: string): Promise<number> {
  const ids = await launched.inExtension(
    async (url) =>
      (await chrome.tabs.query({})).filter((tab) => tab.url === url).map((tab) => tab.id),
    address,
  );
  const [id] = ids;
  if (id === undefined || ids.length > 1) throw new Error(`${ids.length} tabs with ${address}`);
  return id;
}

/** Goes to the next or the previous mention, as the popup does; the page stays in front. */
export async function step(
  launched: Launched,
  page: Page,
  direction: 1 | -1,
  name?: string,
): Promise<void> {
  const tabId = await tabIdOf(launched, page);
  await page.bringToFront();
  const request: StepRequest = { type: 'step', tabId, direction, ...(name ? { name } : {}) };
  await launched.inExtension((message) => chrome.runtime.sendMessage(message), { ...request });
}

/** The reports of all frames that our script runs in, the page's own first. */
export function reportsOf(launched: Launched, page: Page): Promise<PageReport[]> {
  return reportsAt(launched, page.url());
}

/** The same for the tab with an address, which the test's driver may not see. */
export async function reportsAt(launched: Launched, address: string): Promise<PageReport[]> {
  const reports = await launched.inExtension(
    async (tabId, report) => {
      const target = { tabId, allFrames: true };
      await chrome.scripting.executeScript({ target, files: [report] });
      const results = await chrome.scripting.executeScript({
        target,
        func: () => (globalThis as FrameWorld).__backstory__?.mentions?.report(),
      });
      return results.map(({ result }) => result);
    },
    await tabIdAt(launched, address),
    REPORT,
  );
  return (reports as (PageReport | null | undefined)[]).filter(
    (report): report is PageReport => report !== null && report !== undefined,
  );
}

/** Runs the content script once more in a page, as an installation or an update does. */
export async function injectAgain(launched: Launched, page: Page): Promise<void> {
  await launched.inExtension(
    async (tabId) => {
      const files = chrome.runtime.getManifest().content_scripts.flatMap(({ js }) => js);
      const target = { tabId, allFrames: true };
      await chrome.scripting.executeScript({ target, files, injectImmediately: true });
    },
    await tabIdOf(launched, page),
  );
}

/** Takes our script out of a page, as if the extension had been switched off and on again. */
export async function takeScriptOut(launched: Launched, page: Page): Promise<void> {
  await launched.inExtension(
    async (tabId) => {
      await chrome.scripting.executeScript({
        target: { tabId, allFrames: true },
        func: () => {
          const world = (globalThis as { __backstory__?: { page?: { stop(): void } } })
            .__backstory__;
          world?.page?.stop();
          delete world?.page;
        },
      });
    },
    await tabIdOf(launched, page),
  );
}

/**
 * Waits until every frame knows its settings and has read its text, so that what is not marked then
 * will not be. The page must be in front: a hidden one waits.
 */
export async function settled(launched: Launched, page: Page): Promise<PageReport[]> {
  // Opens the extension's page, if it is not open yet: that puts our page in the back.
  await reportsOf(launched, page);
  await page.bringToFront();
  return until(`${page.url()} is read`, async () => {
    const reports = await reportsOf(launched, page);
    // A frame that has nothing like a name never asks for the settings.
    const isRead = reports.every(({ loading }) => !loading);
    return reports.length > 0 && isRead && reports;
  });
}
