/** How the card looks and where it stands, as sheets of its root that no page knows. */
import * as native from '../../dom/native.ts';
import css from './card.css?inline';

const XHTML = 'http://www.w3.org/1999/xhtml';

/**
 * Begins the name of each custom property of ours. A page that knew the names could register them as what they are
 * not (`CSS.registerProperty` holds in every shadow root), and the card would lose its colours.
 */
const SECRET = `--${crypto.getRandomValues(new Uint32Array(2)).join('')}-`;

let sheet: CSSStyleSheet | undefined;

/** Parsed once: most pages show more than one card. */
function styles(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css.replaceAll('--', SECRET));
  }
  return sheet;
}

/**
 * Gives a root the look of the card, and a sheet of its own for its place.
 *
 * Firefox refused constructed sheets to content scripts until some version after 140, the oldest that we support
 * (https://bugzilla.mozilla.org/show_bug.cgi?id=1770592; 153 takes them). A style element serves there, unless
 * the page's policy forbids it. Never by the page's own objects (`wrappedJSObject`), whose getters would be given
 * the root.
 */
function adopt(root: ShadowRoot): CSSStyleSheet {
  const place = new CSSStyleSheet();
  try {
    root.adoptedStyleSheets = [styles(), place];
    return place;
  } catch {
    const [look, own] = ['', ''].map(() => native.createElementNS(document, XHTML, 'style'));
    root.append(look as Element, own as Element);
    (look as Element).textContent = css.replaceAll('--', SECRET);
    return (own as HTMLStyleElement).sheet ?? place;
  }
}

const textOf = (look: CSSStyleSheet | undefined) =>
  [...(look?.cssRules ?? [])].map(({ cssText }) => cssText).join();

/** Properties at most by which the host is placed, the dialog, and each ring. */
const PLACED = 4;

/** Lines of a mention that are ringed: a name that more of them part has very narrow ones. */
export const MOST_RINGS = 3;

/** The sheets of one card's root: the look, which all cards share, and where this one stands. */
export class CardSheets {
  readonly #own: readonly CSSStyleSheet[];
  /** All of the first of them. */
  readonly #look: string;
  /** Of the host, of the dialog and of each ring: where they stand. */
  readonly #rules: readonly CSSStyleDeclaration[];

  /** @param root gets them, and has no others */
  constructor(private readonly root: ShadowRoot) {
    const place = adopt(root);
    // In Firefox marks.css shows it, as the user's sheet, against this: a page of the extension has no such sheet.
    const isHidden = __FIREFOX__ && location.protocol !== 'moz-extension:';
    place.insertRule(`:host { left: 0; top: 0; ${isHidden ? 'display: none !important' : ''} }`);
    place.insertRule('.card { top: auto }', 1);
    for (let index = 0; index < MOST_RINGS; index++) {
      place.insertRule(`.ring${index} { display: none }`, index + 2);
    }
    this.#rules = [...place.cssRules].map((rule) => (rule as CSSStyleRule).style);
    this.#own = [...root.adoptedStyleSheets];
    this.#look = __FIREFOX__ ? textOf(this.#own[0]) : '';
  }

  /** Whether nobody but us has had a hand in them; asked in Firefox only, where a page may get at the root. */
  get areUntouched(): boolean {
    const { adoptedStyleSheets } = this.root;
    return (
      adoptedStyleSheets.length === this.#own.length &&
      this.#own.every((own, index) => own === adoptedStyleSheets[index]) &&
      textOf(adoptedStyleSheets[0]) === this.#look &&
      adoptedStyleSheets[1]?.cssRules.length === this.#rules.length &&
      this.#rules.every(({ length }) => length <= PLACED)
    );
  }

  /** Places the host, or sizes the dialog. */
  set(property: 'left' | 'top' | 'zoom' | 'room' | 'height', value: string): void {
    const [host, dialog] = this.#rules;
    if (property === 'room' || property === 'height') dialog?.setProperty(SECRET + property, value);
    else host?.setProperty(property, value, 'important');
  }

  /**
   * Places a ring, or hides it.
   * @param box in CSS pixels of the viewport, from where the host stands
   * @param zoom what the host is scaled by
   */
  ring(index: number, box: Readonly<Record<string, number>> | undefined, zoom: number): void {
    const rule = this.#rules[index + 2];
    if (!rule) return;
    rule.cssText = box
      ? Object.entries(box)
          .map(([property, pixels]) => `${property}: ${pixels / zoom}px`)
          .join(';')
      : 'display: none';
  }
}

/** Has the browser find the fonts, which takes the longest of all that a first card needs. */
export function warmUpFonts(): void {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (!context) return;
  for (const [, family] of css.matchAll(/--(?:serif|sans):([^;}]+)/g)) {
    for (const style of ['16px', 'bold 16px', 'italic 13px']) {
      context.font = `${style} ${family}`;
      context.measureText('Grave, « être », 2024 · “quoted” ‹›×');
    }
  }
}
