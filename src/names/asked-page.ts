/** What is known of the page that doubtful names stand on. */
export interface AskedPage {
  readonly title: string;
  /** Pieces of its text with names in it: they tell what the page is about. */
  readonly sample: readonly string[];
}

/** So many pieces tell what a page is about. From there on a piece that is asked about tells nothing more. */
export const SAMPLE_PIECES = 12;
