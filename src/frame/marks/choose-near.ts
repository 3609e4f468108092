/**
 * Chooses what is painted on a page with many mentions: what is in view, and what is near as long as something
 * moves. Groups of all are watched, smaller ones of those that are near, and smaller ones still of those, so that
 * a page of any length has few intersection targets and little is painted that nobody sees.
 */
import * as native from '../../dom/native.ts';
import type { BeginChoosing, OffsetRange } from '../../protocol/marks.ts';
import { Groups } from './groups.ts';
import { rootsAround, spansInView, textsInView } from './in-view.ts';
import { mentionsWithin } from './mentions-within.ts';
import { createTextsInOrder } from './texts-in-order.ts';

/** How many texts a group of the ring `READY` has, and one of the ring `SEEN`; more where there would be too many groups. */
const READY_GROUP = 8;
const SEEN_GROUP = 2;
/** How many groups a ring has at most: each costs a question. */
const MOST_GROUPS = 256;
/** A text with more mentions than this is not painted whole. */
const WHOLE_MENTIONS = 64;
/** How many mentions of such a text are painted at most, and how many texts where thousands are near. */
const MOST_PAINTED = 400;
/**
 * Three rings around the viewport, as CSS lengths beyond it (the document itself gets twice that): groups are watched in
 * the first, painted in the second while the page moves, and painted in the third while it rests. Each registered
 * mention costs every frame in which the page changes.
 */
const WATCHED = '800px';
const READY = '300px';
const SEEN = '30px';
/** A page that has not moved for so long is at rest. */
const REST_MS = 500;
/** The time between two looks at a crowd that scrolls. */
const LOOK_AGAIN_MS = 100;

const sizeOf = (least: number, texts: readonly Text[]) =>
  Math.max(least, Math.ceil(texts.length / MOST_GROUPS));

export const chooseNear: BeginChoosing = (document, known, painter, decide) => {
  const inOrder = createTextsInOrder(known);
  const groups = new Groups(document, WATCHED, () => {
    areGroupsKnown = true;
    const near = groups.near();
    ready.watch(near, sizeOf(READY_GROUP, near));
  });
  const ready = new Groups(document, READY, () => {
    // Once it is known what is near of all groups, so it is of all that were grouped.
    for (const [text, settled] of fresh) {
      if (areGroupsKnown && settled <= grouped) fresh.delete(text);
    }
    moved();
    const near = ready.near();
    seen.watch(near, sizeOf(SEEN_GROUP, near));
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
  /** How often `settle` was called, and at which time what is grouped now was known. */
  let settles = 0;
  let grouped = 0;
  let areGroupsKnown = false;
  /** Painted texts that came or moved, with the number of the `settle` before: they stay until it is known whether they are near. */
  const fresh = new Map<Text, number>();
  /** Ends listening for scrolls; only while something near is a crowd. */
  let crowd: AbortController | undefined;
  /** What is painted of texts that are not painted whole. */
  const spans = new Map<Text, readonly OffsetRange[]>();
  let willLook = false;
  /** The crowd scrolled again since the last look was begun. */
  let isLookDue = false;

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
        if (!texts) return;
        grouped = settles;
        areGroupsKnown = false;
        // Of n smaller groups, about √n groups of √n each: the fewest targets for the observers.
        groups.watch(texts, READY_GROUP * Math.ceil(Math.sqrt(texts.length / READY_GROUP)));
      }),
    );
  }

  function moved(): void {
    clearTimeout(restTimer);
    restTimer = setTimeout(() => {
      restTimer = undefined;
      paint(seen);
    }, REST_MS);
  }

  function paint(chosen: Groups): void {
    const near = new Set(chosen.near());
    if (chosen.isKnown) {
      for (const text of painter.paintedTexts.keys()) {
        // What is new or moved has no group yet.
        if (known.isPlaced(text) && !fresh.has(text) && !near.has(text)) painter.remove(text);
      }
    }
    add(chosen, near);
  }

  function add(chosen: Groups, near: Iterable<Text> = chosen.near()): void {
    const inView = new Set(seen.near(true));
    const sure = chosen.near(true);
    const isCrowd = sure.length > MOST_PAINTED;
    const texts = isCrowd ? textsInView(sure, MOST_PAINTED) : [...near];
    if (isCrowd) keepOnly(new Set(texts));
    let crowded: Text | undefined = isCrowd ? sure[0] : undefined;
    const rank = (text: Text) => Number(!inView.has(text));
    for (const text of texts.sort((a, b) => rank(a) - rank(b))) {
      if (!known.has(text)) decide(text);
      if (!known.has(text)) continue;
      const isLong = known.places(text).length > WHOLE_MENTIONS;
      if (isLong) crowded ??= text;
      if (!isLong && painter.paintedTexts.has(text)) continue;
      if (painter.isFull && !inView.has(text)) continue;
      if (painter.isFull) keepOnly(inView);
      if (isLong) paintInView(text);
      else {
        spans.delete(text);
        painter.paint(text);
      }
    }
    watchCrowd(crowded);
  }

  /** Takes the mark off what is painted and not wanted. */
  function keepOnly(wanted: ReadonlySet<Text>): void {
    for (const text of painter.paintedTexts.keys()) {
      if (!wanted.has(text) && !fresh.has(text) && known.isPlaced(text)) painter.remove(text);
    }
  }

  function paintInView(text: Text): void {
    const mentions = known.places(text);
    const count = ([from, to]: OffsetRange) => mentionsWithin(mentions, from, to).length;
    const inView = spansInView(text, count, MOST_PAINTED);
    if (inView) spans.set(text, inView);
    if (inView || !painter.paintedTexts.has(text)) painter.paint(text);
  }

  /** Within a crowd no observer tells what comes into view. */
  function watchCrowd(text: Text | undefined): void {
    crowd?.abort();
    crowd = text && new AbortController();
    if (!text || !crowd) return;
    const { signal } = crowd;
    for (const root of [document, ...rootsAround(text)]) {
      native.listen(root, 'scroll', lookSoon, { capture: true, passive: true, signal });
    }
    const window = native.windowOf(document);
    window?.addEventListener('resize', lookSoon, { passive: true, signal });
  }

  function lookSoon(): void {
    isLookDue = willLook;
    if (willLook) return;
    willLook = true;
    requestAnimationFrame(() =>
      setTimeout(() => {
        if (crowd) paint(ready);
        setTimeout(() => {
          willLook = false;
          if (isLookDue) lookSoon();
        }, LOOK_AGAIN_MS);
      }),
    );
  }

  return {
    chosenIn(text) {
      const mentions = known.places(text);
      return spans.get(text)?.flatMap(([from, to]) => mentionsWithin(mentions, from, to));
    },
    settle() {
      settles++;
      for (const text of spans.keys()) if (!known.has(text)) spans.delete(text);
      for (const text of painter.paintedTexts.keys()) {
        if (!known.isPlaced(text)) fresh.set(text, settles);
      }
      const all = inOrder();
      // What was near and could not be decided about: a judge may have come.
      if (crowd) lookSoon();
      else add(restTimer === undefined ? seen : ready);
      if (all === texts) return;
      texts = all;
      group();
    },
    rest() {
      texts = undefined;
      clearTimeout(restTimer);
      restTimer = undefined;
      watchCrowd(undefined);
      fresh.clear();
      const parted = [...spans.keys()];
      spans.clear();
      for (const text of parted) if (painter.paintedTexts.has(text)) painter.paint(text);
      for (const watching of [groups, ready, seen]) watching.disconnect();
    },
  };
};
