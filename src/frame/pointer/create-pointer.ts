/**
 * Follows the pointer over a frame's mentions: which one it is on, and when that is worth a look. All else
 * comes with the card's bundle when the pointer first meets a mention.
 */
import { targetOf } from '../../dom/target.ts';
import type { Mention } from '../../protocol/marks.ts';
import { type PageControl, type PointerControl, world } from '../../protocol/world.ts';
import { placeAtPoint } from './mention-at-point.ts';

/** CSS pixels a move, of which a frame has one: a pointer that is faster is on its way to somewhere else … */
const FAST = 8;
/** … unless it has stood still for so many milliseconds by now. */
const STILL = 40;
/** Milliseconds after which it is seen whether it is … */
const WHILE = 50;
/** … and again, as long as it is, for one that stops at once. A person's slows down first, and is looked at then. */
const PASSING = 300;

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
  /** Turns with each move while the pointer passes by. */
  let isOther = false;
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
    (Math.abs(last.clientX - before.clientX) > FAST ||
      Math.abs(last.clientY - before.clientY) > FAST);

  /**
   * Every move on a page with mentions pays for what is asked here. Each thing asked of an event takes 1 to 2 µs: of
   * the moves of a pointer that passes by every other one is asked whether it has slowed down.
   */
  function moved(event: PointerEvent): void {
    before = last;
    last = event;
    if (looking) {
      if (passing) isOther = !isOther;
      if (passing && isOther && !isFast()) lookInFrame();
      return;
    }
    looking = true;
    const { card } = frame;
    // As long as nothing hangs on it, a pointer that passes by is not followed from mention to mention.
    if (card && !card.isIdle) lookInFrame();
    // This bundle may have come later. What the card is told late counts from when it was.
    else lookAtRest(event.timeStamp + WHILE - performance.now());
  }

  /** Looks in so many milliseconds, or later if the pointer is on its way then. */
  function lookAtRest(wait: number): ReturnType<typeof setTimeout> {
    return setTimeout(() => {
      const isPassing = last && performance.now() - last.timeStamp < STILL && isFast();
      if (isPassing) passing = lookAtRest(PASSING);
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
