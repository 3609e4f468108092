/** Settings as a JSON file, to keep or to take to another browser. Pure. */
import { type FileFault, FileProblem } from './file-problem.ts';
import { MAX_FILE_BYTES, roomProblem } from './limits.ts';
import {
  CHOICES,
  DEFAULTS,
  isOption,
  OPTION_NAMES,
  type OptionName,
  type Options,
} from './options.ts';
import { parseSite } from './parse-site.ts';
import { asJson } from './shorten.ts';
import type { Site } from './sites.ts';
import { SLICE, stepByStep } from './slices.ts';
import type { Snapshot } from './snapshot.ts';
import { VERSION } from './stored.ts';

export { FileProblem };

const FORMAT = 'backstory-settings';

/** Letters of a value that is shown in a message. */
const MOST_SHOWN = 40;

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
  if (file.size > MAX_FILE_BYTES) throw new FileProblem({ is: 'large' });
  return stepByStep(stepsOfReading(await file.text()));
}

function* stepsOfReading(text: string): Generator<undefined, Snapshot> {
  if (text.length > MAX_FILE_BYTES) throw new FileProblem({ is: 'large' });
  // Some editors begin a file with a byte order mark.
  const json = text.replace(/^\uFEFF/, '');
  const whole = parse(json);
  yield;
  if (!isRecord(whole)) throw new FileProblem({ is: 'foreign' });
  const { format, version, options = {}, sites = {}, ...others } = whole;
  if (format !== FORMAT) throw problemAt(json, ['format'], { is: 'foreign' });
  if (version !== VERSION) {
    throw problemAt(json, ['version'], { is: 'version', value: asJson(version, MOST_SHOWN) });
  }
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw problemAt(json, [unknown], { is: 'unknown', field: unknown });
  return { options: optionsAt(json, options), sites: yield* stepsOfSites(json, sites) };
}

function optionsAt(json: string, value: unknown): Options {
  const given = recordAt(json, 'options', value);
  for (const [name, choice] of Object.entries(given)) {
    const known = OPTION_NAMES.find((option) => option === name);
    if (!known) throw problemAt(json, ['options', name], { is: 'unknown', field: name });
    if (!isOption(known, choice)) {
      throw problemAt(json, ['options', name], valueFault(name, choice, choicesOf(known)));
    }
  }
  return { ...DEFAULTS, ...given };
}

/** What the option can be, as the file has it; nothing where that cannot be told in a few words. */
const choicesOf = (name: OptionName): readonly string[] =>
  name === 'names' || name === 'paragraphLanguage'
    ? []
    : CHOICES[name].map((choice) => JSON.stringify(choice));

const ON_OFF = ['"on"', '"off"'];

function* stepsOfSites(
  json: string,
  value: unknown,
): Generator<undefined, ReadonlyMap<Site, boolean>> {
  const given = Object.entries(recordAt(json, 'sites', value));
  if (roomProblem(given.map(([text]) => text))) throw problemAt(json, ['sites'], { is: 'large' });
  const sites = new Map<Site, boolean>();
  for (const [index, [text, on]] of given.entries()) {
    if (index % SLICE === 0) yield;
    const read = parseSite(text);
    const problem = (fault: FileFault) => problemAt(json, ['sites', text], fault);
    if ('fault' in read) throw problem({ is: 'host', field: text, because: read.fault });
    if (on !== 'on' && on !== 'off') throw problem(valueFault(text, on, ON_OFF));
    if (sites.has(read.site)) throw problem({ is: 'twice', field: read.site });
    sites.set(read.site, on === 'on');
  }
  return sites;
}

const valueFault = (field: string, value: unknown, choices: readonly string[]): FileFault => ({
  is: 'value',
  field,
  value: asJson(value, MOST_SHOWN),
  choices,
});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function recordAt(json: string, field: string, value: unknown): Record<string, unknown> {
  if (isRecord(value)) return value;
  throw problemAt(json, [field], valueFault(field, value, []));
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new FileProblem({ is: 'json' }, lineOf(error, json));
  }
}

/** Where the parser stopped: V8 says "position 12" or "line 1 column 13", Firefox the latter. */
function lineOf(error: unknown, json: string): number {
  const message = error instanceof Error ? error.message : String(error);
  const line = /line (\d+)/.exec(message)?.[1];
  if (line) return Number(line);
  const position = /position (\d+)/.exec(message)?.[1];
  return lineAt(json, position ? Number(position) : json.length);
}

const lineAt = (json: string, offset: number) => json.slice(0, offset).split('\n').length;

/** The keys that lead to a value, from without: at most two. */
type Path = readonly [field: string, inner?: string];

/** A fault in the value that `path` leads to, with the line that its last key stands in. */
function problemAt(json: string, path: Path, fault: FileFault): FileProblem {
  let offset: number | undefined = 0;
  for (const key of path) {
    if (key !== undefined && offset !== undefined) offset = offsetOfKey(json, key, offset);
  }
  return new FileProblem(fault, offset === undefined ? undefined : lineAt(json, offset));
}

/** Where `key` stands after `from`, with the colon behind it; undefined: it is written in another way. */
function offsetOfKey(json: string, key: string, from: number): number | undefined {
  const quoted = JSON.stringify(key);
  for (let at = json.indexOf(quoted, from); at !== -1; at = json.indexOf(quoted, at + 1)) {
    if (/^\s*:/.test(json.slice(at + quoted.length, at + quoted.length + MOST_SHOWN))) return at;
  }
  return undefined;
}
