/** What the runner has to know of the contenders, which are only there in a page. */

/** Where the server of the bench has `background-worker.ts`. */
export const WORKER_PATH = '/background-worker.js';

/** What the options say to the reader of the figures. */
export const CALLS =
  `mark.js: mark(words, { accuracy: 'exactly' (punctuation as limiters), acrossElements: true, ` +
  `separateWordSearch: false }), -within: the same with acrossElements: false; mark.js-regexp: ` +
  `markRegExp(regex, { acrossElements: false }), -across: with true; advanced-mark: markRegExp(regex, ` +
  `{ acrossElements: true }), -within: with false, -words: mark(words) as mark.js; findAndReplaceDOMText: ` +
  `{ find: regex, wrap: 'mark', preset: 'prose' }, -plain: without the preset. One regex for all.`;
