/** What a person does to the extension in the browser's own settings, and the browser by itself: sites withheld, switched off, put to sleep. */
import type { Page } from 'puppeteer-core';
import { chromeScope } from './bidi.ts';
import type { Launched } from './launch.ts';
import { FIREFOX_ID } from './start-browser.ts';
import { until } from './wait.ts';

/** What Chromium's page of extensions works with. */
declare const chrome: {
  developerPrivate: {
    updateExtensionConfiguration(change: {
      extensionId: string;
      hostAccess: string;
    }): Promise<void>;
  };
  management: { setEnabled(id: string, isEnabled: boolean): Promise<void> };
};

/** Does something in Chromium's page of extensions, in a tab that is closed afterwards. */
async function onExtensionsPage<R>(
  { browser }: Launched,
  act: (page: Page) => Promise<R>,
): Promise<void> {
  const page = await browser.newPage();
  await page.goto('chrome://extensions/');
  await act(page);
  await page.close();
}

/** Lets the extension read all sites, or none: in Chromium only where its button is pressed. */
export async function setAccess(launched: Launched, isGiven: boolean): Promise<void> {
  if (launched.kind === 'chromium') {
    const access = isGiven ? 'ON_ALL_SITES' : 'ON_CLICK';
    await onExtensionsPage(launched, (page) =>
      page.evaluate(
        (extensionId, hostAccess) =>
          chrome.developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess }),
        launched.extensionId,
        access,
      ),
    );
    return;
  }
  const run = await chromeScope(launched.browser);
  await run(`(async () => {
    const { ExtensionPermissions } = ChromeUtils.importESModule(
      'resource://gre/modules/ExtensionPermissions.sys.mjs'
    );
    const { extension } = WebExtensionPolicy.getByID('${FIREFOX_ID}');
    const all = { permissions: [], origins: ['<all_urls>'] };
    await ExtensionPermissions.${isGiven ? 'add' : 'remove'}('${FIREFOX_ID}', all, extension);
  })()`);
}

/** Presses the toolbar's button as a person does, which tells the extension more than a popup that opens by itself. */
export async function pressButton(launched: Launched, page: Page): Promise<void> {
  const { kind, browser, extensionId } = launched;
  await page.bringToFront();
  if (kind === 'chromium') {
    await (await browser.extensions()).get(extensionId)?.triggerAction(page);
    return;
  }
  const run = await chromeScope(browser);
  await run(`(async () => {
    const { ExtensionParent } = ChromeUtils.importESModule(
      'resource://gre/modules/ExtensionParent.sys.mjs'
    );
    const { extension } = WebExtensionPolicy.getByID('${FIREFOX_ID}');
    await ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);
  })()`);
}

/** Switches the extension off, or on again. */
export async function setEnabled(launched: Launched, isEnabled: boolean): Promise<void> {
  if (launched.kind === 'chromium') {
    await onExtensionsPage(launched, (page) =>
      page.evaluate(
        (id, wanted) => chrome.management.setEnabled(id, wanted),
        launched.extensionId,
        isEnabled,
      ),
    );
    return;
  }
  const run = await chromeScope(launched.browser);
  await run(`(async () => {
    const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
    const addon = await AddonManager.getAddonByID('${FIREFOX_ID}');
    await addon.${isEnabled ? 'enable' : 'disable'}();
  })()`);
}

/** Stops the background, as the browser does when it has been quiet for a while. */
export async function stopBackground({ kind, browser }: Launched): Promise<void> {
  if (kind === 'firefox') {
    const run = await chromeScope(browser);
    await run(`WebExtensionPolicy.getByID('${FIREFOX_ID}')
      .extension.terminateBackground({ ignoreDevToolsAttached: true })`);
    return;
  }
  const worker = () => browser.targets().find((target) => target.type() === 'service_worker');
  const running = worker();
  await (await running?.worker())?.close();
  await until('the worker to end', () => worker() !== running || running === undefined);
}
