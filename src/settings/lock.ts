import { inTime } from './in-time.ts';

/**
 * Runs `change` alone among all windows and pages of the extension: what it reads is still so when it
 * writes.
 * @throws {Error} after five seconds, when the storage does not answer: the others are not held up
 */
export function locked<T>(change: () => Promise<T>): Promise<T> {
  return navigator.locks.request('backstory-settings', () => inTime(change()));
}
