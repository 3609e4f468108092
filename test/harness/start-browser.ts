/** Starts a browser, cut off from the network. */
import { rmSync } from 'node:fs';
import puppeteer, { type Browser } from 'puppeteer-core';
import { type BrowserKind, findBrowser } from './browsers.ts';
import { emptyProfile, startedProfile } from './profile.ts';
import {
  chromiumArguments,
  chromiumSpeaking,
  firefoxPreferences,
  type Setup,
  setFirefoxLanguage,
  writeChromiumPreferences,
} from './setup.ts';

const VIEWPORT = { width: 1000, height: 700 };

const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const CHROMIUM_OFFLINE =
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost';

export const FIREFOX_ID = 'backstory@backstory.example';
/** Firefox draws one for each profile; fixed, the extension's pages have a known address. */
export const FIREFOX_UUID = '1f0c5e0a-7f1b-4d4e-9a54-8f3f6a1d2c3b';
const DEAD_PORT = 9;
const FIREFOX_PREFERENCES = {
  // For what is installed for good (ESR heeds it): our builds are not signed.
  'xpinstall.signatures.required': false,
  'extensions.webextensions.uuids': JSON.stringify({ [FIREFOX_ID]: FIREFOX_UUID }),
};
const FIREFOX_OFFLINE = {
  // All that is not on this machine goes to a proxy that is not there.
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': DEAD_PORT,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': DEAD_PORT,
  'network.proxy.no_proxies_on': '127.0.0.1,localhost,.localhost',
};

export interface BrowserOptions {
  /** A profile that outlives the browser, to start again with; default: one that goes with it. */
  readonly userDataDir?: string;
  readonly headless?: boolean;
  /** Lets the browser reach other machines; default: only this one. */
  readonly isOnline?: boolean;
  readonly setup?: Setup;
}

/** A browser without the extension: the control. Its profile goes with it unless one was given. */
export async function launchBrowser(
  kind: BrowserKind,
  options: BrowserOptions = {},
): Promise<{ readonly browser: Browser; close(): Promise<void> }> {
  const { userDataDir, setup = {} } = options;
  const { language } = setup;
  const found = findBrowser(kind);
  const { executable, copy } =
    kind === 'chromium' && language ? chromiumSpeaking(language, found) : { executable: found };
  const profile = userDataDir ?? (await profileFor(kind, executable, setup));
  const browser = await start(kind, executable, profile, options);
  if (kind === 'firefox' && language) await setFirefoxLanguage(browser, language);
  return {
    browser,
    async close() {
      await browser.close();
      const own = [userDataDir ? undefined : profile, copy];
      for (const folder of own) {
        if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      }
    },
  };
}

/** What a setup writes into a profile, or has a browser write, has to be the first that is there. */
async function profileFor(kind: BrowserKind, executable: string, setup: Setup): Promise<string> {
  const { language, fontSize, downloads } = setup;
  // Chromium starts no sooner.
  if (kind === 'chromium' || language || fontSize || downloads) return emptyProfile();
  return startedProfile(executable, async (profile) => {
    const browser = await start(kind, executable, profile);
    await browser.newPage();
    await browser.close();
  });
}

async function start(
  kind: BrowserKind,
  executable: string,
  profile: string,
  { headless = true, isOnline = false, setup = {} }: BrowserOptions = {},
): Promise<Browser> {
  const { width = VIEWPORT.width, language } = setup;
  const shared = {
    executablePath: executable,
    headless,
    userDataDir: profile,
    defaultViewport: headless ? { ...VIEWPORT, width } : null,
    // Chromium on Linux takes the interface's language from here.
    env: { ...process.env, LANGUAGE: language ?? 'en-US' },
  };
  if (kind === 'chromium' && (setup.fontSize || setup.downloads)) {
    writeChromiumPreferences(profile, setup);
  }
  return kind === 'chromium'
    ? puppeteer.launch({
        ...shared,
        enableExtensions: true,
        pipe: true,
        args: [
          ...CHROMIUM_ARGS,
          ...(isOnline ? [] : [CHROMIUM_OFFLINE]),
          ...chromiumArguments(setup),
        ],
      })
    : puppeteer.launch({
        ...shared,
        browser: 'firefox',
        args: ['--remote-allow-system-access'],
        extraPrefsFirefox: {
          ...FIREFOX_PREFERENCES,
          ...(isOnline ? {} : FIREFOX_OFFLINE),
          ...firefoxPreferences(setup),
        },
      });
}
