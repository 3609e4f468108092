/** For what nobody waits for: its failure is told in development, and reaches no console else. */
export function quietly(done: Promise<unknown>): void {
  done.catch((error: unknown) => {
    if (__DEV__) console.warn('Backstory:', error);
  });
}
