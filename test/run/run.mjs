/**
 * Runs one of the project's programs, from a fresh clone on: `node test/run/run.mjs PROGRAM [ARGUMENT …]`. Packages
 * that are missing are installed before.
 */
import { end, ensurePackages, run } from './bootstrap.mjs';

const [program, ...args] = process.argv.slice(2);
try {
  ensurePackages(true);
} catch (error) {
  end(error);
}
process.exitCode = run(program, args) ? 0 : 1;
