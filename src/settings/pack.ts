/**
 * How rules are laid out in the browser's sync. It takes 512 items of 8,192 bytes, 102,400 bytes in
 * all, so a rule does not get an item of its own: sites are spread over buckets, which hold four
 * times as many. Two devices that write one bucket at once: the browser keeps one of the two, the
 * other device sees it, finds its own rule missing and writes again. Pure.
 *
 * `rules:NN` → `{ "a.example": "1mij4q8w0", … }`: 1 on, 0 off, - removed; the time in base 36, because
 * Chromium counts a number as the longest way to write it.
 */
import { readSite } from './parse-site.ts';
import { compareRules, readRule, type SuffixTest } from './rules.ts';
import type { Rules, Site, SiteRule } from './sites.ts';

const BUCKETS = 64;
const PREFIX = 'rules:';

/** Bytes, as the browsers count them: the key and its value as JSON. Below their limits for safety. */
const BUCKET_BYTES = 8_000;
const TOTAL_BYTES = 98_000;

type Bucket = Readonly<Record<Site, string>>;

export interface Pack {
  readonly buckets: Readonly<Record<string, Bucket>>;
  /** Sites whose rule found no room: they stay on this device. */
  readonly left: readonly Site[];
}

/** FNV-1a: the same bucket on every device. */
function bucketOf(site: Site): string {
  let hash = 0x811c9dc5;
  for (const letter of site) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return PREFIX + ((hash >>> 0) % BUCKETS);
}

const packRule = ({ on, at }: SiteRule) => (on === null ? '-' : on ? '1' : '0') + at.toString(36);

/** The newest rules, as many as there is room for: the same for the same rules, whatever their order. */
export function packRules(rules: Rules): Pack {
  // By name first: two of one time come in the same order on every device.
  const newestFirst = [...rules.keys()]
    .sort()
    .map((site) => [site, rules.get(site) as SiteRule] as const)
    .sort(([, a], [, b]) => compareRules(b, a));
  const buckets = new Map<string, { entries: [Site, string][]; bytes: number }>();
  const left: Site[] = [];
  let total = 0;
  for (const [site, rule] of newestFirst) {
    const key = bucketOf(site);
    const bucket = buckets.get(key) ?? { entries: [], bytes: 0 };
    const packed = packRule(rule);
    // A host has no letter that takes more than a byte: "a.example":"1mij4q8w0",
    const entry = JSON.stringify(site).length + JSON.stringify(packed).length + ':,'.length;
    const bytes = entry + (bucket.bytes === 0 ? key.length + '{}'.length : 0);
    if (bucket.bytes + bytes > BUCKET_BYTES || total + bytes > TOTAL_BYTES) {
      if (rule.on !== null) left.push(site);
      continue;
    }
    bucket.entries.push([site, packed]);
    bucket.bytes += bytes;
    total += bytes;
    buckets.set(key, bucket);
  }
  const packedBuckets = [...buckets].map(
    ([key, { entries }]) => [key, Object.fromEntries(entries)] as const,
  );
  return { buckets: Object.fromEntries(packedBuckets), left };
}

/** The rules in what a browser's sync holds; what cannot be read as one is passed over. */
export function unpackRules(
  items: Readonly<Record<string, unknown>>,
  isPublicSuffix: SuffixTest,
): Rules {
  const rules = new Map<Site, SiteRule>();
  for (const [key, bucket] of Object.entries(items)) {
    if (!key.startsWith(PREFIX)) continue;
    for (const [text, packed] of entriesOf(bucket)) {
      const site = readSite(text);
      const rule = site === undefined ? undefined : unpackRule(site, packed, isPublicSuffix);
      if (site === undefined || rule === undefined) continue;
      const known = rules.get(site);
      if (!known || compareRules(rule, known) > 0) rules.set(site, rule);
    }
  }
  return rules;
}

/** None for what is no object. */
const entriesOf = (value: unknown) => Object.entries<unknown>(Object(value));

function unpackRule(site: Site, packed: unknown, isPublicSuffix: SuffixTest): SiteRule | undefined {
  const match = typeof packed === 'string' ? /^([10-])([\da-z]+)$/.exec(packed) : null;
  if (match === null) return undefined;
  const [, on, at = ''] = match;
  const rule = { on: on === '-' ? null : on === '1', at: Number.parseInt(at, 36) };
  return readRule(site, rule, isPublicSuffix);
}

export interface BucketChanges {
  readonly set: Readonly<Record<string, Bucket>>;
  readonly remove: readonly string[];
}

/** What has to be written so that `items` of a browser's sync hold exactly `buckets`. */
export function bucketChanges(
  items: Readonly<Record<string, unknown>>,
  buckets: Pack['buckets'],
): BucketChanges {
  const changed = Object.entries(buckets).filter(([key, bucket]) => !isSame(items[key], bucket));
  const gone = Object.keys(items).filter((key) => key.startsWith(PREFIX) && !(key in buckets));
  return { set: Object.fromEntries(changed), remove: gone };
}

/** Whatever the order of its fields: a browser may give them back in its own. */
function isSame(stored: unknown, bucket: Bucket): boolean {
  const entries = entriesOf(stored);
  return (
    entries.length === Object.keys(bucket).length &&
    entries.every(([site, packed]) => bucket[site] === packed)
  );
}
