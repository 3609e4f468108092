import { describe, expect, it } from 'vitest';
import { findBrowser, type Machine } from '../../harness/browsers.ts';

const machine = (
  platform: NodeJS.Platform,
  there: readonly string[],
  env: Record<string, string> = {},
): Machine => ({ platform, env, isExecutable: (path) => there.includes(path) });

describe('findBrowser', () => {
  it('takes the program that is named, before all others', () => {
    const named = machine('linux', ['/opt/chrome', '/usr/bin/chromium'], {
      CHROME_PATH: '/opt/chrome',
    });
    expect(findBrowser('chromium', named)).toBe('/opt/chrome');
  });

  it('says so where the named one is no program, and looks for no other', () => {
    const named = machine('linux', ['/usr/bin/firefox'], { FIREFOX_PATH: '/opt/none' });
    expect(() => findBrowser('firefox', named)).toThrow(/^FIREFOX_PATH=\/opt\/none is no/);
  });

  it.each([
    ['chromium', 'linux', '/snap/bin/chromium', {}],
    ['chromium', 'linux', '/home/me/bin/google-chrome-stable', { PATH: '/bin:/home/me/bin' }],
    ['firefox', 'linux', '/usr/bin/firefox', {}],
    ['chromium', 'darwin', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', {}],
    [
      'firefox',
      'darwin',
      '/Users/me/Applications/Firefox.app/Contents/MacOS/firefox',
      { HOME: '/Users/me' },
    ],
    [
      'chromium',
      'win32',
      'C:\\me\\Google\\Chrome\\Application\\chrome.exe',
      { LOCALAPPDATA: 'C:\\me' },
    ],
    [
      'firefox',
      'win32',
      'C:\\Programs\\Mozilla Firefox\\firefox.exe',
      { ProgramFiles: 'C:\\Programs' },
    ],
  ] as const)('finds %s in a usual place of %s: %s', (kind, platform, path, env) => {
    expect(findBrowser(kind, machine(platform, [path], env))).toBe(path);
  });

  it('says in one line what to do where there is none', () => {
    expect(() => findBrowser('chromium', machine('linux', []))).toThrow(
      /^No chromium .*Debian: chromium.* CHROME_PATH .*$/,
    );
  });
});
