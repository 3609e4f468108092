/** Which shape a card has. Pure. */

/** `sheet`: from edge to edge, at the bottom of the view; `beside`: a box beside its mention. */
export type CardShape = 'beside' | 'sheet';

/** Windows narrower than this, CSS pixels of an unpinched page, have sheets: beside a name there is no room for a box. */
const NARROW_PX = 480;
/** The same for a thumb: a phone that lies on its side has one, too, a tablet has none. */
const NARROW_FOR_TOUCH_PX = 900;
/** Text of this size, CSS pixels, or larger has sheets: a box of its lines would take most of a window. Usual: 16. */
export const LARGE_TEXT_PX = 28;

export function shapeOf(about: {
  /** The width of the window, CSS pixels of an unpinched page. */
  readonly width: number;
  readonly isTouch: boolean;
  /** The text size that the browser is set to is `LARGE_TEXT_PX` or more. */
  readonly isTextLarge: boolean;
}): CardShape {
  const { width, isTouch, isTextLarge } = about;
  return isTextLarge || width < (isTouch ? NARROW_FOR_TOUCH_PX : NARROW_PX) ? 'sheet' : 'beside';
}
