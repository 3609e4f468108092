import { useMemo, useState } from 'preact/hooks';
import type { Settings } from '../../settings/read-settings.ts';
import { shorten } from '../../settings/shorten.ts';
import type { Site } from '../../settings/sites.ts';
import { formatDate, formatNumber, type MessageKey, t, tCount } from '../../ui/i18n.ts';
import { siteLabel } from '../../ui/site-label.ts';
import type { Act, ChangeOption, OptionsActions } from './actions.ts';
import { Choices, Setting } from './Setting.tsx';
import {
  type ListedSite,
  listedSites,
  readTyped,
  rowsOf,
  sitesMatching,
  type Typed,
} from './site-list.ts';

/** So many sites are shown, and so many more at a time. */
const PAGE = 100;

/** Letters that are shown of what was typed and is no site. */
const MOST_TYPED = 60;

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
      <Setting label={t('optionNewSites')} byDefault={t('newSitesOn')}>
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
      <label class="field">
        {t('findSite')}
        <input
          type="search"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          dir="ltr"
          value={typed}
          onInput={({ currentTarget }) => {
            setTyped(currentTarget.value);
            setLimit(PAGE);
          }}
        />
      </label>
      <Add {...{ typed, settings, actions, act }} />
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

/** A rule for what was typed, if that is a site and has none yet. */
function Add(props: { typed: string; settings: Settings; actions: OptionsActions; act: Act }) {
  const { typed, settings, actions, act } = props;
  const text = typed.trim();
  if (text === '') return null;
  const read = readTyped(text);
  if ('fault' in read) {
    return (
      <p class="quiet">{`${t('noSite', shorten(text, MOST_TYPED))} ${t(FAULTS[read.fault])}`}</p>
    );
  }
  const { site } = read;
  if (typeof settings.rules.get(site)?.on === 'boolean') return null;
  const add = (on: boolean) => () =>
    act(
      async () => {
        await actions.setSite(site, on);
        return () => actions.removeSite(site);
      },
      t(on ? 'siteSwitchedOn' : 'siteSwitchedOff', siteLabel(site)),
    );
  return (
    <p class="add">
      <bdi>{t('siteWithoutRule', siteLabel(site))}</bdi>
      <button type="button" class="plain" onClick={add(false)}>
        {t('switchSiteOff')}
      </button>
      <button type="button" class="plain" onClick={add(true)}>
        {t('switchSiteOn')}
      </button>
    </p>
  );
}

const FAULTS = {
  address: 'noSiteAddress',
  parts: 'noSiteParts',
  wildcard: 'noSiteWildcard',
  letters: 'noSiteLetters',
  labels: 'noSiteLength',
  long: 'noSiteLength',
} as const satisfies Record<Extract<Typed, { fault: unknown }>['fault'], MessageKey>;
