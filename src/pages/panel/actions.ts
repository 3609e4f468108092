/** What a person can do in the side panel. */
import type { ParagraphId } from '../../story/types.ts';
import type { CoveringPassage } from '../../topics/coverage.ts';

export interface PanelActions {
  allow(): Promise<void>;
  reload(): Promise<void>;
  step(direction: 1 | -1, name: string): Promise<void>;
  /** Takes the reader to a mention of the map, which is what is being read then. */
  goTo(mention: number, paragraph: ParagraphId | undefined): Promise<void>;
  /** Takes the reader to what the page says of a paragraph. */
  reveal(passage: CoveringPassage, paragraph: ParagraphId): Promise<void>;
  openArticle(): Promise<void>;
  /** Has the article shown in another language, from now on and everywhere. */
  setLanguage(lang: string): Promise<void>;
}
