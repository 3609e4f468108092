/** Labelled passages of the rocket story: few, plain, and made for the tests. */
import type { LabelledPassage } from '../../../src/build/train/passages.ts';
import type { RankerInputs } from '../../../src/build/train/train-ranker.ts';
import type { ParagraphId, StoryName } from '../../../src/story/types.ts';
import { rocketIndex } from '../story/rocket.ts';

const names: readonly StoryName[] = [{ id: 'ariane', label: 'Ariane', introducedIn: 'p1' }];

const SAID: readonly [best: ParagraphId, generic: boolean, texts: readonly string[]][] = [
  [
    'p1',
    false,
    ['Ariane lifted off from the rain forest', 'the maiden flight of Ariane succeeded'],
  ],
  ['p1', true, ['Ariane stickers are sold at the fair', 'a café near the port is called Ariane']],
  ['p2', false, ['the budget of Ariane grew by a third', 'auditors say Ariane is too expensive']],
  ['p3', false, ['rivals land their boosters, Ariane does not', 'Falcon undercuts Ariane again']],
];

/** Each is told so often, because a few examples alone move a model by a little only. */
const TIMES = 8;

const passages = Array.from({ length: TIMES }, (_, time) =>
  SAID.flatMap(([best, generic, texts]) =>
    texts.map((context, i): LabelledPassage => {
      const start = context.indexOf('Ariane');
      return {
        id: `${best}${generic}${i}.${time}`,
        lang: 'en',
        page_title: '',
        context,
        mention: { start, end: start + 'Ariane'.length, entity: 'ariane' },
        best,
        acceptable: [best],
        generic,
      };
    }),
  ),
).flat();

export const rocketInputs: RankerInputs = {
  passages,
  synonyms: { money: { en: 'budget, expensive', de: 'teuer', ja: '予算' } },
  topics: rocketIndex.compiled,
  names,
};

/** A passage around the first `Ariane` of `text`. */
export function rocketPassage(text: string, title = '') {
  const start = Math.max(0, text.indexOf('Ariane'));
  return {
    text,
    start,
    end: start + 'Ariane'.length,
    title,
    introducedIn: 'p1',
    name: 'ariane',
  } as const;
}
