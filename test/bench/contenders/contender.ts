/** What runs in a page, beside the others. */
export interface Contender {
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
}

/** What every library searches for: the names' plain forms as whole words. */
export const SEARCHED = /\b(?:grok|x[. ]?ai|open[ -]?ai)\b/gi;
