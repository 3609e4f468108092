/** Settings as a JSON file, to keep or to take to another browser. Pure. */
import { FileProblem } from './file-problem.ts';
import { MAX_FILE_BYTES, roomProblem } from './limits.ts';
import { optionProblem } from './option-problem.ts';
import { DEFAULTS, OPTION_NAMES, type Options } from './options.ts';
import { parseSite, type SiteFault } from './parse-site.ts';
import { inWords, shorten } from './shorten.ts';
import type { Site } from './sites.ts';
import { inSlices, SLICE } from './slices.ts';
import type { Snapshot } from './snapshot.ts';
import { VERSION } from './stored.ts';

export { FileProblem };

const FORMAT = 'backstory-settings';

/** Letters of a value or a key that is shown in a message. */
const SHOWN = 40;

const SITE_FAULTS: Readonly<Record<SiteFault, string>> = {
  parts: 'is no host name: without path, port and user name',
  wildcard: 'is no host name: a rule holds for all below it without *',
  letters: 'is no host name: it has other letters than those have',
  labels: 'is no host name: between dots stand 1 to 63 letters',
  long: 'is no host name: those have 253 letters at most',
};

/**
 * The file's text:
 *
 *     { "format": "backstory-settings", "version": 1, "options": { … }, "sites": { "a.example": "off" } }
 */
export function toFile({ options, sites }: Snapshot): string {
  const named = [...sites.keys()].sort().map((site) => [site, sites.get(site) ? 'on' : 'off']);
  const file = {
    format: FORMAT,
    version: VERSION,
    options,
    sites: Object.fromEntries(named),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * Reads what `toFile` wrote, or what a person did with it. Options that it does not name have their
 * default; nothing is taken over from a file with a fault.
 * @throws {FileProblem} for the first fault
 */
export function fromFile(text: string): Snapshot {
  const reading = stepsOfReading(text);
  for (;;) {
    const { done, value } = reading.next();
    if (done) return value;
  }
}

/**
 * The same of a file that a person chose, in steps: the page stays awake over 50,000 sites.
 * @throws {FileProblem} for the first fault, also for a file that is too long to be looked at
 */
export async function fromChosenFile(file: Pick<Blob, 'size' | 'text'>): Promise<Snapshot> {
  if (file.size > MAX_FILE_BYTES) throw tooLong(file.size);
  return inSlices(stepsOfReading(await file.text()));
}

const tooLong = (size: number) =>
  new FileProblem('file', `has ${size} bytes, ${MAX_FILE_BYTES} are the most`);

function* stepsOfReading(text: string): Generator<undefined, Snapshot> {
  if (text.length > MAX_FILE_BYTES) throw tooLong(text.length);
  // Some editors begin a file with a byte order mark.
  const json = text.replace(/^\uFEFF/, '');
  const whole = objectAt(json, ['file'], parse(json));
  yield;
  const { format, version, options = {}, sites = {}, ...others } = whole;
  if (format !== FORMAT) throw problemAt(json, ['format'], `must be "${FORMAT}"`);
  if (version !== VERSION) {
    const given = inWords(version, SHOWN);
    throw problemAt(json, ['version'], `must be ${VERSION}, this file has ${given}`);
  }
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw problemAt(json, [unknown], 'is no field of this format');
  return { options: optionsAt(json, options), sites: yield* stepsOfSites(json, sites) };
}

function optionsAt(json: string, value: unknown): Options {
  const given = objectAt(json, ['options'], value);
  for (const [name, choice] of Object.entries(given)) {
    const known = OPTION_NAMES.find((option) => option === name);
    const problem = known ? optionProblem(known, choice) : 'is no option';
    if (problem) throw problemAt(json, ['options', name], problem);
  }
  return { ...DEFAULTS, ...given };
}

function* stepsOfSites(
  json: string,
  value: unknown,
): Generator<undefined, ReadonlyMap<Site, boolean>> {
  const given = Object.entries(objectAt(json, ['sites'], value));
  const problem = roomProblem(given.map(([text]) => text));
  if (problem) throw problemAt(json, ['sites'], `has ${problem}`);
  const sites = new Map<Site, boolean>();
  for (const [index, [text, on]] of given.entries()) {
    if (index % SLICE === 0) yield;
    const read = parseSite(text);
    const fault = (what: string) => problemAt(json, ['sites', text], what);
    if ('fault' in read) throw fault(SITE_FAULTS[read.fault]);
    if (on !== 'on' && on !== 'off') throw fault('must be "on" or "off"');
    if (sites.has(read.site)) throw fault(`is there twice (${shorten(read.site, SHOWN)})`);
    sites.set(read.site, on === 'on');
  }
  return sites;
}

/** @param path the keys that lead to the value */
function objectAt(json: string, path: Path, value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw problemAt(json, path, 'must be an object: { … }');
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new FileProblem(`line ${lineOf(error, json)}`, `is no JSON: ${messageOf(error)}`);
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Where the parser stopped: V8 says "position 12" or "line 1 column 13", Firefox the latter. */
function lineOf(error: unknown, json: string): number {
  const message = messageOf(error);
  const line = /line (\d+)/.exec(message)?.[1];
  if (line) return Number(line);
  const position = /position (\d+)/.exec(message)?.[1];
  return lineAt(json, position ? Number(position) : json.length);
}

const lineAt = (json: string, offset: number) => json.slice(0, offset).split('\n').length;

/** The keys that lead to a value, from without: at most two. */
type Path = readonly [field: string, inner?: string];

/** A fault in the value that `path` leads to, with the line that its last key stands in. */
function problemAt(json: string, path: Path, what: string): FileProblem {
  const [field, inner] = path;
  let offset: number | undefined = 0;
  for (const key of path) {
    if (key !== undefined && offset !== undefined) offset = offsetOfKey(json, key, offset);
  }
  const where =
    inner === undefined
      ? field
      : field === 'sites'
        ? `sites[${JSON.stringify(shorten(inner, SHOWN))}]`
        : `${field}.${inner}`;
  return new FileProblem(where, what, offset === undefined ? undefined : lineAt(json, offset));
}

/** Where `key` stands after `from`, with the colon behind it; undefined: it is written in another way. */
function offsetOfKey(json: string, key: string, from: number): number | undefined {
  const quoted = JSON.stringify(key);
  for (let at = json.indexOf(quoted, from); at !== -1; at = json.indexOf(quoted, at + 1)) {
    if (/^\s*:/.test(json.slice(at + quoted.length, at + quoted.length + SHOWN))) return at;
  }
  return undefined;
}
