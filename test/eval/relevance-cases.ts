/** Labelled passages for `eval:relevance`, and what a ranker makes of them. */
import { readFileSync } from 'node:fs';
import type { LabelledPassage } from '../../src/build/train/passages.ts';
import { parsePassages } from '../../src/build/train/passages.ts';
import type { ParagraphId, Story } from '../../src/story/types.ts';
import type { Outcome, Rank } from '../../src/topics/ranker.ts';

/** What was answered for one case. */
export interface Answered {
  readonly item: LabelledPassage;
  /** The likeliest first; none if nothing was found. */
  readonly ranked: readonly { readonly id: ParagraphId; readonly score: number }[];
  readonly outcome?: Outcome;
}

export function paragraphsOf(story: Story): ParagraphId[] {
  return story.editions[0]?.paragraphs.map(({ id }) => id) ?? [];
}

/** @throws Error naming the file, the line and the reason */
export function readCases(file: string, story: Story): LabelledPassage[] {
  const names = story.names.map(({ id }) => id);
  return parsePassages(readFileSync(file, 'utf8'), file, names, paragraphsOf(story));
}

export function answer(item: LabelledPassage, rank: Rank, story: Story): Answered {
  const { context, page_title, mention } = item;
  const name = story.names.find(({ id }) => id === mention.entity);
  if (!name) throw new Error(`unknown name “${mention.entity}”`);
  const { outcome, paragraphs } = rank({
    text: context,
    start: mention.start,
    end: mention.end,
    title: page_title,
    introducedIn: name.introducedIn,
    name: name.id,
  });
  return { item, ranked: paragraphs, outcome };
}
