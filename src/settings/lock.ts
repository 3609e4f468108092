/** Milliseconds that a change may take; a storage that does not answer must not hold up the others. */
const PATIENCE = 5_000;

/**
 * Runs `change` alone among all windows and pages of the extension: what it reads is still so when it
 * writes.
 * @throws {Error} after five seconds, when the storage does not answer
 */
export function locked<T>(change: () => Promise<T>): Promise<T> {
  return navigator.locks.request(
    'backstory-settings',
    () =>
      new Promise<T>((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error('the browser’s storage does not answer')),
          PATIENCE,
        );
        change()
          .then(resolve, reject)
          .finally(() => clearTimeout(timer));
      }),
  );
}
