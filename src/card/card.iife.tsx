/** The card's bundle: comes into a frame when its pointer first meets a mention. Wiring only. */

import type { Mention } from '../protocol/marks.ts';
import { CARD_DEFAULTS, world } from '../protocol/world.ts';
import { createCard } from './create-card.tsx';

const { page, card } = world();
/** Milliseconds between two looks whether the extension is still there, where a card would outlive it. */
const VIGIL_MS = 400;

/** To somebody who goes from one to the next, the doubtful ones that are far from the view matter, too. */
function allMentions(): readonly Mention[] {
  world().mentions?.decideAll();
  return page?.mentions?.places() ?? [];
}

if (page && !card) {
  const own = createCard(
    allMentions,
    // Where no other part of ours has come by now, none was told of any options.
    () => world().mentions?.cardOptions() ?? CARD_DEFAULTS,
  );
  world().card = own;
  const vigil = setInterval(() => {
    const isReplaced = world().card !== own;
    if (isReplaced || !page.isAlive()) clearInterval(vigil);
    if (!isReplaced && !page.isAlive()) page.stop();
  }, VIGIL_MS);
}
