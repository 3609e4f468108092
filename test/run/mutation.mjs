/**
 * `npm run test:mutation`: Stryker puts one small fault after the other into the sources, and tells which of
 * them no unit test notices. It takes hours for all that stryker.config.json names, so name what you changed:
 *
 *     npm run test:mutation -- src/settings
 *     npm run test:mutation -- src/terms/fold.ts src/names/spot.ts
 *
 * A folder stands for those of its files that the configuration names. What begins with `-` is handed to
 * Stryker (`--concurrency=2`). The whole report: dist/mutation/mutation.html.
 */
import { readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { ROOT, run } from './bootstrap.mjs';

const LOW_PRIORITY = 10;

const { mutate } = JSON.parse(readFileSync(join(ROOT, 'stryker.config.json'), 'utf8'));
const given = process.argv.slice(2);
const options = given.filter((argument) => argument.startsWith('-'));
const patterns = given
  .filter((argument) => !argument.startsWith('-'))
  .flatMap((pattern) => {
    const folder = `${pattern.replaceAll('\\', '/').replace(/\/$/, '')}/`;
    const within = mutate.filter((named) => named.startsWith(folder));
    return within.length > 0 ? within : [pattern];
  });

setPriority(LOW_PRIORITY);
const chosen = patterns.length > 0 ? ['--mutate', patterns.join(',')] : [];
process.exitCode = run('stryker', ['run', ...chosen, ...options]) ? 0 : 1;
