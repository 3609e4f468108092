/**
 * The part of `eval:cards` that runs in the extension's own world of a page, bundled and evaluated there: knows the
 * mentions that the product has found, and hears what a card asks the background.
 */
import { browser } from '../../src/browser.ts';
import { isSame } from '../../src/card/mention.ts';
import { inDocumentOrder } from '../../src/dom/document-order.ts';
import * as native from '../../src/dom/native.ts';
import { passageAround } from '../../src/dom/passage.ts';
import { rangeOf, rectsOf } from '../../src/dom/range.ts';
import { scrollTo } from '../../src/dom/ring.ts';
import { placeAtPoint } from '../../src/frame/pointer/mention-at-point.ts';
import { seeableOf } from '../../src/frame/seeable.ts';
import type { Mention } from '../../src/protocol/marks.ts';
import { world } from '../../src/protocol/world.ts';
import type { FittingRanking, RankedPassage } from '../../src/topics/rank-passages.ts';

/** Which mention of a page. */
export interface MentionPlace {
  /** `StoryName.id` */
  readonly name: string;
  /** Its number among the page's mentions of that name in document order, seen or not; the first is 1. */
  readonly mention: number;
}

/** What a card asked the background, and was answered. */
export interface RankedCard {
  readonly passage: RankedPassage;
  readonly ranking: FittingRanking;
}

interface RankRequest {
  readonly type: 'rank';
  readonly passages: readonly RankedPassage[];
}

const isRankRequest = (message: unknown): message is RankRequest =>
  (message as Partial<RankRequest> | undefined)?.type === 'rank';

/** What the frame of a page is asked, step by step. */
class CardsUnderTest {
  readonly #heard: RankedCard[] = [];

  constructor() {
    const { runtime } = browser;
    const sendOn = runtime.sendMessage.bind(runtime) as (message: unknown) => Promise<unknown>;
    const listen = async (message: unknown): Promise<unknown> => {
      const answer = await sendOn(message);
      if (isRankRequest(message)) this.#hear(message.passages, answer as FittingRanking[]);
      return answer;
    };
    Object.assign(runtime, { sendMessage: listen });
  }

  #hear(passages: readonly RankedPassage[], rankings: readonly FittingRanking[]): void {
    for (const [index, passage] of passages.entries()) {
      const ranking = rankings[index];
      if (ranking) this.#heard.push({ passage, ranking });
    }
  }

  /** Whether all of the page is read and decided about, when it is asked a second time or later. */
  async isRead(): Promise<boolean> {
    const { page } = world();
    // A frame brings this program once it has found something like a name: maybe in a moment.
    if (!world().mentions) await browser.runtime.sendMessage({ type: 'load', part: 'mentions' });
    world().mentions?.decideAll();
    return page?.state !== undefined && !page.busy;
  }

  #inOrder(): Mention[] {
    return inDocumentOrder(world().page?.mentions?.places() ?? []);
  }

  #find({ name, mention }: MentionPlace): Mention | undefined {
    return this.#inOrder().filter((each) => each.name === name)[mention - 1];
  }

  /** The mentions that a person can see, after scrolling maybe, in document order. */
  async seen(): Promise<MentionPlace[]> {
    const all = this.#inOrder();
    const seen = new Set(await seeableOf(window, world().page?.mentions, all));
    const counts = new Map<string, number>();
    return all.flatMap((each) => {
      const { name } = each;
      const mention = (counts.get(name) ?? 0) + 1;
      counts.set(name, mention);
      return seen.has(each) ? [{ name, mention }] : [];
    });
  }

  /**
   * Scrolls to a mention.
   * @returns where a pointer is on it, CSS pixels in the viewport, and how far the page is scrolled; null: there is
   *   none, or it lies under something
   */
  pointAt(place: MentionPlace): { x: number; y: number; scrolled: number } | null {
    const { page } = world();
    const mention = this.#find(place);
    if (!mention || !page?.mentions) return null;
    scrollTo(rangeOf(mention));
    for (const { x: left, y: top, width, height } of rectsOf(mention)) {
      const x = left + width / 2;
      const y = top + height / 2;
      const there = placeAtPoint(page.mentions, native.elementFromPoint(document, x, y), x, y);
      if (there && isSame(there, mention)) return { x, y, scrolled: scrollY };
    }
    return null;
  }

  /** What a card about a mention has asked and was answered; null: nothing so far. */
  rankedAt(place: MentionPlace): RankedCard | null {
    const mention = this.#find(place);
    if (!mention) return null;
    const { text, start, end } = passageAround(mention);
    const card = this.#heard.findLast(
      ({ passage }) =>
        passage.name === mention.name &&
        passage.text === text &&
        passage.start === start &&
        passage.end === end,
    );
    return card ?? null;
  }
}

/** What is asked stands in the extension's world of the page, under a symbol. */
export const put = (key: string) => {
  Object.assign(globalThis, { [Symbol.for(key)]: new CardsUnderTest() });
};
export type { CardsUnderTest };
