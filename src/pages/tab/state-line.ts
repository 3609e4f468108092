/** The line that says whether marking is on for a page, and why; or why a page cannot be read. */
import type { Pause, Site, SiteState } from '../../settings/sites.ts';
import { type MessageKey, t, textLanguage } from '../../ui/i18n.ts';
import { type Known, type PageStatus, reasonOf } from './state.ts';

const FIXED_LINES: Partial<Record<PageStatus, MessageKey>> = {
  protected: 'stateProtected',
  store: 'stateStore',
  pdf: 'statePdf',
  withheld: 'stateWithheld',
  loading: 'stateLoading',
  reload: 'stateReload',
};

/** @param isNoneChosen the options leave out every name */
export function stateLine(
  status: PageStatus,
  { site, state }: Pick<Known, 'site' | 'state'>,
  isNoneChosen: boolean,
): string {
  if (isNoneChosen) return t('stateNoName');
  const fixed = FIXED_LINES[status];
  if (fixed || !state) return t(fixed ?? 'stateLoading');
  if (state.pause) return pausedLine(state.pause, Date.now());
  return switchLine(site, state);
}

/** Says what the switch says, and why. */
function switchLine(site: Site | undefined, state: SiteState): string {
  const reason = reasonOf(site, state);
  if (reason === 'above') return t(state.on ? 'stateOnBy' : 'stateOffBy', state.decidedBy ?? '');
  if (reason === 'default' && !state.on) return t('stateOffByDefault');
  return t(state.on ? 'stateOn' : 'stateOff');
}

/** @param now milliseconds since the epoch */
function pausedLine({ until }: Pause, now: number): string {
  if (until === null) return t('statePaused');
  if (until === 'restart') return t('statePausedForNow');
  const isToday = new Date(until).toDateString() === new Date(now).toDateString();
  const time = new Date(until).toLocaleString(textLanguage(), {
    timeStyle: 'short',
    ...(!isToday && { dateStyle: 'medium' }),
  });
  return t('statePausedUntil', time);
}
