/**
 * Types of events that a page does not get from the card, besides those that `listen-early.ts` hears for its own
 * sake. In Firefox 153 an event names what in a closed shadow root it happened on (`originalTarget`,
 * `explicitOriginalTarget`, `rangeParent`): there the frame's program listens before the page can.
 */
export const SHIELDED =
  'pointerenter pointerleave pointerout pointerrawupdate pointerup pointercancel gotpointercapture ' +
  'lostpointercapture mouseover mouseout mouseenter mouseleave mousemove mousedown mouseup auxclick dblclick ' +
  'contextmenu wheel DOMMouseScroll MozMousePixelScroll touchstart touchmove touchend touchcancel keypress ' +
  'focus focusin focusout blur DOMActivate selectstart selectionchange copy cut paste dragstart drag dragend ' +
  'dragenter dragover dragleave drop beforetoggle toggle';
