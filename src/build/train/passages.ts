/** Build time: labelled passages, which the ranker learns from. */
import * as v from 'valibot';
import type { ParagraphId } from '../../story/types.ts';
import { readLines } from './read-lines.ts';

/** A passage with the paragraph that a reader needs, as people judged it. */
export interface LabelledPassage {
  readonly id: string;
  /** BCP 47 tag. */
  readonly lang: string;
  readonly page_title: string;
  readonly context: string;
  /** In `context`: UTF-16 units, `end` exclusive; `entity` is a `StoryName.id`. */
  readonly mention: { readonly start: number; readonly end: number; readonly entity: string };
  readonly best: ParagraphId;
  /** Paragraphs that a second reader would not call wrong; `best` is one. */
  readonly acceptable: readonly ParagraphId[];
  /** The article has nothing on it, and `best` only introduces the name; may be left out. */
  readonly generic?: boolean | undefined;
}

/**
 * Reads `passages.jsonl`.
 * @throws Error that names file, line, field and reason
 */
export function parsePassages(
  text: string,
  file: string,
  names: readonly string[],
  paragraphs: readonly ParagraphId[],
): LabelledPassage[] {
  const paragraph = v.custom<ParagraphId>(
    (id) => paragraphs.some((known) => known === id),
    'is no paragraph of the article',
  );
  const schema = v.pipe(
    // Further fields (where it was found, why it was judged so) are for people.
    v.object({
      id: v.pipe(v.string(), v.nonEmpty('is empty')),
      lang: v.pipe(v.string(), v.nonEmpty('is empty')),
      page_title: v.string(),
      context: v.string(),
      mention: v.object({
        start: v.pipe(v.number(), v.integer(), v.minValue(0)),
        end: v.pipe(v.number(), v.integer()),
        entity: v.picklist(names, ({ received }) => `${received} is no name of the story`),
      }),
      best: paragraph,
      acceptable: v.array(paragraph),
      generic: v.optional(v.boolean()),
    }),
    v.check(
      ({ context, mention }) => mention.start < mention.end && mention.end <= context.length,
      'mention is not within the context',
    ),
    v.check(({ best, acceptable }) => acceptable.includes(best), 'best is not acceptable'),
  );
  const seen = new Set<string>();
  const passages = readLines(schema, text, file);
  for (const { id } of passages) {
    if (seen.has(id)) throw new Error(`${file}: id: ${id} stands twice`);
    seen.add(id);
  }
  return passages;
}
