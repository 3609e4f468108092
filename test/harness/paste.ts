/** What is in the clipboard, as a person gets at it. */
import type { Page } from 'puppeteer-core';
import { until } from './wait.ts';

/** Pastes into an empty field of a page by the keys, and gives what stands in it then. */
export async function pasteInto(page: Page, selector: string): Promise<string> {
  await page.click(selector);
  await page.keyboard.down('Control');
  await page.keyboard.press('v');
  await page.keyboard.up('Control');
  return until('the pasted text', () =>
    page.$eval(selector, (field) => (field as HTMLTextAreaElement).value || undefined),
  );
}
