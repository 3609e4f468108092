/** Draws mentions of saved pages by chance, to be judged before anybody has seen what the product makes of them. */
import { shuffled } from '../../src/build/train/shuffled.ts';
import type { MentionPlace, RankedCard } from './cards-in-frame.ts';
import { type DrawnCard, fingerprint } from './cards-list.ts';
import type { CardPage } from './cards-visit.ts';

/** So many of one page at most. */
const MOST_OF_PAGE = 4;

/** A drawn mention with what a person judges by: text of the page, for no file of the project. */
export interface BlindCard extends DrawnCard {
  readonly title: string;
  /** The passage, the mention between ⟦ and ⟧. */
  readonly context: string;
}

const inOrder = <T>(items: readonly T[], seed: number): T[] =>
  [...shuffled(items.length, seed)].flatMap((index) => items[index] ?? []);

function blind(page: string, { name, mention }: MentionPlace, card: RankedCard): BlindCard {
  const { text, start, end, title } = card.passage;
  const context = `${text.slice(0, start)}⟦${text.slice(start, end)}⟧${text.slice(end)}`;
  return { page, name, mention, passage: fingerprint(card.passage), title, context };
}

/** Up to four mentions of a page that a person can see and a pointer reaches, in an order of chance. */
export async function drawOfPage(name: string, page: CardPage, seed: number): Promise<BlindCard[]> {
  const drawn: BlindCard[] = [];
  // What a page says twice is judged once.
  const isKnown = ({ passage }: RankedCard) =>
    drawn.some((card) => card.passage === fingerprint(passage));
  for (const place of inOrder(await page.seen(), seed)) {
    const card = await page.open(place);
    if (typeof card === 'string') console.log(`  ${place.name} ${place.mention}: ${card}`);
    else if (!isKnown(card)) drawn.push(blind(name, place, card));
    if (drawn.length === MOST_OF_PAGE) break;
  }
  return drawn;
}

/** So many of what was drawn of pages: one of each page, the others by chance. In the order of pages. */
export function choose(
  pages: readonly (readonly BlindCard[])[],
  count: number,
  seed: number,
): BlindCard[] {
  const firsts = pages.flatMap((cards) => cards.slice(0, 1));
  const others = inOrder(
    pages.flatMap((cards) => cards.slice(1)),
    seed,
  );
  const chosen = new Set([...firsts, ...others].slice(0, count));
  return pages.flat().filter((card) => chosen.has(card));
}
