/** What is wrong with what a person typed or chose, in their language. */
import type { FileFault, FileProblem } from '../../settings/file-problem.ts';
import { MAX_RULES } from '../../settings/limits.ts';
import { shorten } from '../../settings/shorten.ts';
import { formatNumber, type MessageKey, t } from '../../ui/i18n.ts';
import type { Typed } from './site-list.ts';

/** Letters that are shown of what is no site. */
const MOST_SHOWN = 60;

type SiteFaultKind = Extract<Typed, { fault: unknown }>['fault'];

const SITE_FAULTS = {
  address: 'noSiteAddress',
  parts: 'noSiteParts',
  wildcard: 'noSiteWildcard',
  letters: 'noSiteLetters',
  labels: 'noSiteLength',
  long: 'noSiteLength',
} as const satisfies Record<SiteFaultKind, MessageKey>;

/** Why `text` is no site. */
export const siteFaultLine = (text: string, fault: SiteFaultKind): string =>
  `${t('noSite', shorten(text, MOST_SHOWN))} ${t(SITE_FAULTS[fault])}`;

/** Why a file was not taken over, and where in it that stands. */
export function fileFaultLine({ fault, line }: FileProblem): string {
  const what = faultOf(fault);
  return line === undefined
    ? t('importFailed', what)
    : t('importFailedInLine', formatNumber(line), what);
}

function faultOf(fault: FileFault): string {
  switch (fault.is) {
    case 'json':
      return t('faultJson');
    case 'foreign':
      return t('faultForeign');
    case 'version':
      return t('faultVersion', fault.value);
    case 'unknown':
      return t('faultUnknown', fault.field);
    case 'value': {
      const line = t('faultValue', fault.field, fault.value);
      const { choices } = fault;
      return choices.length > 0 ? `${line} ${t('faultChoices', choices.join(', '))}` : line;
    }
    case 'host':
      return siteFaultLine(fault.field, fault.because);
    case 'twice':
      return t('faultTwice', fault.field);
    case 'large':
      return t('faultLarge', formatNumber(MAX_RULES));
  }
}
