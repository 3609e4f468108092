/** How long a storage may take. Chromium's takes three seconds a call, one after the other, once the disk has a fault. */
const PATIENCE_MS = 5_000;

/** @throws {Error} after five seconds, when the storage does not answer */
export function inTime<T>(answer: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error('the browser’s storage does not answer')),
      PATIENCE_MS,
    );
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
