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

/*
 * But for `mark.js-regexp` they find names that markup cuts, as Backstory does. `bench.ts` says the options to the
 * reader.
 */

/** As its documentation has it: told the words, for each of which it goes through the page. */
export const markJs = () =>
  wrapping((context) =>
    new Mark(context).mark(WORDS, {
      accuracy: { value: 'exactly', limiters: LIMITERS },
      acrossElements: true,
      separateWordSearch: false,
    }),
  );

/** At its fastest: one regular expression, and without names that markup cuts. */
export const markJsRegExp = () =>
  wrapping((context) => new Mark(context).markRegExp(SEARCHED, { acrossElements: false }));

export const advancedMark = () =>
  wrapping((context) => new AdvancedMark(context).markRegExp(SEARCHED, { acrossElements: true }));

export const findAndReplace = () =>
  wrapping((context) =>
    findAndReplaceDOMText(context, { find: SEARCHED, wrap: 'mark', preset: 'prose' }),
  );
