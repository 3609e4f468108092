/**
 * `npm run bench`: installs what the bench compares with (test/bench/package.json), once, and runs it. With
 * `--no-install` it says so where that is missing. See test/bench/bench.ts.
 */
import { join } from 'node:path';
import { areInstalled, end, ensurePackages, heading, Refusal, ROOT, run } from './bootstrap.mjs';

const FOLDER = join(ROOT, 'test', 'bench');
const INSTALL = ['ci', '--prefix', 'test/bench'];

const args = process.argv.slice(2);
const mayInstall = !args.includes('--no-install');
const command = `npm ${INSTALL.join(' ')}`;
try {
  ensurePackages(mayInstall);
  if (!areInstalled(FOLDER)) {
    if (!mayInstall) throw new Refusal(`The libraries to compare with are missing: run ${command}`);
    heading(command);
    if (!run('npm', INSTALL))
      throw new Refusal(`${command} failed: there is nothing to compare with`);
  }
} catch (error) {
  end(error);
}
const passedOn = args.filter((arg) => arg !== '--no-install');
process.exitCode = run('tsx', ['test/bench/bench.ts', ...passedOn]) ? 0 : 1;
