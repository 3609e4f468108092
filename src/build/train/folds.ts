/**
 * Parts examples for cross-validation so that near-alike ones are in the same part: what is alike is
 * learned by heart, and to be right on it says nothing of new texts.
 */
import { fold, isUnspaced } from '../../terms/fold.ts';

/** What is compared. */
export interface Comparable {
  readonly lang: string;
  readonly text: string;
}

/** Neighbours in a file are of one writer and one hour; so many of a language stay together. */
const NEIGHBOURS = 12;

/** Letters of a piece of text that two passages may share, and signs of a script without spaces. */
const PIECE = 9;
const PIECE_OF_SIGNS = 4;

/** A piece that more passages have is a common phrase. */
const RARE = 6;

/** Passages are near alike if they share so many rare pieces, or such a share of the shorter one's. */
const MANY = 25;
const SHARE = 0.2;

/** For each of `items`, in their file's order, the part (0 to `parts - 1`) that it belongs to. */
export function foldsOf(items: readonly Comparable[], parts: number): number[] {
  const groups = new Groups(items.length);
  joinNeighbours(items, groups);
  joinAlike(items, groups);
  const members = new Map<number, number[]>();
  for (let i = 0; i < items.length; i++) {
    const root = groups.rootOf(i);
    members.set(root, [...(members.get(root) ?? []), i]);
  }
  const folds = items.map(() => 0);
  const sizes = new Map<string, number[]>();
  const all = Array<number>(parts).fill(0);
  // The biggest first, each to the part that has fewest of its language, then fewest of all.
  const sorted = [...members.values()].sort(
    (a, b) => b.length - a.length || (a[0] as number) - (b[0] as number),
  );
  for (const group of sorted) {
    const lang = items[group[0] as number]?.lang ?? '';
    const own = sizes.get(lang) ?? Array<number>(parts).fill(0);
    sizes.set(lang, own);
    let least = 0;
    for (let part = 1; part < parts; part++) {
      const fewer = (own[part] as number) - (own[least] as number);
      const fewerOfAll = (all[part] as number) - (all[least] as number);
      if (fewer < 0 || (fewer === 0 && fewerOfAll < 0)) least = part;
    }
    own[least] = (own[least] as number) + group.length;
    all[least] = (all[least] as number) + group.length;
    for (const i of group) folds[i] = least;
  }
  return folds;
}

/** Sets of numbers that are joined step by step (union-find). */
class Groups {
  readonly #parents: number[];

  constructor(count: number) {
    this.#parents = Array.from({ length: count }, (_, i) => i);
  }

  rootOf(item: number): number {
    let root = item;
    while (this.#parents[root] !== root) root = this.#parents[root] as number;
    this.#parents[item] = root;
    return root;
  }

  join(a: number, b: number): void {
    const [low, high] = [this.rootOf(a), this.rootOf(b)].sort((x, y) => x - y);
    this.#parents[high as number] = low as number;
  }
}

function joinNeighbours(items: readonly Comparable[], groups: Groups): void {
  const first = new Map<string, number>();
  const counts = new Map<string, number>();
  for (const [i, { lang }] of items.entries()) {
    const count = counts.get(lang) ?? 0;
    counts.set(lang, count + 1);
    if (count % NEIGHBOURS === 0) first.set(lang, i);
    groups.join(first.get(lang) as number, i);
  }
}

function joinAlike(items: readonly Comparable[], groups: Groups): void {
  const pieces = items.map(({ text }) => piecesOf(text));
  const holders = new Map<string, number[]>();
  for (const [i, own] of pieces.entries()) {
    for (const piece of own) {
      const held = holders.get(piece);
      if (held) held.push(i);
      else holders.set(piece, [i]);
    }
  }
  const shared = new Map<number, number>();
  for (const held of holders.values()) {
    if (held.length > RARE) continue;
    for (const [at, a] of held.entries()) {
      for (const b of held.slice(at + 1)) {
        const pair = a * items.length + b;
        shared.set(pair, (shared.get(pair) ?? 0) + 1);
      }
    }
  }
  for (const [pair, count] of shared) {
    const a = Math.floor(pair / items.length);
    const b = pair % items.length;
    const shorter = Math.min(pieces[a]?.size ?? 0, pieces[b]?.size ?? 0);
    if (count >= MANY || count >= SHARE * shorter) groups.join(a, b);
  }
}

function piecesOf(text: string): Set<string> {
  const folded = fold(text).text.replace(/[. ]+/g, ' ');
  const middle = folded.charCodeAt(Math.floor(folded.length / 2));
  const length = isUnspaced(middle) ? PIECE_OF_SIGNS : PIECE;
  const pieces = new Set<string>();
  for (let i = 0; i + length <= folded.length; i++) pieces.add(folded.slice(i, i + length));
  return pieces;
}
