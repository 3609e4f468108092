/** The examples that names are learned from: `examples/snippets*.jsonl` of a story folder. */
import * as v from 'valibot';
import { readLines } from './read-lines.ts';

const offset = v.pipe(v.number(), v.integer(), v.minValue(0));

const snippetSchema = v.pipe(
  v.object({
    id: v.pipe(v.string(), v.minLength(1)),
    lang: v.optional(v.string(), ''),
    /** What kind of text it is, for the figures. */
    cat: v.optional(v.string(), ''),
    /** The page's title. */
    context: v.optional(v.string(), ''),
    text: v.pipe(v.string(), v.minLength(1)),
    /** What is to be marked. Offsets are UTF-16 units, `end` exclusive. */
    spans: v.array(v.object({ start: offset, end: offset, entity: v.string() })),
  }),
  v.check(
    ({ text, spans }) =>
      spans.every(
        ({ start, end }, i) =>
          start < end && end <= text.length && start >= (spans[i - 1]?.end ?? 0),
      ),
    'has spans that are not in the text, one after the other',
  ),
);

/** A text in which people marked the names. */
export type Snippet = v.InferOutput<typeof snippetSchema>;

/**
 * @param file where the text is from, for messages
 * @param nameIds `StoryName.id`s: a span of another name is a fault
 * @throws Error that lists the first faults, one a line: `file:line: field: reason`.
 */
export function parseSnippets(text: string, file: string, nameIds: readonly string[]): Snippet[] {
  const isKnown = ({ spans }: Snippet) => spans.every(({ entity }) => nameIds.includes(entity));
  return readLines(v.pipe(snippetSchema, v.check(isKnown, 'names what is no name')), text, file);
}
