/** Says which browsers are used; installs a missing one unless `--no-install`. */
import { BROWSER_KINDS, ensureBrowser } from '../harness/browsers.ts';

const mayInstall = !process.argv.includes('--no-install');
try {
  for (const kind of BROWSER_KINDS) console.log(`${kind}: ${ensureBrowser(kind, mayInstall)}`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
