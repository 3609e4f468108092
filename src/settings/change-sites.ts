/**
 * Switches sites, for the extension's own pages: what they import here brings the list of public suffixes along.
 * The background, which must not carry it, calls `writeRules` (write-rules.ts) itself.
 *
 * What one of these does is taken back with what it returns:
 *
 *     const { undo } = await setAll(storage, 'example.com', false);
 *     await changeSites(storage, undo);
 *
 * Each rejects with the browser's own error when the storage refuses.
 */
import { isPublicSuffix } from './domains.ts';
import { readSettings } from './read-settings.ts';
import { changeForAll, type RuleChange } from './rules.ts';
import type { Site } from './sites.ts';
import type { Progress } from './slices.ts';
import type { Storage } from './storage.ts';
import { writeRules } from './write-rules.ts';

/**
 * Switches a site: its own rule, the nearest one, so that the switch is never without effect. Takes
 * effect at once wherever `watchSite` follows it or a site below it.
 * @param privateWindow the browser's id of the private window that it is set in, and gone with
 */
export async function setSite(
  storage: Storage,
  site: Site,
  on: boolean,
  privateWindow?: number,
): Promise<void> {
  await changeSites(storage, new Map([[site, on]]), privateWindow);
}

/** Removes a site's rule: the next one above it, or the default, decides. */
export async function removeSite(storage: Storage, site: Site): Promise<void> {
  await changeSites(storage, new Map([[site, null]]));
}

/**
 * Switches a domain with all below it; nearer rules beneath are removed.
 * @param domain as `domainAbove` gives it
 * @returns how many rules were removed, and the change that undoes it, for `changeSites`
 */
export async function setAll(
  storage: Storage,
  domain: Site,
  on: boolean,
  privateWindow?: number,
): Promise<{ readonly removed: number; readonly undo: RuleChange }> {
  const { rules, privateRules } = await readSettings(storage);
  const isPrivate = privateWindow !== undefined;
  // A private window covers what it cannot remove: nearer rules get one of their own there.
  const known = isPrivate ? new Map([...rules, ...privateRules]) : rules;
  const { change, undo } = changeForAll(known, domain, on);
  const covered = [...change].map(([site, value]) => [site, value ?? on] as const);
  await changeSites(storage, isPrivate ? new Map(covered) : change, privateWindow);
  const restored = [...undo].map(
    ([site, value]) => [site, privateRules.has(site) ? value : null] as const,
  );
  return { removed: change.size - 1, undo: isPrivate ? new Map(restored) : undo };
}

/** Writes rules together, each with a time later than what it changes; many of them slice by slice. */
export function changeSites(
  storage: Storage,
  change: RuleChange,
  privateWindow?: number,
  progress?: Progress,
): Promise<void> {
  return writeRules(storage, change, isPublicSuffix, privateWindow, progress);
}
