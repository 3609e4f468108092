/** Lets the extension into private windows, as a person does in the browser's settings. */
import { chromeScope } from './bidi.ts';
import type { Launched } from './launch.ts';
import { FIREFOX_ID } from './start-browser.ts';
import { until } from './wait.ts';

interface Connection {
  send(method: string, params: object): Promise<unknown>;
}

/** @param extensionDir the unpacked extension, which Chromium loads anew */
export async function allowInPrivate(launched: Launched, extensionDir: string): Promise<void> {
  const { browser, kind } = launched;
  if (kind === 'chromium') {
    // puppeteer's `installExtension` does not pass this on.
    const { _connection } = browser as unknown as { readonly _connection: Connection };
    await _connection.send('Extensions.loadUnpacked', {
      path: extensionDir,
      enableInIncognito: true,
    });
  } else {
    const run = await chromeScope(browser);
    await run(`(async () => {
      const { ExtensionPermissions } = ChromeUtils.importESModule(
        'resource://gre/modules/ExtensionPermissions.sys.mjs'
      );
      const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
      const permissions = ['internal:privateBrowsingAllowed'];
      await ExtensionPermissions.add('${FIREFOX_ID}', { permissions, origins: [] });
      const addon = await AddonManager.getAddonByID('${FIREFOX_ID}');
      await addon.reload();
    })()`);
  }
  await until('the extension is back', () => launched.inExtension(() => true));
}
