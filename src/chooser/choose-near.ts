/**
 * Chooses what is painted on a page with many mentions: those near the viewport. Groups of them are watched, so
 * that a page of any length has the same few intersection targets.
 */
import { elementAround } from '../dom/prose.ts';
import type { BeginChoosing } from '../protocol/world.ts';
import { Sides } from './sides.ts';
import { createTextsInOrder } from './texts-in-order.ts';

/**
 * Into how many groups the mentions are parted, two intersection targets each: those cost a frame next to
 * nothing, unlike the mentions of a group that is near only in part.
 */
const GROUPS = 256;
/** At most so many of which it is not known where they stand (in a closed `details`, say). */
const PAINT_UNKNOWN = 512;

export const chooseNear: BeginChoosing = (document, known, painter) => {
  const inOrder = createTextsInOrder(known);
  const sides = new Sides(document, paintNear);
  /** Texts with mentions, in order, as they are grouped now. */
  let texts: readonly Text[] | undefined;
  /** Where groups of texts begin, and the last text: their elements are watched. */
  let groups: { from: number; sentinel: Element }[] = [];

  function group(): void {
    const all = inOrder();
    if (all === texts) return;
    texts = all;
    groups = [];
    const add = (from: number, text: Text | undefined) => {
      const sentinel = text && elementAround(text);
      if (sentinel) groups.push({ from, sentinel });
    };
    const step = Math.ceil(all.length / GROUPS);
    for (let from = 0; from < all.length; from += step) add(from, all[from]);
    add(all.length, all.at(-1));
    sides.watch(new Set(groups.map(({ sentinel }) => sentinel)));
  }

  function paintNear(): void {
    const near = new Set<Text>();
    let unknown = 0;
    for (const [index, { from, sentinel }] of groups.entries()) {
      const next = groups[index + 1];
      if (!next) break;
      const first = sides.of(sentinel);
      // Between two that stand on the same far side, nothing is near.
      if (first === sides.of(next.sentinel) && first !== 'near') {
        if (first !== 'unknown') continue;
        unknown += next.from - from;
        if (unknown > PAINT_UNKNOWN) continue;
      }
      for (const text of texts?.slice(from, next.from) ?? []) near.add(text);
    }
    for (const text of painter.paintedTexts.keys()) {
      // What is new or moved has no group yet.
      if (known.isPlaced(text) && !near.has(text)) painter.remove(text);
    }
    for (const text of near) {
      if (known.has(text) && !painter.paintedTexts.has(text)) painter.paint(text);
    }
  }

  return {
    settle: group,
    rest() {
      texts = undefined;
      groups = [];
      sides.disconnect();
    },
  };
};
