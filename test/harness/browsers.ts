/** Finds the two browsers, and installs a missing one where that is possible. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { posix, win32 } from 'node:path';

export const BROWSER_KINDS = ['chromium', 'firefox'] as const;
export type BrowserKind = (typeof BROWSER_KINDS)[number];

interface Source {
  /** The environment variable that names an executable: it comes before all else. */
  readonly variable: string;
  /** What the programs are called in the folders of PATH, and in those that PATH may leave out. */
  readonly commands: readonly string[];
  /** Below the folders of applications of macOS. */
  readonly macPaths: readonly string[];
  /** Below the folders of programs of Windows. */
  readonly windowsPaths: readonly string[];
  readonly debianPackage: string;
}

const SOURCES: Record<BrowserKind, Source> = {
  chromium: {
    variable: 'CHROME_PATH',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    macPaths: [
      'Chromium.app/Contents/MacOS/Chromium',
      'Google Chrome.app/Contents/MacOS/Google Chrome',
    ],
    windowsPaths: ['Chromium\\Application\\chrome.exe', 'Google\\Chrome\\Application\\chrome.exe'],
    debianPackage: 'chromium',
  },
  firefox: {
    variable: 'FIREFOX_PATH',
    commands: ['firefox-esr', 'firefox'],
    macPaths: [
      'Firefox.app/Contents/MacOS/firefox',
      'Firefox Developer Edition.app/Contents/MacOS/firefox',
    ],
    windowsPaths: ['Mozilla Firefox\\firefox.exe', 'Firefox Developer Edition\\firefox.exe'],
    debianPackage: 'firefox-esr',
  },
};

const UNIX_FOLDERS = ['/usr/bin', '/usr/local/bin', '/snap/bin'];

/** The machine that browsers are looked for on. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  isExecutable(path: string): boolean;
}

const thisMachine: Machine = {
  platform: process.platform,
  env: process.env,
  isExecutable(path) {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  },
};

/** Where a browser usually is, the likeliest place first. */
function usualPlaces(kind: BrowserKind, { platform, env }: Machine): string[] {
  const { commands, macPaths, windowsPaths } = SOURCES[kind];
  if (platform === 'win32') {
    const { ProgramFiles, LOCALAPPDATA } = env;
    const folders = [ProgramFiles, env['ProgramFiles(x86)'], LOCALAPPDATA];
    return folders.flatMap((folder) =>
      folder ? windowsPaths.map((path) => win32.join(folder, path)) : [],
    );
  }
  const folders = [...(env.PATH ?? '').split(posix.delimiter), ...UNIX_FOLDERS];
  const named = commands.flatMap((command) =>
    folders.filter(Boolean).map((folder) => posix.join(folder, command)),
  );
  if (platform !== 'darwin') return named;
  const applications = ['/Applications', posix.join(env.HOME ?? '/', 'Applications')];
  const bundled = applications.flatMap((folder) =>
    macPaths.map((path) => posix.join(folder, path)),
  );
  return [...bundled, ...named];
}

/**
 * The browser's executable.
 * @throws {Error} of one line that says what to install or to set
 */
export function findBrowser(kind: BrowserKind, machine = thisMachine): string {
  const { variable, debianPackage } = SOURCES[kind];
  const named = machine.env[variable];
  if (named) {
    if (machine.isExecutable(named)) return named;
    throw new Error(`${variable}=${named} is no executable file`);
  }
  const found = usualPlaces(kind, machine).find(machine.isExecutable);
  if (found) return found;
  throw new Error(
    `No ${kind} in the usual places: install it (Debian: ${debianPackage}), or set ${variable} to its program`,
  );
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
