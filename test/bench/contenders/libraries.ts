import AdvancedMark from 'advanced-mark.js';
import findAndReplaceDOMText from 'findandreplacedomtext';
import Mark from 'mark.js';
import { type Contender, SEARCHED } from './contender.ts';

/** A library that wraps what it finds in `<mark>`. */
function wrapping(mark: (context: HTMLElement) => void): Contender {
  return {
    start: () => mark(document.body),
    added: mark,
    found: () => document.getElementsByTagName('mark').length,
  };
}

/** As Backstory does, they find names that markup cuts; `bench.ts` says the options to the reader. */
export const markJs = () =>
  wrapping((context) => new Mark(context).markRegExp(SEARCHED, { acrossElements: true }));

export const advancedMark = () =>
  wrapping((context) => new AdvancedMark(context).markRegExp(SEARCHED, { acrossElements: true }));

/** The same without names that markup cuts, which is its fastest. */
export const markJsWithin = () =>
  wrapping((context) => new Mark(context).markRegExp(SEARCHED, { acrossElements: false }));

export const findAndReplace = () =>
  wrapping((context) =>
    findAndReplaceDOMText(context, { find: SEARCHED, wrap: 'mark', preset: 'prose' }),
  );
