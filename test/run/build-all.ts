/**
 * `npm run build [-- --browser firefox] [--story FOLDER]`: the extension for both browsers, or for one, in dist/BROWSER,
 * with the project's own story or another.
 */
import { parseArgs } from 'node:util';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { build, kindOf } from './build.ts';

try {
  const { values } = parseArgs({
    options: { browser: { type: 'string' }, story: { type: 'string' } },
  });
  const kinds = values.browser ? [kindOf(values.browser)] : BROWSER_KINDS;
  for (const kind of kinds) {
    build(kind, values.story === undefined ? {} : { story: values.story });
    console.log(`dist/${kind}`);
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
