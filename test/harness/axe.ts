/** axe-core on a page: what it finds against accessibility. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'puppeteer-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Every violation of every rule, one string each: `color-contrast: .quiet — Expected …`. What axe
 * cannot decide by itself is not among them.
 *
 * A popup of the toolbar is looked at as a page (`openOwn('src/pages/popup/index.html?tab=ID')`); light and
 * dark are the browser's (`Setup.dark`). axe cannot enter closed shadow roots.
 */
export async function violations(page: Page): Promise<string[]> {
  // As an expression of the debugger's: the page's CSP has no say.
  await page.evaluate(`${SOURCE}; 0`);
  const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => {
      const reasons = failureSummary.split('\n').slice(1);
      return `${id}: ${target.join(' ')} — ${reasons.map((reason) => reason.trim()).join('; ')}`;
    }),
  );
}
