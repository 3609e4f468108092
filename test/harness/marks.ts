/** What a page can see of the marks: the registry of highlights, from the page's own world. */
import type { Frame, Page } from 'puppeteer-core';

export interface Registered {
  /** All names in `CSS.highlights`. */
  readonly names: readonly string[];
  /** The texts of our ranges that are in the page, sorted: a registry has no order of the page. */
  readonly texts: readonly string[];
}

export function registered(frame: Frame | Page): Promise<Registered> {
  return frame.evaluate(() => {
    const registry = CSS.highlights as unknown as Map<string, Set<AbstractRange>>;
    const texts: string[] = [];
    for (const { startContainer, startOffset, endContainer, endOffset } of registry.get(
      'backstory',
    ) ?? []) {
      if (!startContainer.isConnected) continue;
      const range = new Range();
      range.setStart(startContainer, startOffset);
      range.setEnd(endContainer, endOffset);
      texts.push(range.toString());
    }
    return { names: [...registry.keys()], texts: texts.sort() };
  });
}
