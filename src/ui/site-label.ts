import { t } from './i18n.ts';

/** What a site is called where people read it: its host, or "local files". */
export const siteLabel = (site: string): string => (site === 'file:' ? t('localFiles') : site);
