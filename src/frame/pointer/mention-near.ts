import * as native from '../../dom/native.ts';
import { rectsOf } from '../../dom/range.ts';
import { innermostAt } from '../../dom/target.ts';
import type { Mention, PageMentions } from '../../protocol/marks.ts';
import { placeAtPoint } from './mention-at-point.ts';

/** So many mentions are asked where they are: as many as are painted at most, but where a text has very many. */
const MOST_ASKED = 600;
/** CSS pixels by which a point is moved into a box: at its edge something else may begin. */
const INSIDE_PX = 0.5;

const within = (value: number, from: number, to: number) => Math.max(from, Math.min(value, to));

function* painted({ paintedTexts, known }: PageMentions): Generator<Mention> {
  for (const text of paintedTexts.keys()) yield* known.places(text);
}

/**
 * The mention nearest to a point of the layout viewport beside it, as far as it is not covered there. Asks the layout
 * of all that are painted: for what a person does seldom.
 * @param away CSS pixels from the point that it may be
 */
export function mentionNear(
  page: PageMentions,
  document: Document,
  { clientX, clientY }: Pick<MouseEvent, 'clientX' | 'clientY'>,
  away: number,
): Mention | undefined {
  const near: { mention: Mention; x: number; y: number; distance: number }[] = [];
  let asked = 0;
  for (const mention of painted(page)) {
    if (++asked > MOST_ASKED) break;
    for (const { left, right, top, bottom } of rectsOf(mention)) {
      const distance = Math.hypot(
        clientX - within(clientX, left, right),
        clientY - within(clientY, top, bottom),
      );
      if (distance > away) continue;
      const x = within(clientX, left + INSIDE_PX, right - INSIDE_PX);
      const y = within(clientY, top + INSIDE_PX, bottom - INSIDE_PX);
      near.push({ mention, x, y, distance });
    }
  }
  near.sort((a, b) => a.distance - b.distance);
  return near.find(({ mention, x, y }) => {
    const on = innermostAt(native.elementFromPoint(document, x, y), x, y);
    return placeAtPoint(page, on, x, y) === mention;
  })?.mention;
}
