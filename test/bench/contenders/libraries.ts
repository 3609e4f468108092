import AdvancedMark from 'advanced-mark.js';
import findAndReplaceDOMText from 'findandreplacedomtext';
import Mark from 'mark.js';
import forms from '../../../assets/story/forms.json';
import { type Contender, SEARCHED } from './contender.ts';

/** A library that wraps what it finds in `<mark>`. */
function wrapping(mark: (context: HTMLElement) => void): Contender {
  return {
    start: () => mark(document.body),
    added: mark,
    found: () => document.getElementsByTagName('mark').length,
  };
}

/** Each form of each name. */
const WORDS = forms.names.flatMap(({ written }) => written);
/** Beside these, too, a word is a whole one; otherwise only between spaces. */
const LIMITERS = [...'.,:;!?()[]{}<>"\'/*_`~|&=+@#$%^-–—…·«»‹›“”„‘’、。，：；！？（）「」『』【】'];

const WHOLE_WORDS = {
  accuracy: { value: 'exactly', limiters: LIMITERS },
  acrossElements: true,
  separateWordSearch: false,
} as const;

/**
 * Every way of calling them. `across`: names that markup cuts are found, too, as Backstory does; `within`: they are
 * not, which is quicker. With words a library goes through the page for each; with `regexp` once for all.
 */
export const libraries: Record<string, () => Contender> = {
  'mark.js': () => markJsWords(true),
  'mark.js-within': () => markJsWords(false),
  'mark.js-regexp': () => markJsRegExp(false),
  'mark.js-regexp-across': () => markJsRegExp(true),
  'advanced-mark': () => advancedMarkRegExp(true),
  'advanced-mark-within': () => advancedMarkRegExp(false),
  'advanced-mark-words': () =>
    wrapping((context) => new AdvancedMark(context).mark([...WORDS], WHOLE_WORDS)),
  findAndReplaceDOMText: () =>
    wrapping((context) =>
      findAndReplaceDOMText(context, { find: SEARCHED, wrap: 'mark', preset: 'prose' }),
    ),
  'findAndReplaceDOMText-plain': () =>
    wrapping((context) => findAndReplaceDOMText(context, { find: SEARCHED, wrap: 'mark' })),
};

function markJsWords(acrossElements: boolean): Contender {
  const options = { ...WHOLE_WORDS, acrossElements };
  return wrapping((context) => new Mark(context).mark(WORDS, options));
}

function markJsRegExp(acrossElements: boolean): Contender {
  return wrapping((context) => new Mark(context).markRegExp(SEARCHED, { acrossElements }));
}

function advancedMarkRegExp(acrossElements: boolean): Contender {
  return wrapping((context) => new AdvancedMark(context).markRegExp(SEARCHED, { acrossElements }));
}
