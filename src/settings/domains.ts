/**
 * Which hosts belong together, by the list of public suffixes (its private part included: `github.io`). For the
 * popup and the options page alone: the list weighs 115 kB after gzip, which the background would evaluate at each of
 * its many starts. It reads what it needs of the list from a file (public-suffixes.ts).
 */
import { parse } from 'tldts';
import type { Site } from './sites.ts';

const WITH_PRIVATE = { allowPrivateDomains: true } as const;

/**
 * Whether what stands below `site` belongs to others: `github.io`, `co.uk`, and any single label
 * (`localhost`, a machine of the local network).
 */
export function isPublicSuffix(site: Site): boolean {
  if (site === 'file:') return false;
  const { isIp, domain } = parse(site, WITH_PRIVATE);
  return !isIp && domain === null;
}

/** The site of all hosts that belong to one owner, if it is not `site` itself: `example.com`. */
export function domainAbove(site: Site): Site | undefined {
  if (site === 'file:') return undefined;
  const { domain } = parse(site, WITH_PRIVATE);
  return domain === null || domain === site ? undefined : domain;
}
