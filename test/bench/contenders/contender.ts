/** What runs in a page, beside the others. */
export interface Contender {
  /** Before it is measured: until what it needs outside of the page is there. */
  ready?(): Promise<void>;
  /** Reads and marks the page; what it does later, it does in callbacks. */
  start(): void;
  /** The page put in an element. Those that do not watch the page themselves are told. */
  added?(element: HTMLElement): void;
  /** The style sheet that its page has from the beginning; `marks` is ours. */
  sheet?(marks: string): string;
  /** Has it decide about what it has left until somebody asks. */
  askAll?(): void;
  /** How many mentions it knows. */
  found(): number;
  /** Milliseconds that it has worked outside of the page's thread. */
  backgroundMs?(): number;
}

/** What every library searches for: the names' plain forms as whole words. */
export const SEARCHED = /\b(?:grok|x[. ]?ai|open[ -]?ai)\b/gi;
