/** For what nobody waits for: its failure is told in development, and reaches no console else. */
export function quietly(done: Promise<unknown>): void {
  done.catch((error: unknown) => {
    if (import.meta.env.DEV) console.warn('Backstory:', error);
  });
}
