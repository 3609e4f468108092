/**
 * Makes this page's own text live: content scripts do not run on pages of the extension, so the same
 * engine, pointer and card that pages get are put to work here.
 */
import { createCard } from '../card/create-card.tsx';
import { createCloserLook } from '../judge/closer-look.ts';
import { Engine } from '../page/engine.ts';
import { rectsOf } from '../page/pointed.ts';
import { createPointer } from '../page/pointer.ts';
import { world } from '../protocol/world.ts';
import type { Finder } from '../story/find-candidates.ts';
import type { Spotter } from '../story/spot.ts';
import type { StoryName } from '../story/types.ts';

/** @returns a function that goes to the next name and opens its card, as the keys do on a page */
export function enliven(spotter: Spotter, finder: Finder, names: readonly StoryName[]): () => void {
  const ids = names.map(({ id }) => id);
  const engine = new Engine(window, spotter, ids, {
    undecided: () => undefined,
    settled: () => undefined,
    isWanted: () => true,
  });
  // We wrote the text: what is written like a name is meant as one.
  engine.setJudge({
    learnNext: () => false,
    mentionsIn: createCloserLook(finder, ids, () => true),
  });
  engine.start();
  const card = createCard(
    {
      all: () => engine.places(),
      rects: rectsOf,
    },
    () => ({ openBy: 'hover', language: 'auto' }),
  );
  world().card = card;
  const pointer = createPointer({
    engine: () => engine,
    bringCard: async () => undefined,
    dismissElsewhere: () => undefined,
  });
  pointer.listen(new AbortController().signal);
  return () => card.step(1, undefined, 'here');
}
