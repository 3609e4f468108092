/**
 * The side panel as each browser has it. It never opens by itself: only for what a person does, and only in the turn of
 * that event.
 */

/** The part of the browser's API that the polyfill's types lack, or that is there in one browser alone. */
interface PanelBrowser {
  readonly sidePanel?: { open(options: { readonly windowId: number }): Promise<void> };
  readonly sidebarAction?: { open(): Promise<void> };
}

/**
 * What opens the panel of a window, to be called before anything is waited for. Firefox opens that of the window in
 * front.
 * @returns undefined: the browser has no side panel, such as Firefox for Android
 */
export function panelOpener(browser: object): ((windowId: number) => Promise<void>) | undefined {
  const { sidePanel, sidebarAction }: PanelBrowser = browser;
  if (__FIREFOX__) return sidebarAction && (() => sidebarAction.open());
  return sidePanel && ((windowId) => sidePanel.open({ windowId }));
}
