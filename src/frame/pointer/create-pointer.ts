/**
 * Follows the pointer over a frame's mentions: which one it is on, and when that is worth a look. All else
 * comes with the card's bundle when the pointer first meets a mention.
 */
import { targetOf } from '../../dom/target.ts';
import type { Mention } from '../../protocol/marks.ts';
import { type PageControl, type PointerControl, world } from '../../protocol/world.ts';
import { placeAtPoint } from './mention-at-point.ts';

/** A pointer that moves farther than this from one move to the next (a frame has one) passes by, unless it stands still. */
const FAST_PX_PER_MOVE = 8;
/** A pointer without a move for so long stands still. */
const STILL_AFTER_MS = 40;
/** How long after its first move it is looked where a pointer is. */
const FIRST_LOOK_MS = 50;
/** How often it is looked again while a pointer passes by: it may stop at once. A person's slows down, and is looked at then. */
const LOOK_AGAIN_MS = 300;

export function createPointer(page: Pick<PageControl, 'mentions' | 'bringCard'>): PointerControl {
  const frame = world();
  /** Where the pointer is; undefined: out of the frame, or seen to be pressing. */
  let last: PointerEvent | undefined;
  /** Where it was one move before. */
  let before: PointerEvent | undefined;
  /** When something that is no mention was last clicked: what the page puts under the pointer then is not rested on. */
  let clickedAt = Number.NEGATIVE_INFINITY;
  /** A look is due. */
  let looking = false;
  /** While the pointer passes by, only every second move is asked about its speed. */
  let isAsked = false;
  /** While the pointer is on its way to somewhere else: says when to see whether it still is. */
  let passing: ReturnType<typeof setTimeout> | undefined;

  function mentionAt(event: PointerEvent): Mention | undefined {
    const { clientX, clientY } = event;
    return page.mentions && placeAtPoint(page.mentions, targetOf(event), clientX, clientY);
  }

  /** It came here in one move from far. */
  const isFast = () =>
    before !== undefined &&
    last !== undefined &&
    (Math.abs(last.clientX - before.clientX) > FAST_PX_PER_MOVE ||
      Math.abs(last.clientY - before.clientY) > FAST_PX_PER_MOVE);

  /**
   * Every move on a page with mentions pays for what is asked here. Each thing asked of an event takes 1 to 2 µs: of
   * the moves of a pointer that passes by every other one is asked whether it has slowed down.
   */
  function moved(event: PointerEvent): void {
    before = last;
    last = event;
    if (looking) {
      if (passing) isAsked = !isAsked;
      if (passing && isAsked && !isFast()) lookInFrame();
      return;
    }
    looking = true;
    const { card } = frame;
    // As long as nothing hangs on it, a pointer that passes by is not followed from mention to mention.
    if (card && !card.isIdle) lookInFrame();
    // This bundle may have come later. What the card is told late counts from when it was.
    else lookAtRest(event.timeStamp + FIRST_LOOK_MS - performance.now());
  }

  /** Looks in so many milliseconds, or later if the pointer is on its way then. */
  function lookAtRest(wait: number): ReturnType<typeof setTimeout> {
    return setTimeout(() => {
      const isPassing = last && performance.now() - last.timeStamp < STILL_AFTER_MS && isFast();
      if (isPassing) passing = lookAtRest(LOOK_AGAIN_MS);
      else lookInFrame();
    }, wait);
  }

  function lookInFrame(): void {
    clearTimeout(passing);
    passing = undefined;
    requestAnimationFrame(() => {
      looking = false;
      if (!last || last.timeStamp <= clickedAt) return;
      if (last.buttons !== 0) {
        // Pressing or selecting: not the moment for a card. A finger that moves scrolls.
        if (last.pointerType !== 'touch') left();
        return;
      }
      const mention = mentionAt(last);
      const { card } = frame;
      if (card) {
        const { clientX: x, clientY: y, timeStamp: time, pointerType: type } = last;
        card.point(mention, { x, y, time, type });
      } else if (mention) {
        page.bringCard().then(lookAgain);
      }
    });
  }

  /** The card came: the pointer may be elsewhere by now. */
  function lookAgain(): void {
    if (looking || !frame.card) return;
    looking = true;
    lookInFrame();
  }

  function left(): void {
    last = undefined;
    frame.card?.leave();
  }

  function clicked(event: PointerEvent): void {
    // By key (a detail of 0) it has no place.
    if (!event.isTrusted || event.button !== 0 || event.detail === 0) return;
    const mention = mentionAt(event);
    if (!mention) clickedAt = event.timeStamp;
    if (mention) page.bringCard().then(() => frame.card?.press(mention, event));
  }

  return { moved, clicked, left };
}
