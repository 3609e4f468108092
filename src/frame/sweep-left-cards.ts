import * as native from '../dom/native.ts';
import { CARD_MARK } from '../protocol/world.ts';

/** Firefox ends the scripts of an updated extension without a word: what they showed stays behind. */
export function sweepLeftCards(): void {
  for (const left of native.selectInDocument(document, `[${CARD_MARK}]`)) native.remove(left);
}
