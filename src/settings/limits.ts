/** How much settings may be: what comes from a file is measured before anything is written. Pure. */
import type { Site } from './sites.ts';
import { ruleKey } from './stored.ts';

/**
 * Rules that there may be after a file was loaded. Chromium gives an extension 10,485,760 bytes of storage,
 * keys and JSON together; a rule of a usual host of 25 letters takes 65 of them, so this many take 3.3 MB and
 * leave room for as many again that were removed and are remembered.
 */
export const MAX_RULES = 50_000;

/** Bytes that these may take of that storage. Fewer rules reach it where their hosts are very long. */
export const MAX_RULE_BYTES = 8_000_000;

/** Bytes of a file: one that is longer could not be stored. */
export const MAX_FILE_BYTES = 10_485_760;

/** The longest JSON of a rule. */
const RULE = JSON.stringify({ alone: true, at: Date.UTC(2200, 0), on: false });

/** Why rules of so many sites cannot be stored together; undefined: they can. */
export function roomProblem(sites: Iterable<Site>): string | undefined {
  let count = 0;
  let bytes = 0;
  for (const site of sites) {
    count += 1;
    // A host has no letter that takes more than a byte.
    bytes += ruleKey(site).length + RULE.length;
  }
  if (count > MAX_RULES) return `${count} sites, of which ${MAX_RULES} can be stored`;
  if (bytes > MAX_RULE_BYTES)
    return `${bytes} bytes of rules, of which ${MAX_RULE_BYTES} can be stored`;
  return undefined;
}
