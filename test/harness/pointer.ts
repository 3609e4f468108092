/** Puts the pointer where a reader would. */
import type { Frame, Page } from 'puppeteer-core';

/**
 * Moves the pointer onto a mark, scrolled into view: the first one in the page's own registry whose
 * text is `text`, or the first at all.
 * @throws {Error} when there is none
 */
export async function hoverMark(page: Page, text?: string, frame?: Frame): Promise<void> {
  const inFrame = frame ?? page.mainFrame();
  const point = await inFrame.evaluate((wanted) => {
    const registry = CSS.highlights as unknown as Map<string, Set<AbstractRange>>;
    for (const { startContainer, startOffset, endContainer, endOffset } of registry.get(
      'backstory',
    ) ?? []) {
      const range = new Range();
      range.setStart(startContainer, startOffset);
      range.setEnd(endContainer, endOffset);
      if (wanted !== null && range.toString() !== wanted) continue;
      startContainer.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' });
      const [box] = range.getClientRects();
      if (box) return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }
    return undefined;
  }, text ?? null);
  if (!point) throw new Error(`No mark ${text ?? ''} to point at`);
  const element = frame && (await frame.frameElement());
  const offset = element ? await element.boundingBox() : null;
  // Slowly, as a hand does: a pointer that rushes by asks for no card.
  const x = point.x + (offset?.x ?? 0);
  const y = point.y + (offset?.y ?? 0);
  await page.mouse.move(x - 30, y + 30);
  await page.mouse.move(x, y, { steps: 10 });
}

/** Moves the pointer to where no mark and no card is. */
export const pointAway = (page: Page): Promise<void> => page.mouse.move(2, 2, { steps: 5 });
