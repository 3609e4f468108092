/**
 * Makes this page's own text live: content scripts do not run on pages of the extension, so the same
 * engine, pointer and card that pages get are put to work here.
 */
import { createCard } from '../../card/create-card.tsx';
import { createCloserLook } from '../../frame/marks/closer-look.ts';
import { Engine } from '../../frame/marks/engine.ts';
import { createPointer } from '../../frame/pointer/create-pointer.ts';
import { createEarlyListeners } from '../../frame/pointer/listen-early.ts';
import type { Finder } from '../../names/find-candidates.ts';
import type { Spotter } from '../../names/spot.ts';
import { world } from '../../protocol/world.ts';
import type { StoryName } from '../../story/types.ts';

/** @returns a function that goes to the next name and opens its card, as the keys do on a page */
export function enliven(spotter: Spotter, finder: Finder, names: readonly StoryName[]): () => void {
  const ids = names.map(({ id }) => id);
  const engine = new Engine(window, spotter, ids, {
    undecided: () => undefined,
    many: () => undefined,
    settled: () => undefined,
    isWanted: () => true,
  });
  // We wrote the text: what is written like a name is meant as one.
  engine.setJudge({
    learnNext: () => false,
    ...createCloserLook(finder, ids, { isMention: () => true, isSettled: () => true }),
  });
  engine.start();
  const card = createCard(
    () => engine.places(),
    () => ({ openBy: 'hover', language: 'auto' }),
  );
  world().card = card;
  world().pointer = createPointer({ mentions: engine, bringCard: async () => undefined });
  const early = createEarlyListeners({
    hasMentions: () => engine.hasMentions,
    bringPointer: async () => undefined,
    follow: (path) => engine.follow(path),
    dismissElsewhere: () => undefined,
  });
  early.listen(new AbortController().signal);
  return () => card.step(1, undefined, 'here');
}
