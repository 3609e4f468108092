/**
 * Follows the pointer over a frame's mentions: which one it is on, and when that is worth a look. All else
 * comes with the card's bundle when the pointer first meets a mention.
 */
import { targetOf } from '../dom/target.ts';
import { type Mention, type PageControl, type PointerControl, world } from '../protocol/world.ts';
import { placeAtPoint } from './place-at-point.ts';

/** CSS pixels a millisecond: a pointer that is faster is on its way to somewhere else … */
const FAST = 0.5;
/** … unless it has stood still for so many milliseconds by now. */
const STILL = 25;
/** Milliseconds after which it is seen whether it is … */
const WHILE = 50;
/** … and again, as long as it is … */
const PASSING = 100;
/** … if it does not slow down before to so many CSS pixels a move: then it is about to arrive. */
const SLOW = 3;

/** CSS pixels, along the edges: cheaper than the straight way. */
const wayBetween = (one: PointerEvent, other: PointerEvent) =>
  Math.abs(other.clientX - one.clientX) + Math.abs(other.clientY - one.clientY);

export function createPointer(page: Pick<PageControl, 'mentions' | 'bringCard'>): PointerControl {
  const frame = world();
  /** Where the pointer is; undefined: out of the frame, or pressing. */
  let last: PointerEvent | undefined;
  /** What it is on. */
  let target: EventTarget | null = null;
  /** A look is due. */
  let looking = false;
  /** While the pointer is on its way to somewhere else: says when to see whether it still is. */
  let passing: ReturnType<typeof setTimeout> | undefined;

  function mentionAt({ clientX, clientY }: PointerEvent): Mention | undefined {
    return page.mentions && placeAtPoint(page.mentions, target, clientX, clientY);
  }

  /** Every move on a page with mentions pays for what is asked here. */
  function moved(event: PointerEvent, on = targetOf(event)): void {
    if (event.buttons !== 0) {
      // Pressing or selecting: not the moment for a card. A finger that moves scrolls.
      if (event.pointerType !== 'touch') left();
      return;
    }
    const from = last;
    last = event;
    target = on;
    if (looking) {
      if (passing && from && wayBetween(from, event) <= SLOW) lookInFrame();
      return;
    }
    looking = true;
    const { card } = frame;
    // As long as nothing hangs on it, a pointer that passes by is not followed from mention to mention.
    if (card && !card.isIdle) lookInFrame();
    else lookAtRest(event);
  }

  /**
   * Looks once the pointer is slow, by where it is so many milliseconds after it was at `from`: this bundle may
   * have come later than that. What the card is told late counts from when it was.
   */
  function lookAtRest(from: PointerEvent, wait = WHILE): ReturnType<typeof setTimeout> {
    return setTimeout(
      () => {
        const at = last ?? from;
        const isPassing =
          wayBetween(from, at) > FAST * wait && performance.now() - at.timeStamp < STILL;
        if (isPassing) passing = lookAtRest(at, PASSING);
        else lookInFrame();
      },
      from.timeStamp + wait - performance.now(),
    );
  }

  function lookInFrame(): void {
    clearTimeout(passing);
    passing = undefined;
    requestAnimationFrame(() => {
      looking = false;
      if (!last) return;
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

  function clicked(event: PointerEvent, on = targetOf(event)): void {
    // By key (a detail of 0) it has no place.
    if (!event.isTrusted || event.button !== 0 || event.detail === 0) return;
    target = on;
    const mention = mentionAt(event);
    if (mention) page.bringCard().then(() => frame.card?.press(mention, event));
  }

  return { moved, clicked, left };
}
