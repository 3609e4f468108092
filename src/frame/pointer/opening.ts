/** Whether a pointer that rests on a mention opens its card, as a person chose. Pure. */
import type { CardOptions } from '../../protocol/world.ts';

/** Keys of the keyboard that are held while something else is done. */
type HeldKeys = Pick<MouseEvent, 'altKey' | 'ctrlKey' | 'shiftKey'>;

/** A mention under the pointer. */
export interface Rest {
  /** It stands in a link, or a link lies over it. */
  readonly isOnLink: () => boolean;
  readonly keys: HeldKeys;
}

export function opensAtRest(
  { openBy, openWith, openOnLinks }: CardOptions,
  { isOnLink, keys }: Rest,
): boolean {
  if (openBy === 'press' || (!openOnLinks && isOnLink())) return false;
  return openWith === 'none' || keys[`${openWith}Key`];
}
