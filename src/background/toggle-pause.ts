/** Pauses marking everywhere, or ends the pause, for the menu and for the keys. */
import { setPause } from '../settings/change-options.ts';
import { readSettings } from '../settings/read-settings.ts';
import type { Storage } from '../settings/storage.ts';

/** It lasts until the browser starts again: whoever pauses in passing may forget it. */
export async function togglePause(storage: Storage): Promise<void> {
  const { pause } = await readSettings(storage);
  await setPause(storage, pause ? undefined : { until: 'restart' });
}
