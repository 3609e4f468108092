/** `npm run build [-- --browser firefox]`: the extension for both browsers, or for one, in dist/BROWSER. */
import { parseArgs } from 'node:util';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { build, kindOf } from './build.ts';

try {
  const { values } = parseArgs({ options: { browser: { type: 'string' } } });
  const kinds = values.browser ? [kindOf(values.browser)] : BROWSER_KINDS;
  for (const kind of kinds) {
    build(kind);
    console.log(`dist/${kind}`);
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
