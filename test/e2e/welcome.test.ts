import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../harness/axe.ts';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { cardText } from '../harness/card.ts';
import { builtExtension, findOwnPage, type Launched, launch, WELCOME } from '../harness/launch.ts';
import { registered } from '../harness/marks.ts';
import { hoverMark } from '../harness/pointer.ts';
import { until } from '../harness/wait.ts';

declare const chrome: {
  runtime: { sendMessage(message: object): Promise<unknown> };
  permissions: { remove(permissions: { origins: string[] }): Promise<boolean> };
};

const NAMES = ['Grok', 'OpenAI', 'xAI'];

describe.each(BROWSER_KINDS)('the first run in %s', (kind) => {
  const userDataDir = mkdtempSync(join(tmpdir(), 'backstory-welcome-'));
  const start = () =>
    launch(kind, { extensionDir: builtExtension(kind), userDataDir, keepsWelcome: true });
  let launched: Launched;
  let page: Page;

  beforeAll(async () => {
    launched = await start();
    page = await until('the page', () => findOwnPage(launched.browser, WELCOME));
  });
  afterAll(async () => {
    await launched?.close();
    rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  });

  const card = () => until('a card', async () => (await cardText(page)) || undefined);
  const noCard = () => until('no card', async () => (await cardText(page)) === undefined);

  test('opens by itself, in front, with a sample that lives', async () => {
    expect(await page.evaluate(() => document.visibilityState)).toBe('visible');
    await until('the marks', async () => String((await registered(page)).texts) === String(NAMES));
    await hoverMark(page, 'xAI');
    expect(await card()).toMatch(/^xAI/);
    await page.keyboard.press('Escape');
    await noCard();
  });

  test('tells the keys', async () => {
    const text = () => page.evaluate(() => document.body.innerText);
    await until('the keys', async () => (await text()).includes('On the keyboard, Alt+'));
  });

  test('shows a card to those who have no pointer', async () => {
    await page.focus('.sample button');
    await page.keyboard.press('Enter');
    expect(await card()).toContain('As of March 2024');
    await page.keyboard.press('Escape');
    await noCard();
  });

  test('axe finds nothing in light', async () => {
    expect(await violations(page)).toEqual([]);
  });

  test('never comes again', async () => {
    await launched.close();
    launched = await start();
    // The background has started when it answers, and has opened what it would.
    expect(await launched.inExtension(() => chrome.runtime.sendMessage({ type: 'site' }))).toBe(
      null,
    );
    expect(await findOwnPage(launched.browser, WELCOME)).toBe(undefined);
  });

  // Chromium has no way for a test to withhold all sites from an extension.
  if (kind === 'chromium') return;

  test('says that pages cannot be read, and offers to ask', async () => {
    page = await launched.openOwn(WELCOME);
    const isTold = () =>
      page.evaluate(() => document.querySelector('.notice')?.textContent ?? undefined);
    expect(await isTold()).toBe(undefined);
    await launched.inExtension(() => chrome.permissions.remove({ origins: ['<all_urls>'] }));
    expect(await until('it is told', isTold)).toContain('Allow on all sites');
    expect(await violations(page)).toEqual([]);
  });
});
