/** Puts the pointer where a reader would. */
import type { Frame, Page } from 'puppeteer-core';

/** The first line box of a mark, CSS pixels in its frame's viewport. */
export interface Pointed {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Moves the pointer onto a mark, scrolled into view: the first one in the page's own registry whose
 * text is `text`, or the first at all.
 * @returns where it stands
 * @throws {Error} when there is none
 */
export async function hoverMark(page: Page, text?: string, frame?: Frame): Promise<Pointed> {
  const inFrame = frame ?? page.mainFrame();
  const box = await inFrame.evaluate((wanted) => {
    const registry = CSS.highlights as unknown as Map<string, Set<AbstractRange>>;
    for (const { startContainer, startOffset, endContainer, endOffset } of registry.get(
      'backstory',
    ) ?? []) {
      const range = new Range();
      range.setStart(startContainer, startOffset);
      range.setEnd(endContainer, endOffset);
      if (wanted !== null && range.toString() !== wanted) continue;
      // Forms of the page may hide their own method.
      const { scrollIntoView } = Element.prototype;
      const { parentElement } = startContainer;
      if (parentElement) {
        scrollIntoView.call(parentElement, { block: 'center', behavior: 'instant' });
      }
      const [box] = range.getClientRects();
      if (box) return { x: box.x, y: box.y, width: box.width, height: box.height };
    }
    return undefined;
  }, text ?? null);
  if (!box) throw new Error(`No mark ${text ?? ''} to point at`);
  const element = frame && (await frame.frameElement());
  const offset = element ? await element.boundingBox() : null;
  // Slowly, as a hand does: a pointer that rushes by asks for no card.
  const x = box.x + box.width / 2 + (offset?.x ?? 0);
  const y = box.y + box.height / 2 + (offset?.y ?? 0);
  await page.mouse.move(x - 30, y + 30);
  await page.mouse.move(x, y, { steps: 10 });
  return box;
}

/** Moves the pointer to where no mark and no card is. */
export const pointAway = (page: Page): Promise<void> => page.mouse.move(2, 2, { steps: 5 });
