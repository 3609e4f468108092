/** Pauses marking everywhere, or ends the pause, for the menu and for the keys. */
import { setPause } from '../settings/change-options.ts';
import { readSiteState } from '../settings/read-site-state.ts';
import type { Storage } from '../settings/storage.ts';

/** A pause bears on every site, and on a tab without one. */
export const NO_SITE = '';

/** It lasts until the browser starts again: whoever pauses in passing may forget it. */
export async function togglePause(storage: Storage): Promise<void> {
  const { pause } = await readSiteState(storage, NO_SITE, false);
  await setPause(storage, pause ? undefined : { until: 'restart' });
}
