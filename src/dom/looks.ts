/**
 * Which elements show their text the way code, or what is being written, is shown. That the page's styles tell, so it
 * is asked after a frame, when they are computed, and asked again: a style sheet may come later than the text.
 */
import * as native from './native.ts';

const MONOSPACE = /mono|courier|consol|menlo|code/i;
/** All values of `white-space` that keep the spaces of the source. */
const KEEPS_SPACES = /^(?:pre(?!-line|serve-)|preserve(?!-)|break-spaces)/;
/** What pages mark as code for translators. Names are marked so, too, but seldom set in a typewriter's letters. */
const UNTRANSLATED = '[translate=no],.notranslate';
/** How many text areas of a page are looked at. */
const MOST_FIELDS = 20;

/** How many elements upwards from a text its look is remembered and asked for. */
const MOST_LEVELS = 3;

/** TypeScript does not know what Chromium still has. */
type Style = CSSStyleDeclaration & { readonly webkitUserModify?: string };

const styleOf = (element: Element): Style => getComputedStyle(element);

/** Whether what stands in `element` is set as code is. */
export function looksLikeCode(element: Element): boolean {
  const { whiteSpace, fontFamily } = styleOf(element);
  return (
    MONOSPACE.test(fontFamily) &&
    (KEEPS_SPACES.test(whiteSpace) || native.closest(element, UNTRANSLATED) !== null)
  );
}

/** Whether somebody is writing what stands in `element`: in it, or in a text area that it lies over. */
export function isBeingWritten(element: Element): boolean {
  // Chromium says so of `contenteditable`, of an `EditContext` and of a style sheet's `user-modify`.
  return styleOf(element).webkitUserModify?.startsWith('read-write') || isOverField(element);
}

const looksWritten = (element: Element) => looksLikeCode(element) || isBeingWritten(element);

/** Whether `element` lies within a text area: it shows what stands in there, in colours maybe. */
function isOverField(element: Element): boolean {
  const fields = native.documentDescendants(native.ownerDocument(element), 'textarea');
  for (let index = 0; index < MOST_FIELDS; index++) {
    const field = fields.item(index);
    if (!field) break;
    const { left, right, top, bottom } = native.boxOf(element);
    const box = native.boxOf(field);
    if (left >= box.left && right <= box.right && top >= box.top && bottom <= box.bottom) {
      return right > left;
    }
  }
  return false;
}

/** Remembers how elements look. */
export class Looks {
  #written = new WeakSet<Element>();
  #isAny = false;

  /** Whether `text` looked written when that was last asked, or what is around it did. */
  isWritten(text: Text): boolean {
    if (!this.#isAny) return false;
    let element = native.parentElement(text);
    for (let left = MOST_LEVELS; element && left > 0; left--) {
      if (this.#written.has(element)) return true;
      element = native.parentElement(element);
    }
    return false;
  }

  /** Asks how `text` looks by now; whether that is not what was known. */
  isOther(text: Text): boolean {
    const element = native.parentElement(text);
    if (!element) return false;
    const before = this.isWritten(text);
    const now = looksWritten(element);
    if (now === before) return false;
    this.#isAny = true;
    for (
      let around: Element | null = element, left = MOST_LEVELS;
      around && left > 0 && (!now || looksWritten(around));
      around = native.parentElement(around), left--
    ) {
      if (now) this.#written.add(around);
      else this.#written.delete(around);
    }
    return true;
  }
}
