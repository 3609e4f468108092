/**
 * What functions that are run in frames answer, read again where it arrives: a frame whose process is in
 * other hands answers whatever it likes. What is of the wrong shape counts for nothing, what is too much is
 * cut. Pure.
 */
import { markingOf, type SiteState } from '../settings/sites.ts';
import { storedPause } from '../settings/stored.ts';
import {
  type MappedPassage,
  MOST_MAPPED,
  type PageMap,
  type PageReport,
  type ReportedMention,
  type Tally,
  type WalkSurvey,
} from './world.ts';

/** Mentions that a frame can have, names that a story can have, letters of a name's id. */
const MOST_MENTIONS = 1_000_000;
const MOST_NAMES = 64;
const LONGEST_ID = 64;
/** What a report tells of: `REPORTED` mentions, each with its surroundings (`passageAround`). */
const MOST_REPORTED = 40;
const LONGEST_PASSAGE = 5_000;
const LONGEST_TITLE = 1_000;
/** Of a page's text, UTF-16 units. */
const MOST_BLOCKS = 50_000;
const LONGEST_TEXT = 5_000_000;
/** Frames within frames. */
const DEEPEST = 100;

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null ? (value as Fields) : undefined;
const listOf = (value: unknown, most: number): readonly unknown[] =>
  Array.isArray(value) ? value.slice(0, most) : [];
const textOf = (value: unknown, longest: number): string =>
  typeof value === 'string' ? value.slice(0, longest) : '';

/** A whole number from 0 to `most`; 0 for what is none. */
function countOf(value: unknown, most: number): number {
  if (typeof value !== 'number' || !(value > 0)) return 0;
  return Math.floor(Math.min(value, most));
}

/** @returns undefined: the frame has no script of ours */
export function readTally(value: unknown): Tally | undefined {
  const fields = fieldsOf(value);
  if (!fields) return undefined;
  const { count, state } = fields;
  return { count: countOf(count, MOST_MENTIONS), marking: markingOf(readState(state)) };
}

/** @param now milliseconds since the epoch: no frame was walked through later */
export function readSurvey(value: unknown, now: number): WalkSurvey | undefined {
  const fields = fieldsOf(value);
  if (!fields) return undefined;
  const { any, ahead, behind, stoodAt } = fields;
  return {
    any: any === true,
    ahead: ahead === true,
    behind: behind === true,
    stoodAt: countOf(stoodAt, now),
  };
}

/** The index of a frame in its parent, of that one in its own, and so on, the outermost first. */
export function readPath(value: unknown): readonly number[] {
  return listOf(value, DEEPEST).map((index) => countOf(index, Number.MAX_SAFE_INTEGER));
}

function readState(value: unknown): SiteState | undefined {
  const fields = fieldsOf(value);
  if (!fields) return undefined;
  const { active, on, decidedBy, pause } = fields;
  return {
    active: active === true,
    on: on === true,
    decidedBy: typeof decidedBy === 'string' ? textOf(decidedBy, 255) : undefined,
    pause: storedPause(pause),
  };
}

function readMention(value: unknown): ReportedMention | undefined {
  const { name, text, start, end } = fieldsOf(value) ?? {};
  const passage = textOf(text, LONGEST_PASSAGE);
  const from = countOf(start, passage.length);
  const to = countOf(end, passage.length);
  if (typeof name !== 'string' || from >= to) return undefined;
  return { name: textOf(name, LONGEST_ID), text: passage, start: from, end: to };
}

/** @returns undefined: the frame has no script of ours */
export function readReport(value: unknown): PageReport | undefined {
  const fields = fieldsOf(value);
  if (!fields) return undefined;
  const counts = Object.entries(fieldsOf(fields.counts) ?? {})
    .slice(0, MOST_NAMES)
    .map(([id, count]) => [textOf(id, LONGEST_ID), countOf(count, MOST_MENTIONS)]);
  return {
    title: textOf(fields.title, LONGEST_TITLE),
    state: readState(fields.state),
    loading: fields.loading === true,
    counts: Object.fromEntries(counts),
    mentions: listOf(fields.mentions, MOST_REPORTED).flatMap(
      (mention) => readMention(mention) ?? [],
    ),
  };
}

/** A share of a whole, 0 to 1; 0 for what is none. */
const shareOf = (value: unknown): number =>
  typeof value === 'number' && value > 0 ? Math.min(value, 1) : 0;

const idOf = (value: unknown): number => countOf(value, Number.MAX_SAFE_INTEGER);

/** @returns undefined: the frame has no script of ours. A mention that is told of twice counts once */
export function readPageMap(value: unknown): PageMap | undefined {
  const fields = fieldsOf(value);
  if (!fields) return undefined;
  const from = shareOf(fields.from);
  const mentions = new Map<number, PageMap['mentions'][number]>();
  for (const mention of listOf(fields.mentions, MOST_MAPPED)) {
    const { id, name, at } = fieldsOf(mention) ?? {};
    if (typeof name !== 'string') continue;
    mentions.set(idOf(id), { id: idOf(id), name: textOf(name, LONGEST_ID), at: shareOf(at) });
  }
  return {
    document: idOf(fields.document),
    from,
    to: Math.max(from, shareOf(fields.to)),
    mentions: [...mentions.values()],
  };
}

/** @param asked the mentions that were asked about: of others nothing is taken */
export function readPassages(value: unknown, asked: readonly number[]): MappedPassage[] {
  return listOf(value, asked.length).flatMap((passage) => {
    const id = idOf(fieldsOf(passage)?.id);
    const mention = readMention(passage);
    return mention && asked.includes(id) ? [{ id, ...mention }] : [];
  });
}

/** The text of a page, block by block. What is beyond the longest text is left out; places stay the same. */
export function readBlocks(value: unknown): readonly string[] {
  const blocks: string[] = [];
  let rest = LONGEST_TEXT;
  for (const block of listOf(value, MOST_BLOCKS)) {
    if (rest <= 0) break;
    const text = textOf(block, rest);
    blocks.push(text);
    rest -= text.length;
  }
  return blocks;
}

/** `document.contentType`, which is a short word. */
export function readContentType(value: unknown): string | undefined {
  return typeof value === 'string' ? textOf(value, 255) : undefined;
}
