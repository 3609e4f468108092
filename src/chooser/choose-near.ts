/**
 * Chooses what is painted on a page with many mentions: what is in view, and what is near as long as something
 * moves. Groups of all are watched, smaller ones of those that are near, and smaller ones still of those, so that
 * a page of any length has few intersection targets and little is painted that nobody sees.
 */
import type { BeginChoosing } from '../protocol/world.ts';
import { Groups } from './groups.ts';
import { createTextsInOrder } from './texts-in-order.ts';

/** Texts of a group that may be made ready, and of one that may be in view. */
const FEW = 8;
const FEWEST = 2;
/**
 * CSS lengths beyond the viewport, twice that for the document itself: so far is watched what may be made ready, …
 */
const WATCHED = '800px';
/** … so far marks are ready for a page that moves, … */
const READY = '300px';
/** … and so far for one at rest to begin to. Each registered mention costs every frame in which the page changes. */
const SEEN = '30px';
/** Milliseconds without any move after which a page is at rest. */
const REST = 500;

export const chooseNear: BeginChoosing = (document, known, painter, decide) => {
  const inOrder = createTextsInOrder(known);
  const groups = new Groups(document, WATCHED, () => ready.watch(groups.near(), FEW));
  const ready = new Groups(document, READY, () => {
    moved();
    seen.watch(ready.near(), FEWEST);
    paint(ready);
  });
  const seen = new Groups(document, SEEN, () => {
    if (restTimer === undefined) paint(ready);
    moved();
  });
  /** Texts with mentions, in order, as they are grouped now. */
  let texts: readonly Text[] | undefined;
  let restTimer: ReturnType<typeof setTimeout> | undefined;
  let willGroup = false;

  /**
   * After a frame: to group them is to ask whether the browser skips elements, for which it would have to compute
   * the page's styles right away, and once more for that frame.
   */
  function group(): void {
    if (willGroup) return;
    willGroup = true;
    requestAnimationFrame(() =>
      setTimeout(() => {
        willGroup = false;
        // As many as each has smaller ones: the fewest targets.
        if (texts) groups.watch(texts, FEW * Math.ceil(Math.sqrt(texts.length / FEW)));
      }),
    );
  }

  function moved(): void {
    clearTimeout(restTimer);
    restTimer = setTimeout(() => {
      restTimer = undefined;
      paint(seen);
    }, REST);
  }

  function paint(chosen: Groups): void {
    const near = new Set(chosen.near());
    for (const text of painter.paintedTexts.keys()) {
      // What is new or moved has no group yet.
      if (known.isPlaced(text) && !near.has(text)) painter.remove(text);
    }
    add(near);
  }

  function add(near: Iterable<Text>): void {
    for (const text of near) {
      if (!known.has(text)) decide(text);
      if (known.has(text) && !painter.paintedTexts.has(text)) painter.paint(text);
    }
  }

  return {
    settle() {
      const all = inOrder();
      // What was near and could not be decided about: a judge may have come.
      add((restTimer === undefined ? seen : ready).near());
      if (all === texts) return;
      texts = all;
      group();
    },
    rest() {
      texts = undefined;
      clearTimeout(restTimer);
      restTimer = undefined;
      for (const watching of [groups, ready, seen]) watching.disconnect();
    },
  };
};
