/**
 * Counts what our code asks of a document: reads of nodes, and characters looked at. A count is the same on every
 * machine, however loaded it is. To be installed before our modules are loaded, since those keep the prototypes' own
 * getters.
 */
export interface Work {
  /** Questions to nodes, ranges and walkers. */
  reads: number;
  /** UTF-16 units of text that the browser put together, or a regular expression went over. */
  units: number;
  /** The most of both between two looks at the clock. */
  longestStep: number;
}

const work: Work = { reads: 0, units: 0, longestStep: 0 };
let step = 0;

/** How much is done in a millisecond of the clock that our code sees: as much as on a quick machine. */
const STEPS_A_MILLISECOND = 20_000;
/** That clock goes on by what is done and nothing else, so that slices end where they end on every machine. */
let milliseconds = 0;

let isOn = false;

function read(units = 0): void {
  if (!isOn) return;
  work.reads++;
  work.units += units;
  step += 1 + units;
  milliseconds += (1 + units) / STEPS_A_MILLISECOND;
  if (step > work.longestStep) work.longestStep = step;
}

/** Has what is asked of a window's nodes counted. */
export function countIn(window: Window & typeof globalThis): void {
  const wrapGetter = (prototype: object, key: string) => {
    const found = Object.getOwnPropertyDescriptor(prototype, key);
    const get = found?.get;
    if (!found || !get) throw new Error(`no getter ${key}`);
    Object.defineProperty(prototype, key, {
      ...found,
      get() {
        const value = get.call(this) as unknown;
        read(key === 'textContent' && typeof value === 'string' ? value.length : 0);
        return value;
      },
    });
  };
  const wrapMethod = (prototype: object, key: string) => {
    const own = (prototype as Record<string, (...args: unknown[]) => unknown>)[key];
    if (!own) throw new Error(`no method ${key}`);
    Object.defineProperty(prototype, key, {
      configurable: true,
      writable: true,
      value(...args: unknown[]) {
        const value = own.apply(this, args);
        read(typeof value === 'string' ? value.length : 0);
        return value;
      },
    });
  };
  const { Node, CharacterData, Element, Document, Range, TreeWalker } = window;
  for (const key of [
    ...['nodeType', 'parentNode', 'parentElement', 'firstChild', 'lastChild', 'nextSibling'],
    ...['previousSibling', 'childNodes', 'isConnected', 'ownerDocument', 'textContent'],
  ]) {
    wrapGetter(Node.prototype, key);
  }
  for (const key of ['data', 'length']) wrapGetter(CharacterData.prototype, key);
  for (const key of ['localName', 'shadowRoot', 'assignedSlot']) wrapGetter(Element.prototype, key);
  for (const key of ['contains', 'compareDocumentPosition', 'getRootNode']) {
    wrapMethod(Node.prototype, key);
  }
  for (const key of ['closest', 'matches', 'getAttribute', 'getElementsByTagName']) {
    wrapMethod(Element.prototype, key);
  }
  for (const key of ['createRange', 'createTreeWalker']) wrapMethod(Document.prototype, key);
  for (const key of ['toString', 'getClientRects', 'setStart']) wrapMethod(Range.prototype, key);
  for (const key of ['nextNode', 'previousNode']) wrapMethod(TreeWalker.prototype, key);
}

const anchored = new Map<string, boolean>();

function withoutGroups(source: string): string {
  const outer = source.replaceAll(/\((?:[^()\\]|\\.)*\)/g, '');
  return outer === source ? source : withoutGroups(outer);
}

/** Looked for at the text's beginning alone: it goes over no text. */
function isAnchored({ source, multiline }: RegExp): boolean {
  let answer = anchored.get(source);
  if (answer === undefined) {
    const outside = uncounted(() => withoutGroups(source));
    answer = outside.startsWith('^') && !outside.includes('|');
    anchored.set(source, answer);
  }
  return answer && !multiline;
}

/** Has what regular expressions go over counted, and each look at the clock, which is ours, begin another step. */
export function countText(): void {
  const { exec } = RegExp.prototype;
  RegExp.prototype.exec = function (this: RegExp, text: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const match = exec.call(this, text);
    if (isOn && !this.sticky && !isAnchored(this)) {
      read(match ? match.index + match[0].length - from : Math.max(0, text.length - from));
    }
    return match;
  };
  performance.now = () => {
    step = 0;
    milliseconds += 1 / STEPS_A_MILLISECOND;
    return milliseconds;
  };
}

/** What is done until `act` is done. */
export async function countedIn(act: () => Promise<void>): Promise<Work> {
  Object.assign(work, { reads: 0, units: 0, longestStep: 0 });
  step = 0;
  isOn = true;
  try {
    await act();
  } finally {
    isOn = false;
  }
  return { ...work };
}

/** Has what the test itself does, or stands in for, not counted. */
export function uncounted<T>(act: () => T): T {
  const wasOn = isOn;
  isOn = false;
  try {
    return act();
  } finally {
    isOn = wasOn;
  }
}
