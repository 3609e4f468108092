/** Switches the site of a tab, from wherever it is asked for. */
import { readSettings } from '../settings/read-settings.ts';
import type { SuffixTest } from '../settings/rules.ts';
import { siteOf, siteState } from '../settings/sites.ts';
import type { Storage } from '../settings/storage.ts';
import { writeRules } from '../settings/write-rules.ts';

/** The part of a browser's tab that is needed. */
export interface SiteTab {
  readonly url?: string | undefined;
  readonly incognito: boolean;
  readonly windowId?: number | undefined;
}

/**
 * The site is the one in the tab's address bar, never what a page says. In a private window the rule
 * lasts as long as that window.
 * @throws {Error} when the tab has no site, or the storage refuses
 */
export async function switchTab(
  storage: Storage,
  { url, incognito, windowId }: SiteTab,
  to: 'on' | 'off' | 'toggle',
  loadSuffixTest: () => Promise<SuffixTest>,
): Promise<void> {
  const site = siteOf(url);
  if (site === undefined) throw new Error(`no site to switch: ${url}`);
  const { rules, privateRules, options } = await readSettings(storage);
  const known = incognito ? new Map([...rules, ...privateRules]) : rules;
  const { on } = siteState(site, known, undefined, Date.now(), options.newSites === 'on');
  const change = new Map([[site, to === 'toggle' ? !on : to === 'on']]);
  await writeRules(storage, change, await loadSuffixTest(), incognito ? windowId : undefined);
}
