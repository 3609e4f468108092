import { useMemo, useState } from 'preact/hooks';
import type { Settings } from '../../settings/read-settings.ts';
import type { Site } from '../../settings/sites.ts';
import { formatDate, formatNumber, t, tCount } from '../../ui/i18n.ts';
import { siteLabel } from '../../ui/site-label.ts';
import type { Act, ChangeOption, OptionsActions } from './actions.ts';
import { Choices, resetOf, Setting } from './Setting.tsx';
import { SiteField } from './SiteField.tsx';
import { type ListedSite, listedSites, rowsOf, sitesMatching } from './site-list.ts';

/** So many sites are shown, and so many more at a time. */
const PAGE = 100;

/** Milliseconds that a clock may be ahead of this one: a time that is later yet is not shown. */
const AHEAD_MS = 86_400_000;

/** What holds for sites: the default, and the rule of each. */
export function Sites(props: {
  settings: Settings;
  /** Those that do not travel. */
  left: ReadonlySet<Site>;
  actions: OptionsActions;
  act: Act;
  change: ChangeOption;
}) {
  const { settings, left, actions, act, change } = props;
  const [typed, setTyped] = useState('');
  const [limit, setLimit] = useState(PAGE);
  const type = (text: string) => {
    setTyped(text);
    setLimit(PAGE);
  };
  const sites = useMemo(() => listedSites(settings.rules), [settings.rules]);
  const found = useMemo(() => sitesMatching(sites, typed), [sites, typed]);
  const { rows, before, after } = rowsOf(found, limit);
  const latest = Date.now() + AHEAD_MS;
  const remove = ({ site, on }: ListedSite) =>
    act(
      async () => {
        await actions.removeSite(site);
        return () => actions.setSite(site, on);
      },
      t('siteRemoved', siteLabel(site)),
    );
  return (
    <section aria-labelledby="sites">
      <h2 id="sites">{t('optionsSites')}</h2>
      <Setting label={t('optionNewSites')} reset={resetOf(settings.options, ['newSites'], change)}>
        <Choices
          name="newSites"
          choices={[
            { value: 'on', label: t('newSitesOn') },
            { value: 'off', label: t('newSitesOff') },
          ]}
          chosen={settings.options.newSites}
          choose={(value) => change('newSites', value)}
        />
      </Setting>
      <SiteField typed={typed} type={type} {...{ settings, actions, act }} />
      <p class="quiet" role="status">
        {sites.length === 0
          ? t('noSites')
          : typed.trim() === ''
            ? tCount('siteCount', sites.length)
            : tCount('sitesFound', found.length, formatNumber(sites.length))}
      </p>
      {before > 0 && (
        <button type="button" class="plain" onClick={() => setLimit(before + rows.length - PAGE)}>
          {t('earlierSites')}
        </button>
      )}
      <ul class="sites">
        {rows.map((listed) => (
          <li key={listed.site}>
            <label class="choice">
              <input
                type="checkbox"
                role="switch"
                aria-checked={listed.on}
                checked={listed.on}
                onChange={() => act(() => actions.setSite(listed.site, !listed.on))}
              />
              <bdi>{siteLabel(listed.site)}</bdi>
            </label>
            <span class="quiet">
              {t(listed.on ? 'siteIsOn' : 'siteIsOff')}
              {listed.at > 0 && listed.at < latest && ` · ${formatDate(listed.at)}`}
              {left.has(listed.site) && ` · ${t('siteStays')}`}
            </span>
            <button
              type="button"
              class="link"
              aria-label={t('removeSite', siteLabel(listed.site))}
              onClick={() => remove(listed)}
            >
              {t('remove')}
            </button>
          </li>
        ))}
      </ul>
      {after > 0 && (
        <button type="button" class="plain" onClick={() => setLimit(limit + PAGE)}>
          {tCount('moreSites', after)}
        </button>
      )}
    </section>
  );
}
