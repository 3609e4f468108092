/** What the side panel makes of a page's map. Pure. */
import type { MappedMention, PageMap } from '../../protocol/world.ts';
import type { ParagraphId } from '../../story/types.ts';

/**
 * The paragraph that a mention speaks of, by `MappedMention.id`; null: the article has nothing on it. Of one that is not
 * among them that is not known yet.
 */
export type Speaking = ReadonlyMap<number, ParagraphId | null>;

/** What is being read. */
export interface Current {
  /** `MappedMention.id`; undefined: none is, but maybe a sentence of the page that speaks of the paragraph. */
  readonly mention: number | undefined;
  readonly paragraph: ParagraphId | undefined;
}

/** Where the reader went from the panel: until the page is scrolled on, that is what counts as being read. */
export interface Held extends Current {
  /** `PageMap.from` there. */
  readonly from: number;
  readonly document: number;
}

/** Shares of a page's height by which it may move without being scrolled: what it loads moves it, too. */
const STILL_SHARE = 0.003;

/** The mention nearest to a height of the page. @param at as `MappedMention.at` */
export function nearestTo(
  mentions: readonly MappedMention[],
  at: number,
): MappedMention | undefined {
  let nearest: MappedMention | undefined;
  for (const mention of mentions) {
    if (!nearest || Math.abs(mention.at - at) < Math.abs(nearest.at - at)) nearest = mention;
  }
  return nearest;
}

const middleOf = ({ from, to }: PageMap) => (from + to) / 2;

export function currentOf(map: PageMap, speaking: Speaking, held: Held | undefined): Current {
  if (held && held.document === map.document && Math.abs(held.from - map.from) < STILL_SHARE) {
    return held;
  }
  const { from, to, mentions } = map;
  const shown = mentions.filter(({ at }) => at >= from && at <= to);
  // What the article has nothing on does not hide what it speaks of beside it.
  const spoken = shown.filter(({ id }) => speaking.get(id));
  const nearest = nearestTo(spoken, middleOf(map)) ?? nearestTo(shown, middleOf(map));
  return {
    mention: nearest?.id,
    paragraph: (nearest && speaking.get(nearest.id)) ?? undefined,
  };
}

/** The mentions that speak of a paragraph, in document order. */
export const mentionsOf = (
  { mentions }: PageMap,
  speaking: Speaking,
  paragraph: ParagraphId,
): MappedMention[] => mentions.filter(({ id }) => speaking.get(id) === paragraph);

/** The next of some mentions of a map, or the previous one, from where the reader is; after the last comes the first. */
export function nextOf(
  some: readonly MappedMention[],
  map: PageMap,
  direction: 1 | -1,
  current: number | undefined,
): MappedMention | undefined {
  const order = new Map(map.mentions.map(({ id }, index) => [id, index]));
  const here = current === undefined ? undefined : order.get(current);
  const isAhead = ({ id, at }: MappedMention) => {
    const distance = here === undefined ? at - middleOf(map) : (order.get(id) ?? here) - here;
    return distance * direction > 0;
  };
  const way = direction === 1 ? some : [...some].reverse();
  return way.find(isAhead) ?? way[0];
}

/** Mentions of which it is not known what they speak of, those nearest to what is in view first. */
export function unknownOf(map: PageMap, speaking: Speaking, most: number): number[] {
  const middle = middleOf(map);
  return map.mentions
    .filter(({ id }) => !speaking.has(id))
    .sort((a, b) => Math.abs(a.at - middle) - Math.abs(b.at - middle))
    .slice(0, most)
    .map(({ id }) => id);
}
