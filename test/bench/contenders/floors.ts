import { HIGHLIGHT } from '../../../src/settings/look.ts';
import { type Contender, SEARCHED } from './contender.ts';

/** The least that finding can cost: nothing is marked. */

/** Reads every text node and asks one regular expression about each. */
export function floorNode(): Contender {
  const regex = new RegExp(SEARCHED.source, 'i');
  let count = 0;
  return {
    start() {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (regex.test((node as Text).data)) count++;
      }
    },
    found: () => count,
  };
}

/** One regular expression over the text of the whole page. */
export function floorPage(): Contender {
  let count = 0;
  return {
    start() {
      const text = document.body.textContent ?? '';
      SEARCHED.lastIndex = 0;
      while (SEARCHED.exec(text)) count++;
    },
    found: () => count,
  };
}

/** The page by itself. */
export function nothing(): Contender {
  return { start: () => undefined, found: () => 0 };
}

/** A rule for marks as one would write it, and nothing that is marked. */
export function plainRule(): Contender {
  return { ...nothing(), sheet: () => `::highlight(${HIGHLIGHT}) { text-decoration: underline }` };
}

/** The least that following a page's changes can cost. */
export function observer(): Contender {
  return {
    start() {
      new MutationObserver(() => undefined).observe(document, {
        subtree: true,
        childList: true,
        characterData: true,
      });
    },
    found: () => 0,
  };
}

/** The least that marks can cost while the page changes: those in view, and an observer that does nothing. */
export function floorMarks(): Contender {
  const { start: observe } = observer();
  const highlight = new Highlight();
  return {
    start() {
      observe();
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const live = new Range();
        live.selectNodeContents(node);
        if (live.getBoundingClientRect().top > innerHeight) break;
        for (const { index, 0: name } of (node as Text).data.matchAll(SEARCHED)) {
          highlight.add(
            new StaticRange({
              startContainer: node,
              startOffset: index,
              endContainer: node,
              endOffset: index + name.length,
            }),
          );
        }
      }
      CSS.highlights.set(HIGHLIGHT, highlight);
    },
    sheet: (marks) => marks,
    found: () => highlight.size,
  };
}
