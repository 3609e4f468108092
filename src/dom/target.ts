/** What an event is on, in an open shadow root too. Only there its path is asked for: it is made anew. */
export function targetOf(event: Event): EventTarget | null {
  const { target } = event;
  return (target as Element | null)?.shadowRoot ? (event.composedPath()[0] ?? null) : target;
}
