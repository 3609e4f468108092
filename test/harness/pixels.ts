/** Screenshots as pixels. */
import { PNG } from 'pngjs';
import type { Page, ScreenshotClip } from 'puppeteer-core';
import type { Rgba } from '../../src/ui/colour.ts';

/** A picture of a part of the page; `clip` in CSS pixels from the page's top left corner. */
export async function picture(page: Page, clip?: ScreenshotClip): Promise<PNG> {
  const png = await page.screenshot(clip ? { clip } : {});
  return PNG.sync.read(Buffer.from(png));
}

/** How many pixels differ in any channel. Pictures of different sizes differ in every pixel. */
export function differs(a: PNG, b: PNG): number {
  if (a.width !== b.width || a.height !== b.height)
    return Math.max(a.data.length, b.data.length) / 4;
  let count = 0;
  for (let at = 0; at < a.data.length; at += 4) {
    if (a.data.readUInt32BE(at) !== b.data.readUInt32BE(at)) count++;
  }
  return count;
}

/** The colour that most pixels have: the ground, where a picture is of text. */
export function mostOf({ data }: PNG): Rgba {
  const counts = new Map<number, number>();
  for (let at = 0; at < data.length; at += 4) {
    const pixel = data.readUInt32BE(at);
    counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  }
  const [[pixel] = [0]] = [...counts].sort(([, a], [, b]) => b - a);
  const channel = (shift: number) => (pixel >>> shift) & 0xff;
  return { r: channel(24), g: channel(16), b: channel(8), a: 1 };
}

/**
 * Where a text stands in the page's own frame: the first occurrence in an element's text nodes, open
 * shadow roots included when `selector` reaches into one (`#host >>> p`).
 * @throws {Error} when the element or the text is not there
 */
export async function clipOfText(
  page: Page,
  selector: string,
  text: string,
): Promise<ScreenshotClip> {
  const element = await page.$(selector);
  if (!element) throw new Error(`No element ${selector}`);
  const box = await element.evaluate((root, wanted) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (
      let node = walker.nextNode() as Text | null;
      node;
      node = walker.nextNode() as Text | null
    ) {
      const start = node.data.indexOf(wanted);
      if (start < 0) continue;
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, start + wanted.length);
      const { left, top, width, height } = range.getBoundingClientRect();
      return { x: left + scrollX, y: top + scrollY, width, height };
    }
    return undefined;
  }, text);
  await element.dispose();
  if (!box) throw new Error(`No "${text}" in ${selector}`);
  // Whole pixels: a clip that begins within one is scaled, and every pixel differs a little.
  const x = Math.floor(box.x);
  const y = Math.floor(box.y);
  return {
    x,
    y,
    width: Math.ceil(box.x + box.width) - x,
    height: Math.ceil(box.y + box.height) - y,
  };
}
