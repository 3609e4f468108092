/**
 * Tells who develops Backstory of an error that was passed over: one text of a page must not end what is done with the
 * others. Releases say nothing, since the console is the page's.
 * @param what that was to be done, and by whom
 * @param where in the page, as far as that is known
 */
export function passedOver(what: string, error: unknown, where?: Node): void {
  if (!__DEV__) return;
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  // In the words themselves, since `npm run dev` shows no more. Firefox's stacks leave out what is wrong.
  const told = stack.includes(String(error)) ? stack : `${error}\n${stack}`;
  console.error(`Backstory in ${location.href}: ${what}\n${told}`, ...(where ? [where] : []));
}
