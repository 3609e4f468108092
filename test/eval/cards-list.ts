/** Judged cards: which mentions of saved pages, and which paragraphs a reader there needs. No text of the pages. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { readLines } from '../../src/build/train/read-lines.ts';
import type { ParagraphId, Story } from '../../src/story/types.ts';
import type { RankedPassage } from '../../src/topics/rank-passages.ts';
import type { MentionPlace } from './cards-in-frame.ts';
import { paragraphsOf } from './relevance-cases.ts';

/** A mention that was drawn. */
export interface DrawnCard extends MentionPlace {
  /** The page's name in the folder. */
  readonly page: string;
  /** `fingerprint` of the passage that was judged: another one has to be judged anew. */
  readonly passage: string;
}

export interface JudgedCard extends DrawnCard {
  /** BCP 47 tag of the passage. */
  readonly lang: string;
  readonly best: ParagraphId;
  /** Paragraphs that a second reader would not call wrong; `best` is one. */
  readonly acceptable: readonly ParagraphId[];
  /** The article has nothing on it, and `best` only introduces the name. */
  readonly generic?: boolean | undefined;
}

/** Tells a passage from others, and nothing of what it says. */
export function fingerprint({ name, text, start, end, title }: RankedPassage): string {
  const whole = JSON.stringify([name, text, start, end, title]);
  return createHash('sha256').update(whole).digest('hex').slice(0, 12);
}

/** @throws Error naming the file, the line and the reason */
export function readJudgedCards(file: string, story: Story): JudgedCard[] {
  const paragraphs = paragraphsOf(story);
  const paragraph = v.custom<ParagraphId>(
    (id) => paragraphs.some((known) => known === id),
    'is no paragraph of the article',
  );
  const schema = v.pipe(
    // Further fields (a note on a label) are for people.
    v.object({
      page: v.pipe(v.string(), v.nonEmpty('is empty')),
      name: v.picklist(story.names.map(({ id }) => id)),
      mention: v.pipe(v.number(), v.integer(), v.minValue(1)),
      passage: v.pipe(v.string(), v.regex(/^[0-9a-f]{12}$/)),
      lang: v.pipe(v.string(), v.nonEmpty('is empty')),
      best: paragraph,
      acceptable: v.array(paragraph),
      generic: v.optional(v.boolean()),
    }),
    v.check(({ best, acceptable }) => acceptable.includes(best), 'best is not acceptable'),
  );
  return readLines(schema, readFileSync(file, 'utf8'), file);
}
