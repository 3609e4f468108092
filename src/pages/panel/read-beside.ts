/** Reads a page for the side panel, as long as that is in view and the page in front. */

import { MOST_PASSAGES } from '../../protocol/messages.ts';
import type { PageMap } from '../../protocol/world.ts';
import type { Storage } from '../../settings/storage.ts';
import { watchSite } from '../../settings/watch-site.ts';
import type { ParagraphId } from '../../story/types.ts';
import type { CoveringPassage } from '../../topics/coverage.ts';
import type { FittingRanking } from '../../topics/rank-passages.ts';
import type { AskBackground } from '../tab/ask-background.ts';
import { lookAtPage } from '../tab/look-at-page.ts';
import {
  mapOf,
  passagesOf,
  revealMention,
  reveal as revealPassage,
  type TabPage,
} from '../tab/page.ts';
import { rankedPassage } from '../tab/ranked-passage.ts';
import { type Known, pageStatus, unknownPage } from '../tab/state.ts';
import { type Current, type Held, type Speaking, unknownOf } from './in-view.ts';
import { whenVisible } from './when-visible.ts';

/** Milliseconds between two looks at what is in view. */
const MAP_MS = 300;
/** Milliseconds from one reading of all of the page's text to the next, when its mentions have changed. */
const TEXT_MS = 5_000;

/** What is known of the page beside the panel. */
export interface Beside {
  readonly known: Known;
  /** Undefined: nothing is marked there, or not yet. */
  readonly map: PageMap | undefined;
  readonly speaking: Speaking;
  /** Where the reader went last. */
  readonly held: Held | undefined;
}

export interface BesideReader {
  /** Something happened to the page: looks at once. */
  look(): void;
  /** Takes the reader to a mention of the map, which is what is being read then. */
  goTo(mention: number, paragraph: ParagraphId | undefined): Promise<void>;
  /** Takes the reader to a stretch of `Known.blocks` that speaks of a paragraph. */
  reveal(passage: CoveringPassage, paragraph: ParagraphId): Promise<void>;
  end(): void;
}

const NOTHING_KNOWN: Speaking = new Map();

/** What is known of a page before it was looked at; undefined: there is no page in front. */
export const unreadBeside = (page: TabPage | undefined): Beside => ({
  known: unknownPage(page),
  map: undefined,
  speaking: NOTHING_KNOWN,
  held: undefined,
});

/** @param tell is told whatever changes */
export function readBeside(
  storage: Storage,
  page: TabPage,
  rank: AskBackground['rank'],
  tell: (beside: Beside) => void,
): BesideReader {
  let beside = unreadBeside(page);
  let isEnded = false;
  let isTextOld = false;
  let textReadAt = performance.now();

  function update(change: Partial<Beside>): void {
    if (isEnded) return;
    beside = { ...beside, ...change };
    tell(beside);
  }
  const know = (change: Partial<Known>) => update({ known: { ...beside.known, ...change } });
  const looking = lookAtPage(page, know, whenVisible);
  const look = () => {
    isTextOld = false;
    textReadAt = performance.now();
    void looking.look().catch(() => undefined);
  };
  const following =
    page.site === undefined
      ? undefined
      : watchSite(
          storage,
          page.site,
          (state, { unmarked }) => {
            know({ state, unmarked });
            look();
          },
          page.isPrivate,
        );
  if (!following) look();

  /** @param reached where the reader went just now, if they went somewhere */
  async function lookAtMap(reached?: Current): Promise<void> {
    const map = await mapOf(page.tabId);
    if (isEnded) return;
    const { map: before } = beside;
    const { from, document } = map ?? {};
    if (document !== before?.document) {
      update({ map, speaking: NOTHING_KNOWN, held: undefined });
      if (!before) return;
      // What is known is of the document before.
      know({ reports: [], blocks: [] });
      look();
    } else if (from !== undefined && document !== undefined && reached) {
      update({ map, held: { ...reached, from, document } });
    } else if (JSON.stringify(map) !== JSON.stringify(before)) {
      isTextOld ||= idsOf(map) !== idsOf(before);
      update({ map });
    }
  }

  /** Asks what some more mentions speak of. */
  async function learn(map: PageMap): Promise<void> {
    const ids = unknownOf(map, beside.speaking, MOST_PASSAGES);
    if (ids.length === 0) return;
    const title = beside.known.reports?.[0]?.title ?? '';
    const passages = await passagesOf(page.tabId, ids);
    const rankings = await rank(passages.map((passage) => rankedPassage(passage, title)));
    if (beside.map?.document !== map.document) return;
    const learned = new Map<number, ParagraphId | null>(ids.map((id) => [id, null]));
    for (const [at, { id }] of passages.entries()) learned.set(id, paragraphOf(rankings[at]));
    update({ speaking: new Map([...beside.speaking, ...learned]) });
  }

  async function follow(): Promise<void> {
    for (;;) {
      await whenVisible();
      if (isEnded) return;
      if (pageStatus(beside.known) !== 'on') {
        if (beside.map) update({ map: undefined, speaking: NOTHING_KNOWN, held: undefined });
      } else {
        await lookAtMap();
        if (isTextOld && performance.now() > textReadAt + TEXT_MS) look();
        // What fails is asked again at the next look.
        if (beside.map) await learn(beside.map).catch(() => undefined);
      }
      await new Promise((resolve) => setTimeout(resolve, MAP_MS));
    }
  }
  void follow();

  return {
    look,
    async goTo(mention, paragraph) {
      await revealMention(page.tabId, mention);
      await lookAtMap({ mention, paragraph });
    },
    async reveal({ block, start, end }, paragraph) {
      await revealPassage(page.tabId, block, start, end);
      await lookAtMap({ mention: undefined, paragraph });
    },
    end() {
      isEnded = true;
      following?.end();
      looking.end();
    },
  };
}

const idsOf = (map: PageMap | undefined) => map?.mentions.map(({ id }) => id).join();

/** The best one, unless the article has nothing on the passage: what a card shows first. */
function paragraphOf(ranking: FittingRanking | undefined): ParagraphId | null {
  if (!ranking || ranking.outcome === 'nothing') return null;
  return ranking.paragraphs[0]?.id ?? null;
}
