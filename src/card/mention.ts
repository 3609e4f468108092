/** What the card asks of a mention itself. */
import { rectsOf } from '../dom/range.ts';
import type { Mention } from '../protocol/marks.ts';
import { distance, type Point } from './place/toward.ts';

/** The index of the line of a mention at a point; -1: none is. */
export const lineAt = (mention: Mention, point: Point): number =>
  rectsOf(mention).findIndex((line) => distance(point, line) === 0);

/** Whether two mentions begin at one place. */
export const isSame = (a: Mention, b: Mention): boolean =>
  a.startNode === b.startNode && a.start === b.start;
