/**
 * Tells who develops Backstory of an error that was passed over: one text of a page must not end what is done with the
 * others. Releases say nothing, since the console is the page's.
 * @param what that was to be done
 */
export function passedOver(what: string, error: unknown): void {
  if (__DEV__) console.error(`Backstory: ${what}`, error);
}
