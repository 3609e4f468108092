/**
 * Follows the pointer over a frame's mentions: which one it is on, and when that is worth a look. All else
 * comes with the card's bundle when the pointer first meets a mention.
 */
import { isInLink } from '../../dom/links.ts';
import { targetOf } from '../../dom/target.ts';
import type { Mention } from '../../protocol/marks.ts';
import {
  CARD_DEFAULTS,
  type PageControl,
  type PointerControl,
  TOUCH_PX,
  world,
} from '../../protocol/world.ts';
import { placeAtPoint } from './mention-at-point.ts';
import { mentionNear } from './mention-near.ts';
import { opensAtRest } from './opening.ts';

/** A pointer that moves farther than this from one move to the next (a frame has one) passes by, unless it stands still. */
const FAST_PX_PER_MOVE = 8;
/** A pointer without a move for so long stands still. */
const STILL_AFTER_MS = 40;
/** How long after its first move it is looked where a pointer is. */
const FIRST_LOOK_MS = 50;
/** How often it is looked again while a pointer passes by: it may stop at once. A person's slows down, and is looked at then. */
const LOOK_AGAIN_MS = 300;

/** `KeyboardEvent.key` of the keys that a rest may wait for. */
const HELD = new Set(['Alt', 'Control', 'Shift']);

/** Whether a mention, or what lies over it where the pointer is, is a link. */
function isLinkAt(mention: Mention | undefined, event: PointerEvent | undefined): boolean {
  const nodes = [mention?.startNode, event && targetOf(event)];
  return nodes.some((node) => node && isInLink(node));
}

export function createPointer(page: Pick<PageControl, 'mentions' | 'bringCard'>): PointerControl {
  const frame = world();
  const options = () => frame.mentions?.cardOptions() ?? CARD_DEFAULTS;
  /** Where the pointer is; undefined: out of the frame, or seen to be pressing. */
  let last: PointerEvent | undefined;
  /** The last key of `HELD` that went down or up. */
  let lastKey: KeyboardEvent | undefined;
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
        const { clientX: x, clientY: y, pointerType: type } = last;
        const keys = lastKey && lastKey.timeStamp > last.timeStamp ? lastKey : last;
        const isOnLink = () => isLinkAt(mention, last);
        const opens = opensAtRest(options(), { isOnLink, keys });
        card.point(mention, { x, y, time: keys.timeStamp, type }, opens);
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

  /** The mention that a click or a tap is for. */
  function touchedBy(event: PointerEvent): Mention | undefined {
    const mention = mentionAt(event);
    if (mention || event.pointerType !== 'touch' || !page.mentions) return mention;
    return mentionNear(page.mentions, document, event, TOUCH_PX);
  }

  /** By a finger a name in a link has its card by a long press: a tap follows the link. */
  function held(event: PointerEvent): boolean {
    const mention = options().openOnLinks && touchedBy(event);
    if (!mention || !isInLink(mention.startNode)) return false;
    page.bringCard().then(() => frame.card?.hold(mention, event));
    return true;
  }

  /** What rests on a mention may have waited for it. */
  function keyed(event: KeyboardEvent): void {
    if (!event.isTrusted || event.repeat || !HELD.has(event.key)) return;
    lastKey = event;
    if (last) lookAgain();
  }

  function left(): void {
    last = undefined;
    frame.card?.leave();
  }

  function clicked(event: PointerEvent): void {
    // By key (a detail of 0) it has no place.
    if (!event.isTrusted || event.button !== 0 || event.detail === 0) return;
    const mention = touchedBy(event);
    if (!mention) clickedAt = event.timeStamp;
    if (mention) page.bringCard().then(() => frame.card?.press(mention, event));
  }

  return { moved, clicked, held, keyed, left };
}
