/** Settings as a JSON file, to keep or to take to another browser. Pure. */
import { optionProblem } from './option-problem.ts';
import { DEFAULTS, OPTION_NAMES, type Options } from './options.ts';
import { readSite } from './rules.ts';
import type { Site } from './sites.ts';
import type { Snapshot } from './store.ts';
import { VERSION } from './stored.ts';

const FORMAT = 'backstory-settings';

/**
 * The file's text:
 *
 *     { "format": "backstory-settings", "version": 1, "options": { … }, "sites": { "a.example": "off" } }
 */
export function toFile({ options, sites }: Snapshot): string {
  const named = [...sites].sort(([a], [b]) => (a < b ? -1 : 1));
  const file = {
    format: FORMAT,
    version: VERSION,
    options,
    sites: Object.fromEntries(named.map(([site, on]) => [site, on ? 'on' : 'off'])),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Why a file cannot be taken over: a line of it, or a field. */
export class FileProblem extends Error {
  constructor(
    /** `line 3`, `sites["a b"]`, `options.markStyle`, `version`. */
    readonly where: string,
    readonly what: string,
  ) {
    super(`${where}: ${what}`);
    this.name = 'FileProblem';
  }
}

/**
 * Reads what `toFile` wrote, or what a person did with it. Options that it does not name have their
 * default; nothing is taken over from a file with a fault.
 * @throws {FileProblem} for the first fault
 */
export function fromFile(text: string): Snapshot {
  const { format, version, options = {}, sites = {}, ...others } = objectAt('file', parse(text));
  if (format !== FORMAT) throw new FileProblem('format', `must be "${FORMAT}"`);
  if (version !== VERSION) {
    throw new FileProblem(
      'version',
      `must be ${VERSION}, this file has ${JSON.stringify(version)}`,
    );
  }
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new FileProblem(unknown, 'is no field of this format');
  return { options: optionsAt(options), sites: sitesAt(sites) };
}

function optionsAt(value: unknown): Options {
  const given = objectAt('options', value);
  for (const [name, choice] of Object.entries(given)) {
    const known = OPTION_NAMES.find((option) => option === name);
    const problem = known ? optionProblem(known, choice) : 'is no option';
    if (problem) throw new FileProblem(`options.${name}`, problem);
  }
  return { ...DEFAULTS, ...given };
}

function sitesAt(value: unknown): ReadonlyMap<Site, boolean> {
  const sites = new Map<Site, boolean>();
  for (const [text, on] of Object.entries(objectAt('sites', value))) {
    const where = `sites[${JSON.stringify(text)}]`;
    const site = readSite(text);
    if (site === undefined) throw new FileProblem(where, 'is no host name');
    if (on !== 'on' && on !== 'off') throw new FileProblem(where, 'must be "on" or "off"');
    if (sites.has(site)) throw new FileProblem(where, `is there twice (${site})`);
    sites.set(site, on === 'on');
  }
  return sites;
}

function objectAt(where: string, value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new FileProblem(where, 'must be an object: { … }');
}

function parse(text: string): unknown {
  // Some editors begin a file with a byte order mark.
  const json = text.replace(/^\uFEFF/, '');
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
  return json.slice(0, position ? Number(position) : json.length).split('\n').length;
}
