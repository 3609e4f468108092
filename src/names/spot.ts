/**
 * Spots the story's names in every frame of every page, so it is small: it settles the plain case (a
 * spelling that leaves no doubt, between spaces and punctuation) and what is no name at all; whatever
 * needs a closer look it leaves to `createFinder`, which comes with the judge where there is such a case.
 */

import { endAt, NONE } from '../terms/end-at.ts';
import type { CompiledSpot, CompiledSpots } from './compiled.ts';

/** A name that leaves no doubt. Offsets are UTF-16 units, `end` exclusive. */
interface Spot {
  /** `StoryName.id` */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** What begins in a stretch of a text. */
export interface Spotted {
  readonly plain: readonly Spot[];
  /** Something else may be a name: look closer. */
  readonly isOpen: boolean;
  /** It may be plain as it stands in the page: it goes on beyond the stretch, or is plain without what is beside that. */
  readonly touchesEdge: boolean;
}

/** Goes through one text, from what is written like a name to the next. */
interface Spotting {
  /** Where it stands: what is written like a name, whatever precedes or follows. -1: there is none left. */
  readonly at: number;
  /** Where that ends. */
  readonly end: number;
  /** Goes on to the next, which may begin inside of this one. */
  pass(): void;
  /**
   * What begins from there on before `to`, in a stretch of the text that begins at `from`; it then
   * stands behind it. Beyond that stretch the text may hold what does not stand beside it in the page,
   * as long as it holds all that does, for `reach` units or to where the page's text ends: what is plain
   * is plain with any part of that left out.
   */
  take(from: number, to: number): Spotted;
}

export interface Spotter {
  /** How many UTF-16 units before and after a name can influence what is found. */
  readonly reach: number;
  /** Begins at `from`. Ends the one before: there is one at a time. */
  over(text: string, from?: number): Spotting;
}

/** Nothing like a name. */
export const NOTHING: Spotted = { plain: [], isOpen: false, touchesEdge: false };
const VERSION = /^v?\d/i;
const WORD = /\w/;
const GOES_ON = /^\.?\w/;

const rulesOf = (name: CompiledSpot) => ({
  id: name.id,
  hasVersion: name.hasVersion,
  plain: new RegExp(name.plain, 'y'),
  vetoBefore: new RegExp(name.vetoBefore, 'iy'),
  vetoAfter: new RegExp(name.vetoAfter, 'iy'),
  endings: new RegExp(name.endings),
  doubtedNear: new RegExp(name.doubtedNear, 'i'),
});

type Rules = ReturnType<typeof rulesOf>;

/** @param unmarked `StoryName.id`s that are passed over */
export function createSpotter(
  { loose, reach, near, names }: CompiledSpots,
  unmarked: readonly string[] = [],
): Spotter {
  const scan = new RegExp(loose, 'g');
  let byForm: Map<string, Rules> | undefined;
  const rules = () => {
    byForm ??= new Map(
      names.flatMap((name) => {
        const own = rulesOf(name);
        return name.written.map((form) => [form, own] as const);
      }),
    );
    return byForm;
  };

  let text = '';
  let hit: RegExpExecArray | null = null;

  /** Whether what is written at `start` is of a longer word, or of an address, within [from, to). */
  function isOfWord(
    start: number,
    written: string,
    from: number,
    to: number,
    rule?: Rules,
  ): boolean {
    if (start > from && WORD.test(text.charAt(start - 1))) return true;
    if (!rule) return false;
    const rest = text.slice(start + written.length, to);
    if (!GOES_ON.test(rest) || (rule.hasVersion && VERSION.test(rest))) return false;
    const isMixed = written !== written.toLowerCase() && written !== written.toUpperCase();
    return !(isMixed && rule.endings.test(rest));
  }

  /** Where the name ends that begins at `start`, if it is plain; otherwise `NONE`. */
  function plainEnd(text: string, start: number, rule: Rules | undefined): number {
    if (!rule) return NONE;
    const { plain, vetoBefore, vetoAfter, doubtedNear } = rule;
    const end = endAt(plain, text, start);
    if (end < 0 || endAt(vetoBefore, text, start) >= 0 || endAt(vetoAfter, text, end) >= 0) {
      return NONE;
    }
    const isDoubted = doubtedNear.test(text.slice(Math.max(0, start - near), end + near));
    return isDoubted ? NONE : end;
  }

  function goOn(from: number): void {
    scan.lastIndex = from;
    hit = scan.exec(text);
  }

  const spotting: Spotting = {
    get at() {
      return hit ? hit.index : NONE;
    },
    get end() {
      return scan.lastIndex;
    },
    pass() {
      if (hit) goOn(hit.index + 1);
    },
    take(from, to) {
      if (!hit || hit.index >= to) return NOTHING;
      let plain: Spot[] | undefined;
      let isOpen = false;
      let touchesEdge = false;
      while (hit && hit.index < to) {
        const { 0: written, index: start } = hit;
        const rule = rules().get(written.toLowerCase());
        const end = plainEnd(text, start, rule);
        if (rule && unmarked.includes(rule.id)) {
          goOn(start + 1);
        } else if (rule && end >= 0 && end <= to) {
          const spot = { name: rule.id, start, end };
          // One is the common case: an array that begins empty takes room for many.
          if (plain) plain.push(spot);
          else plain = [spot];
          goOn(end);
        } else {
          if (!isOfWord(start, written, from, to, rule)) {
            isOpen = true;
            touchesEdge ||= end > to || plainEnd(text.slice(from, to), start - from, rule) >= 0;
          }
          goOn(start + 1);
        }
      }
      return plain || isOpen ? { plain: plain ?? NOTHING.plain, isOpen, touchesEdge } : NOTHING;
    },
  };

  return {
    reach,
    over(given, from = 0) {
      text = given;
      goOn(from);
      return spotting;
    },
  };
}
