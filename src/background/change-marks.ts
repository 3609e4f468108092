/** What a reader does about the marks from within a card, and takes back. */
import type { ChangeRequest } from '../protocol/messages.ts';
import { setOption, setPause } from '../settings/change-options.ts';
import { readSettings } from '../settings/read-settings.ts';
import type { SuffixTest } from '../settings/rules.ts';
import { LONGEST_PAUSE_MS } from '../settings/sites.ts';
import type { Storage } from '../settings/storage.ts';
import { type SiteTab, switchTab } from './switch-tab.ts';

/** @throws {Error} when the tab has no site, or the storage refuses */
export async function changeMarks(
  storage: Storage,
  tab: SiteTab,
  { what, name, isUndone }: Omit<ChangeRequest, 'type'>,
  loadSuffixTest: () => Promise<SuffixTest>,
): Promise<void> {
  switch (what) {
    case 'off':
      // The site that the browser names, whatever the page does.
      await switchTab(storage, tab, isUndone ? 'on' : 'off', loadSuffixTest);
      break;
    case 'mute': {
      const { names } = (await readSettings(storage)).options;
      const others = names.filter((id) => id !== name);
      await setOption(storage, 'names', isUndone ? others : [...others, name]);
      break;
    }
    case 'hide':
      await setPause(storage, isUndone ? undefined : { until: tomorrow(new Date()) });
      break;
  }
}

/** The beginning of the next day where the reader is, milliseconds since the epoch; a day has 25 hours at times. */
function tomorrow(now: Date): number {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime();
  return Math.min(midnight, now.getTime() + LONGEST_PAUSE_MS);
}
