/**
 * Chooses what is painted on a page with many mentions: what is in view, and what is near as long as something
 * moves. Groups of all are watched, smaller ones of those that are near, and smaller ones still of those, so that
 * a page of any length has few intersection targets and little is painted that nobody sees.
 */
import * as native from '../../dom/native.ts';
import type { BeginChoosing, Span } from '../../protocol/marks.ts';
import { Groups } from './groups.ts';
import { rootsAround, spansInView, textsInView } from './in-view.ts';
import { mentionsWithin } from './mentions-within.ts';
import { createTextsInOrder } from './texts-in-order.ts';

/** Texts of a group that may be made ready, and of one that may be in view; more where there would be too many groups. */
const FEW = 8;
const FEWEST = 2;
/** Groups at most of what is near: of texts that all stand in one place each would cost a question. */
const MOST_GROUPS = 256;
/** Mentions up to which a text is painted whole … */
const LONG = 64;
/** … and which are painted at most of a longer one, or texts at most where thousands are near. */
const MOST = 400;
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
/** Milliseconds between two looks at a crowd that scrolls. */
const PAUSE = 100;

const sizeOf = (least: number, texts: readonly Text[]) =>
  Math.max(least, Math.ceil(texts.length / MOST_GROUPS));

export const chooseNear: BeginChoosing = (document, known, painter, decide) => {
  const inOrder = createTextsInOrder(known);
  const groups = new Groups(document, WATCHED, () => {
    areGroupsKnown = true;
    const near = groups.near();
    ready.watch(near, sizeOf(FEW, near));
  });
  const ready = new Groups(document, READY, () => {
    // Once it is known what is near of all groups, so it is of all that were grouped.
    for (const [text, settled] of fresh) {
      if (areGroupsKnown && settled <= grouped) fresh.delete(text);
    }
    moved();
    const near = ready.near();
    seen.watch(near, sizeOf(FEWEST, near));
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
  /** Painted texts that came or moved, and when it was settled: until it is known whether they are near, they stay. */
  const fresh = new Map<Text, number>();
  /** Ends listening for scrolls; only while something near is a crowd. */
  let crowd: AbortController | undefined;
  /** What is painted of texts that are not painted whole. */
  const spans = new Map<Text, readonly Span[]>();
  let willLook = false;
  /** It went on since a look was begun. */
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
        // As many as each has smaller ones: the fewest targets.
        groups.watch(texts, FEW * Math.ceil(Math.sqrt(texts.length / FEW)));
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
    const isCrowd = sure.length > MOST;
    const texts = isCrowd ? textsInView(sure, MOST) : [...near];
    if (isCrowd) keepOnly(new Set(texts));
    let crowded: Text | undefined = isCrowd ? sure[0] : undefined;
    const rank = (text: Text) => Number(!inView.has(text));
    for (const text of texts.sort((a, b) => rank(a) - rank(b))) {
      if (!known.has(text)) decide(text);
      if (!known.has(text)) continue;
      const isLong = known.places(text).length > LONG;
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

  /** Of what is near. */
  function keepOnly(wanted: ReadonlySet<Text>): void {
    for (const text of painter.paintedTexts.keys()) {
      if (!wanted.has(text) && !fresh.has(text) && known.isPlaced(text)) painter.remove(text);
    }
  }

  function paintInView(text: Text): void {
    const mentions = known.places(text);
    const count = ([from, to]: Span) => mentionsWithin(mentions, from, to).length;
    const inView = spansInView(text, count, MOST);
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
        }, PAUSE);
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
