/** Where a frame's mentions stand in its page, for the side panel: asked some times a second while that is open. */
import { countAbove } from '../dom/count-above.ts';
import { inDocumentOrder } from '../dom/document-order.ts';
import * as native from '../dom/native.ts';
import { passageAround } from '../dom/passage.ts';
import { rangeOf, rectsOf } from '../dom/range.ts';
import { ringForAWhile, scrollTo } from '../dom/ring.ts';
import { type ScrolledView, viewAmong } from '../dom/scrolled-view.ts';
import type { Mention } from '../protocol/marks.ts';
import {
  type MappedMention,
  MOST_MAPPED,
  type PageControl,
  type PageMapper,
} from '../protocol/world.ts';
import { seeableOf } from './seeable.ts';

/** Milliseconds until it is looked anew which there are: after a change, and without one; so many more for each. */
const CHANGED_MS = 500;
const UNCHANGED_MS = 3_000;
const MS_A_MENTION = 1;

/** The ids of the mentions that begin in a text, by their offset there, as long as it says the same. */
interface KnownIds {
  readonly data: string;
  readonly byStart: Map<number, number>;
}

/** @param decideAll has all doubtful names decided about */
export function createPageMapper(
  window: Window & typeof globalThis,
  page: PageControl,
  decideAll: () => void,
): PageMapper {
  const document = Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
  const ids = new WeakMap<Text, KnownIds>();
  let lastId = 0;
  let mapped: ReadonlyMap<number, Mention> = new Map();
  let view: ScrolledView = viewAmong(window, []);
  let chosenAt = Number.NEGATIVE_INFINITY;
  /** What was known when they were chosen. */
  let of: unknown;
  let changes = 0;
  let choosing: Promise<void> | undefined;

  function idOf({ startNode, start }: Mention): number {
    let known = ids.get(startNode);
    if (known?.data !== startNode.data) {
      known = { data: startNode.data, byStart: new Map() };
      ids.set(startNode, known);
    }
    const id = known.byStart.get(start) ?? ++lastId;
    known.byStart.set(start, id);
    return id;
  }

  function isDue(): boolean {
    const { mentions } = page;
    if (mentions !== of) return true;
    const isChanged = mentions !== undefined && mentions.known.changes !== changes;
    const wait = (isChanged ? CHANGED_MS : UNCHANGED_MS) + page.count * MS_A_MENTION;
    return performance.now() > chosenAt + wait;
  }

  async function choose(): Promise<void> {
    decideAll();
    const { mentions } = page;
    of = mentions;
    changes = mentions?.known.changes ?? 0;
    const near = nearestToView(inDocumentOrder(mentions?.places() ?? []));
    const seen = await seeableOf(window, mentions, near);
    mapped = new Map(seen.map((mention) => [idOf(mention), mention]));
    view = viewAmong(window, seen);
    chosenAt = performance.now();
  }

  return {
    async look() {
      if (!choosing && isDue()) {
        choosing = choose().finally(() => {
          choosing = undefined;
        });
      }
      await choosing;
      const { from, to, shareAt } = view.measure();
      const mentions = [...mapped].flatMap(([id, mention]): MappedMention[] => {
        const [line] = rectsOf(mention);
        if (!line) return [];
        return [{ id, name: mention.name, at: shareAt(line.top + line.height / 2) }];
      });
      return { document, from, to, mentions };
    },
    passages: (asked) =>
      asked.flatMap((id) => {
        const mention = mapped.get(id);
        if (!mention || !isThere(mention)) return [];
        return [{ id, name: mention.name, ...passageAround(mention) }];
      }),
    reveal(id) {
      const mention = mapped.get(id);
      if (!mention || !isThere(mention)) return;
      const range = rangeOf(mention);
      scrollTo(range);
      ringForAWhile(window, range);
    },
  };
}

/** Whether a mention still stands in the document, with all of its letters. */
const isThere = ({ startNode, endNode, start, end }: Mention) =>
  native.isConnected(startNode) &&
  native.isConnected(endNode) &&
  start <= startNode.length &&
  end <= endNode.length;

/** @param all in document order */
function nearestToView(all: readonly Mention[]): readonly Mention[] {
  if (all.length <= MOST_MAPPED) return all;
  const above = countAbove(all, (mention) => {
    const [line] = rectsOf(mention);
    return line && line.bottom <= 0;
  });
  const from = Math.min(Math.max(0, above - MOST_MAPPED / 2), all.length - MOST_MAPPED);
  return all.slice(from, from + MOST_MAPPED);
}
