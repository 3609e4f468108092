/**
 * What has to stand before anything of the project can run: Node, the packages, the browsers.
 * Plain Node, because it runs before `npm ci`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandOf, nodeRefusal } from './machine.mjs';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A reason to stop that is told in one line, without a stack. */
export class Refusal extends Error {}

/** Runs a program with live output; `name` is a package's or one in the PATH. True: it succeeded. */
export function run(name, args, env = {}) {
  const command = commandOf(name, ROOT);
  const { status, error } = spawnSync(command.file, [...command.args, ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (error) console.error(`${name}: ${error.message}`);
  return status === 0;
}

export const heading = (text) => console.log(`\n━━━ ${text}`);

function checkNode() {
  const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const refusal = nodeRefusal(engines.node, process.versions.node);
  if (refusal) throw new Refusal(refusal);
}

/** Whether a folder has the packages that its lock file names, in these versions. */
export function areInstalled(folder) {
  // npm writes this file last: a node_modules without it is half a one.
  const file = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(file)) return false;
  const read = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;
  const installed = read(file);
  return Object.entries(read(join(folder, 'package-lock.json'))).every(
    ([path, { version, optional }]) =>
      path === '' || optional || installed[path]?.version === version,
  );
}

/** Node and the packages. `mayInstall`: these. */
export function ensurePackages(mayInstall) {
  checkNode();
  if (areInstalled(ROOT)) return;
  if (!mayInstall) throw new Refusal('node_modules is not what package-lock.json says: run npm ci');
  heading('npm ci');
  if (!run('npm', ['ci'])) throw new Refusal('npm ci failed');
}

function ensureBrowsers(mayInstall) {
  const args = ['test/run/ensure-browsers.ts', ...(mayInstall ? [] : ['--no-install'])];
  if (!run('tsx', args)) throw new Refusal('Both browsers are needed, none is left out');
}

/** Makes the ground ready, or throws a `Refusal`. `mayInstall`: packages and browsers. */
export function bootstrap(mayInstall) {
  ensurePackages(mayInstall);
  ensureBrowsers(mayInstall);
}

/** Ends the process in one line for a `Refusal`, with a stack for what nobody foresaw. */
export function end(error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exit(1);
}
