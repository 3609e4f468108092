/** What the card of a frame needs besides its page. */
import type { VNode } from 'preact';
import type { Mention } from '../protocol/marks.ts';
import type { CardOptions } from '../protocol/world.ts';

export interface CardSetup {
  /** All of the page, in no order. */
  readonly mentions: () => readonly Mention[];
  readonly options: () => CardOptions;
  /** Of the interface's texts. */
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** What the card of a mention shows, as soon as that is known; undefined: there is none. */
  readonly prepare: (mention: Mention) => Promise<VNode | undefined>;
  /** A card opened or closed. */
  readonly tell: (isOpen: boolean) => void;
}
