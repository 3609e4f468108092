/**
 * Makes this page's own text live: content scripts do not run on pages of the extension, so the same
 * engine, pointer and card that pages get are put to work here.
 */
import { createCard } from '../../card/create-card.tsx';
import { MarksAttendant } from '../../frame/marks/attendant.ts';
import { createCloserLook } from '../../frame/marks/closer-look.ts';
import { Engine } from '../../frame/marks/engine.ts';
import { createPointer } from '../../frame/pointer/create-pointer.ts';
import { createEarlyListeners } from '../../frame/pointer/listen-early.ts';
import type { Finder } from '../../names/find-candidates.ts';
import { answerQuestionsBy } from '../../names/judge-questions.ts';
import { plainDecider } from '../../names/plain-decider.ts';
import type { Spotter } from '../../names/spot.ts';
import { CARD_DEFAULTS, world } from '../../protocol/world.ts';

/** We wrote the text: what is written like a name is meant as one. */
const answersTo = (finder: Finder) =>
  answerQuestionsBy(
    finder,
    plainDecider(() => true),
  );

/** @returns a function that goes to the next name and opens its card, as the keys do on a page */
export function enliven(spotter: Spotter, finder: Finder): () => void {
  const answer = answersTo(finder);
  const engine = new Engine(window, spotter, { found: () => undefined, settled: () => undefined });
  const attendant = new MarksAttendant({
    window,
    page: engine,
    judgeBy: (answered) =>
      createCloserLook({
        document,
        loose: finder.mayContain,
        known: () => [],
        ask: async (page, questions) => answer(page, questions),
        answered,
      }),
    firstParagraphs: async () => [],
    needsSheet: () => undefined,
    isWanted: () => true,
  });
  engine.attendBy(attendant);
  attendant.loaded();
  engine.start();
  attendant.start();
  const card = createCard(
    () => engine.places(),
    () => CARD_DEFAULTS,
  );
  world().card = card;
  const pointer = createPointer({ mentions: engine, bringCard: async () => undefined });
  const listenEarly = createEarlyListeners({
    isElsewhere: false,
    pointer: () => pointer,
    followPath: (path) => engine.follow(path),
    dismissElsewhere: () => undefined,
  });
  listenEarly(new AbortController().signal);
  return () => card.step(1, undefined, 'here');
}
