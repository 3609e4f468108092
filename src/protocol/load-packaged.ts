/**
 * Loads the package's files of data, for the background and for our own pages. By `fetch`, as a service worker cannot
 * `import()`.
 */
import browser from 'webextension-polyfill';
import type { LoadPackaged } from './packaged.ts';

export const loadPackaged: LoadPackaged = async (path) => {
  const response = await fetch(browser.runtime.getURL(path));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
};
