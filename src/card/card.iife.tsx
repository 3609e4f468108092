/** The card's bundle: comes into a frame when its pointer first meets a mention. Wiring only. */
import { type Mention, world } from '../protocol/world.ts';
import { createCard } from './create-card.tsx';

const { page, card } = world();

/** To somebody who goes from one to the next, the doubtful ones that are far from the view matter, too. */
function allMentions(): readonly Mention[] {
  page?.mentions?.decideAll();
  return page?.mentions?.places() ?? [];
}

if (page && !card) world().card = createCard(allMentions, page.cardOptions);
