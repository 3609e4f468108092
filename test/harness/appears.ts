/** Waiting for what a page shows. */
import type { Page } from 'puppeteer-core';
import { until } from './wait.ts';

/** Waits until an element is there; what a script renders comes after the page is loaded. */
export const appears = (page: Page, selector: string): Promise<true> =>
  until(selector, () =>
    page.evaluate((wanted) => document.querySelector(wanted) !== null, selector),
  );
