/**
 * Spots the story's names in every frame of every page, so it is small: it settles the plain case (a
 * spelling that leaves no doubt, between spaces and punctuation) and what is no name at all; whatever
 * needs a closer look it leaves to `createFinder`, which comes with the judge where there is such a case.
 */
import type { CompiledSpot, CompiledSpots } from './compile-spots.ts';

/** A name that leaves no doubt. Offsets are UTF-16 units, `end` exclusive. */
export interface Spot {
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
  /** So it is at an edge of the stretch: it may be plain without what does not stand there in the page. */
  readonly isOpenAtEdge: boolean;
}

export interface Spotter {
  /**
   * Matches at least wherever there may be a name, whatever text precedes or follows, so that whole
   * chunks of a page can be passed over. Case-insensitive and global: mind its `lastIndex`.
   */
  readonly mayContain: RegExp;
  /** How many UTF-16 units before and after a name can influence what is found. */
  readonly reach: number;
  /**
   * What begins in [from, to) of `text`. Beyond that stretch `text` may hold what does not stand
   * beside it in the page, as long as it holds all that does, for `reach` units or to where the page's
   * text ends: what is plain is plain with any part of it left out.
   */
  spot(text: string, from: number, to: number): Spotted;
}

const NOTHING: Spotted = { plain: [], isOpen: false, isOpenAtEdge: false };
/** What may follow a name up to an edge: a version, a full stop. UTF-16 units. */
const EDGE = 8;
const NONE = -1;
const STOP = 0x2e;
const VERSION = /^v?\d/i;

/** A letter, a digit or `_`, of ASCII. */
function isWord(unit: number): boolean {
  const lower = unit | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (unit >= 0x30 && unit <= 0x39) || unit === 0x5f;
}

const rulesOf = ({ id, plain, endings, hasVersion, doubtedNear }: CompiledSpot) => ({
  id,
  hasVersion,
  plain: plain === undefined ? undefined : new RegExp(plain, 'y'),
  endings: endings === undefined ? undefined : new RegExp(`^${endings}`),
  doubtedNear: doubtedNear === undefined ? undefined : new RegExp(doubtedNear, 'i'),
});

type Rules = ReturnType<typeof rulesOf>;

/** @param unmarked `StoryName.id`s that are passed over */
export function createSpotter(
  { loose, reach, near, names }: CompiledSpots,
  unmarked: readonly string[] = [],
): Spotter {
  const scan = new RegExp(loose, 'gi');
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

  /** Whether `rest`, which begins with a word right where `written` ends, makes another word of it. */
  function goesOn(written: string, rest: string, { hasVersion, endings }: Rules): boolean {
    if (hasVersion && VERSION.test(rest)) return false;
    const isMixed = written !== written.toLowerCase() && written !== written.toUpperCase();
    return !(isMixed && endings?.test(rest));
  }

  /** Where the name ends that begins at `start`, if it is plain; otherwise `NONE`. */
  function plainEnd(text: string, start: number, { plain, doubtedNear }: Rules): number {
    if (!plain) return NONE;
    plain.lastIndex = start;
    if (!plain.test(text)) return NONE;
    const end = plain.lastIndex;
    const isDoubted = doubtedNear?.test(text.slice(Math.max(0, start - near), end + near));
    return isDoubted ? NONE : end;
  }

  return {
    mayContain: new RegExp(loose, 'gi'),
    reach,
    spot(text, from, to) {
      scan.lastIndex = from;
      let hit = scan.exec(text);
      if (!hit || hit.index >= to) return NOTHING;
      const plain: Spot[] = [];
      let isOpen = false;
      let isOpenAtEdge = false;
      for (; hit && hit.index < to; hit = scan.exec(text)) {
        const [written] = hit;
        const start = hit.index;
        // Another name may begin inside what is none.
        scan.lastIndex = start + 1;
        if (start > from && isWord(text.charCodeAt(start - 1))) continue;
        const rule = rules().get(written.toLowerCase());
        if (rule) {
          if (unmarked.includes(rule.id)) continue;
          const next = start + written.length;
          const unit = next < to ? text.charCodeAt(next) : NONE;
          if (isWord(unit) && goesOn(written, text.slice(next, to), rule)) continue;
          // An address.
          if (unit === STOP && next + 1 < to && isWord(text.charCodeAt(next + 1))) continue;
        }
        const end = rule ? plainEnd(text, start, rule) : NONE;
        if (end < 0 || end > to) {
          isOpen = true;
          isOpenAtEdge ||= start === from || start + written.length + EDGE > to;
          continue;
        }
        plain.push({ name: (rule as Rules).id, start, end });
        scan.lastIndex = end;
      }
      return { plain, isOpen, isOpenAtEdge };
    },
  };
}
