/** Public suffixes by the list of their rules, which is data: the background reads it when it first needs it. Pure. */
import type { SuffixTest } from './rules.ts';
import type { Site } from './sites.ts';

/**
 * @param rules as the list has them: `co.uk`, `*.ck` (each host directly below), `!www.ck` (but not that one)
 * @returns the test that `isPublicSuffix` of domains.ts is; a test holds the two together
 */
export function suffixTestOf(rules: readonly string[]): SuffixTest {
  const known = new Set(rules);
  return (site: Site) => {
    // An address in numbers has no owner above it; nor has `file:`.
    if (site === 'file:' || site.startsWith('[') || /^[\d.]+$/.test(site)) return false;
    const dot = site.indexOf('.');
    // `localhost`, and each domain of the top level, whether the list has it or not.
    if (dot === -1 || known.has(site)) return true;
    return known.has(`*${site.slice(dot)}`) && !known.has(`!${site}`);
  };
}
