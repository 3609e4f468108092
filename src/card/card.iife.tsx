/** The card's bundle: comes into a frame when its pointer first meets a mention. Wiring only. */
import { world } from '../protocol/world.ts';
import { createCard } from './create-card.tsx';

const { page, card } = world();

if (page && !card) world().card = createCard(() => page.mentions?.places() ?? [], page.cardOptions);
