/** A small story of another subject: nothing in `src/` may know the bundled one. */

import { compileTopics, type Topics } from '../../../src/build/story/compile-topics.ts';
import { parseTopics } from '../../../src/build/story/topics-schema.ts';
import { indexTopics } from '../../../src/topics/topic-index.ts';

export const rocketParagraphs = ['p1', 'p2', 'p3'] as const;

export const rocketTopics: Topics = {
  concepts: {
    rocket: { mul: 'ariane*, rocket*', fr: 'fusée*' },
    launch: { en: 'launch*, lift off', fr: 'décoll*', ja: '打ち上げ', ar: 'إطلاق' },
    cost: { en: 'cost*, budget overrun*', fr: 'coût*, dépassement* de budget', ar: 'تكلفة' },
    rival: { en: 'reusable booster*, competitor*', fr: 'concurren*', ja: '再使用' },
    delay: { en: 'delay*, late', fr: 'retard*' },
    sense: { en: 'costume*' },
  },
  weights: {
    launch: { introduction: 1 },
    cost: { p2: 2 },
    rival: { p3: 2 },
    sense: { p3: 0.1 },
  },
  patterns: [
    { all: ['launch', 'delay'], weights: { p2: 3 } },
    { all: ['rival', 'sense'], none: ['delay'], weights: { p3: 2 } },
  ],
  subject: ['rocket'],
};

export const rocketIndex = indexTopics(
  compileTopics(
    parseTopics(JSON.stringify(rocketTopics), 'rocket.json', rocketParagraphs),
    rocketParagraphs,
  ),
);
