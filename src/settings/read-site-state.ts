/** What holds for a site, asked once. Whoever stays follows it: watch-site.ts. */
import { inTime } from './in-time.ts';
import type { Site, SiteState } from './sites.ts';
import { type FollowedStorage, read } from './storage.ts';
import { siteKeys, storedState } from './stored-state.ts';

/**
 * Reads no more than bears on the site: a person may have rules for thousands.
 * @param isPrivate in a private window, whose own rules come before the others of the same site
 * @throws what the browser's storage says when it cannot be read, or that it does not answer
 */
export async function readSiteState(
  storage: FollowedStorage,
  site: Site,
  isPrivate: boolean,
): Promise<SiteState> {
  const keys = siteKeys(site);
  const [local, session] = await inTime(
    Promise.all([
      read(storage.local, keys.local),
      isPrivate ? read(storage.session, keys.session).catch(() => ({})) : {},
    ]),
  );
  return storedState(site, { ...local, ...session }, Date.now());
}
