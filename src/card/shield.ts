/**
 * Keeps what a person does in the card from the page: its focus traps, its "click outside closes",
 * its shortcuts, what it forbids to select or to copy. In Firefox, what is told of the card names nodes in it
 * (`shielded.ts`).
 */
import { SHIELDED } from '../protocol/shielded.ts';

/** @param hear takes an event that is the card's away from the page; those that come early it has heard already */
export function shield(window: Window, hear: (event: Event) => void, signal: AbortSignal): void {
  for (const type of SHIELDED.split(' ')) {
    window.addEventListener(type, hear, { capture: true, passive: true, signal });
  }
}
