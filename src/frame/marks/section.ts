/**
 * Reads a section of a tree: some hundred elements whose text is looked through as one.
 *
 * Reading a page's text node by node costs more than all else (a wrapper for each node), so a section is
 * read with one `Range.toString()`, which the browser does natively, and its text nodes are walked only
 * as far as something in them is written like a name.
 */
import * as native from '../../dom/native.ts';
import { isText } from '../../dom/nodes.ts';
import {
  DOCUMENT_POSITION_CONTAINED_BY,
  DOCUMENT_POSITION_FOLLOWING,
  DOCUMENT_POSITION_PRECEDING,
  SHOW_CDATA_SECTION,
  SHOW_TEXT,
} from '../../dom/standard.ts';
import type { Spotted, Spotter } from '../../names/spot.ts';

/**
 * What begins in a text, spotted in what the page's blocks have glued together.
 * @param spotted what begins in `text`; undefined if that has to be read anew
 * @param from where `text` began in what was looked through
 */
export type Found = (text: Text, spotted: Spotted | undefined, from: number) => void;

export interface Section {
  /** Holds all of it. */
  readonly root: Node;
  /** It begins with this one's content, a text's own included, */
  readonly first: Node;
  /** and ends before this one's content, or with the content of `last`. */
  readonly before: Element | undefined;
  readonly last: Node;
  /** What stands before it, as far as that bears on what follows. */
  readonly seam: string;
  /** UTF-16 units at its beginning and its end whose texts have beside them what is not in it. */
  readonly edges: readonly [number, number];
  /** What was read of it may be no more: the page changed since it was begun. */
  readonly isStale: () => boolean;
}

interface Hit {
  readonly text: Text;
  readonly spotted: Spotted | undefined;
  readonly from: number;
}

/** Texts with something like a name, and texts at all, that are gone through in one go. */
const MOST_HITS = 16;
const MOST_PASSED = 256;
/** UTF-16 units that are looked through as one; a section with more is read text by text. */
const MOST_UNITS = 262_144;
/** UTF-16 units of a text that are spotted in one go; a longer one is read anew, in parts. */
const MOST_SPOTTED = 16_384;
/** Texts that are listed in one go to be read one by one. */
const MOST_LISTED = 4_096;

/**
 * Reads a section; yields often enough for the caller to let a frame through.
 * @param found called for each text in which there may be a name, in document order
 * @returns the text of the section, glued together
 */
export function* readSection(
  section: Section,
  spotter: Spotter,
  found: Found,
): Generator<void, string, void> {
  const glued = gluedText(section);
  const { first, seam } = section;
  const across = unitsAcross(spotter, seam, glued);
  const isLong = glued.length > MOST_UNITS;
  if (across === 0 && !isLong && spotter.over(glued).at < 0) return glued;
  const walker = textsOf(section);
  let text = isText(first) ? first : (walker.nextNode() as Text | null);
  if (text && across > 0) {
    found(textBefore(walker, text, across), undefined, 0);
    walker.currentNode = text;
  }
  if (isLong) {
    if (text) yield* readEach(section, text, found);
    return glued;
  }
  /** Where `text` begins in `glued`. */
  let from = 0;
  while (text) {
    const hits: Hit[] = [];
    // There is one spotting at a time, and whoever is told of a text may begin one.
    let spotting = spotter.over(glued, from);
    for (let passed = 0; text && passed < MOST_PASSED && hits.length < MOST_HITS; passed++) {
      const { at } = spotting;
      if (at < 0) {
        text = null;
        break;
      }
      const { length }: Text = text;
      const to = from + length;
      if (to > at && length > MOST_SPOTTED) {
        hits.push({ text, spotted: undefined, from });
        spotting = spotter.over(glued, to);
      } else if (to > at) {
        const spotted = spotting.take(from, to);
        const isWhole = from >= section.edges[0] && to <= glued.length - section.edges[1];
        if (spotted.plain.length > 0 || spotted.isOpen) {
          hits.push({ text, spotted: isWhole ? spotted : undefined, from });
        }
      }
      from = to;
      text = walker.nextNode() as Text | null;
    }
    let cheap = 0;
    for (const hit of hits) {
      const spotted = section.isStale() ? undefined : hit.spotted;
      found(hit.text, spotted, hit.from);
      if (!spotted || ++cheap % MOST_HITS === 0) yield;
    }
    if (hits.length < MOST_HITS) yield;
    if (text && section.isStale()) {
      yield* readEach(section, text, found);
      return glued;
    }
  }
  return glued;
}

/** Reads what is left of a section text by text: what was glued together is too long, or is no more. */
function* readEach(section: Section, start: Text, found: Found): Generator<void, void, void> {
  let next: Text | undefined = start;
  while (next) {
    const texts = textsFrom(section, next);
    for (const text of texts) {
      found(text, undefined, 0);
      yield;
    }
    // What came between those that were listed, and what was moved, is told of by records of its own.
    const isAll = texts.length < MOST_LISTED;
    next = isAll ? undefined : texts.findLast((text) => isInSection(section, text));
  }
}

/** The next texts of a section from `start` on, in order, a list of them at most. */
function textsFrom(section: Section, start: Text): Text[] {
  const walker = textsOf(section);
  const texts: Text[] = [];
  let text: Text | null = start;
  walker.currentNode = start;
  while (text && texts.length < MOST_LISTED && isInSection(section, text)) {
    texts.push(text);
    text = walker.nextNode() as Text | null;
  }
  return texts;
}

/** Whether `text` still stands in the section, which may have lost its end meanwhile. */
function isInSection({ root, before, last }: Section, text: Text): boolean {
  if (!native.contains(root, text)) return false;
  if (before) {
    const position = native.comparePosition(before, text);
    return !native.contains(root, before) || (position & DOCUMENT_POSITION_PRECEDING) !== 0;
  }
  if (last === root) return true;
  const position = native.comparePosition(last, text);
  return (
    !native.contains(root, last) ||
    (position & DOCUMENT_POSITION_FOLLOWING) === 0 ||
    (position & DOCUMENT_POSITION_CONTAINED_BY) !== 0
  );
}

/** A document has no owner: what was put right into it stands in itself. */
const documentOf = (root: Node) => native.ownerDocument(root) ?? (root as Document);

function gluedText({ root, first, before, last }: Section): string {
  const document = documentOf(root);
  const range = native.createRange(document);
  // Inside a node, before its first child: an offset of 0, which costs no counting.
  range.setStart(first, 0);
  if (before) range.setEnd(before, 0);
  else range.setEnd(last, isText(last) ? last.length : native.childNodes(last).length);
  const glued = range.toString();
  // A live range slows the page's own edits near it.
  range.setStart(document, 0);
  range.collapse(true);
  return glued;
}

const textsOf = ({ root, first }: Section): TreeWalker => {
  const walker = native.createTreeWalker(documentOf(root), root, SHOW_TEXT | SHOW_CDATA_SECTION);
  walker.currentNode = first;
  return walker;
};

/** How many units of `seam` belong to something like a name that goes on in `glued`; 0: there is none. */
function unitsAcross(spotter: Spotter, seam: string, glued: string): number {
  if (seam === '') return 0;
  const joint = spotter.over(seam + glued.slice(0, spotter.reach));
  while (joint.at >= 0 && joint.end <= seam.length) joint.pass();
  return joint.at >= 0 && joint.at < seam.length ? seam.length - joint.at : 0;
}

/** The text node that has the letter so many units before the beginning of `node`. */
function textBefore(walker: TreeWalker, node: Text, units: number): Text {
  let text = node;
  for (let rest = units; rest > 0; rest -= text.length) {
    walker.currentNode = text;
    const previous = walker.previousNode() as Text | null;
    if (!previous) break;
    text = previous;
  }
  return text;
}
