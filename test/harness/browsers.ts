/** Finds the two browsers, and installs a missing one where that is possible. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';

export const BROWSER_KINDS = ['chromium', 'firefox'] as const;
export type BrowserKind = (typeof BROWSER_KINDS)[number];

interface Source {
  /** The environment variable that names an executable, before all else. */
  readonly variable: string;
  readonly paths: readonly string[];
  readonly debianPackage: string;
}

const SOURCES: Record<BrowserKind, Source> = {
  chromium: {
    variable: 'CHROMIUM_BIN',
    paths: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
    debianPackage: 'chromium',
  },
  firefox: {
    variable: 'FIREFOX_BIN',
    paths: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
    debianPackage: 'firefox-esr',
  },
};

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The browser's executable.
 * @throws {Error} of one line that says what to install
 */
export function findBrowser(kind: BrowserKind): string {
  const { variable, paths, debianPackage } = SOURCES[kind];
  const named = process.env[variable];
  if (named) {
    if (isExecutable(named)) return named;
    throw new Error(`${variable}=${named} is no executable file`);
  }
  const found = paths.find(isExecutable);
  if (found) return found;
  throw new Error(`No ${kind}: install Debian's ${debianPackage}, or set ${variable} to one`);
}

/**
 * Like `findBrowser`, but on a Debian machine root gets a missing browser installed, by a command
 * that is printed first.
 * @throws {Error} of one line when there is no browser and none could be installed
 */
export function ensureBrowser(kind: BrowserKind, mayInstall: boolean): string {
  const { variable, debianPackage } = SOURCES[kind];
  const isRootOnDebian = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  try {
    return findBrowser(kind);
  } catch (error) {
    if (process.env[variable] || !mayInstall || !isRootOnDebian) throw error;
  }
  const command = `apt-get update && apt-get install -y --no-install-recommends ${debianPackage}`;
  console.log(`No ${kind} here. Running: ${command}`);
  const { status } = spawnSync(command, {
    shell: true,
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) throw new Error(`No ${kind}: "${command}" failed`);
  return findBrowser(kind);
}
