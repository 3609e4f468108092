import * as native from '../../dom/native.ts';
import type { Stretch } from '../../dom/runs.ts';
import type { AttendedPage } from '../../protocol/marks.ts';

/** Where open and certain candidates stand, at most `limit`, one a text: what a judge may learn from. */
export function knownPlaces(page: AttendedPage, limit: number): Stretch[] {
  const places = new Map<Text, Stretch>();
  for (const text of page.reader.undecided) {
    if (!native.isConnected(text)) continue;
    if (places.size === limit) break;
    places.set(text, { startNode: text, start: 0, endNode: text, end: 0 });
  }
  // Each place of a page is an object made anew: there may be ten thousand.
  if (places.size === limit) return [...places.values()];
  for (const place of page.places()) {
    if (places.size === limit) break;
    if (!places.has(place.startNode)) places.set(place.startNode, place);
  }
  return [...places.values()];
}
