/**
 * Chooses what is painted on a page with many mentions: those near the viewport. Groups of them are watched, and
 * of those that are near smaller ones, so that a page of any length has the same few intersection targets and
 * little is painted that nobody sees.
 */
import type { BeginChoosing } from '../protocol/world.ts';
import { Groups } from './groups.ts';
import { createTextsInOrder } from './texts-in-order.ts';

/** Into how many groups all are parted, at most: two intersection targets each, which cost a frame next to nothing. */
const GROUPS = 256;
/** Texts of the smaller groups: each that is registered without being near costs every frame. */
const FEW = 8;
/** Twice that for the document itself: so far scrolling finds marks ready, … */
const READY = '150px';
/** … and so far it is known which those are. */
const WATCHED = '400px';

export const chooseNear: BeginChoosing = (document, known, painter) => {
  const inOrder = createTextsInOrder(known);
  const groups = new Groups(document, WATCHED, look);
  const few = new Groups(document, READY, paint);
  /** Texts with mentions, in order, as they are grouped now. */
  let texts: readonly Text[] | undefined;

  function look(): void {
    few.watch(groups.near(), FEW);
  }

  function paint(): void {
    const near = new Set(few.near());
    for (const text of painter.paintedTexts.keys()) {
      // What is new or moved has no group yet.
      if (known.isPlaced(text) && !near.has(text)) painter.remove(text);
    }
    for (const text of near) {
      if (known.has(text) && !painter.paintedTexts.has(text)) painter.paint(text);
    }
  }

  return {
    settle() {
      const all = inOrder();
      if (all === texts) return;
      texts = all;
      groups.watch(all, FEW * Math.ceil(all.length / (FEW * GROUPS)));
    },
    rest() {
      texts = undefined;
      groups.disconnect();
      few.disconnect();
    },
  };
};
