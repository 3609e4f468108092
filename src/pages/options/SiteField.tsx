import { useRef } from 'preact/hooks';
import type { Settings } from '../../settings/read-settings.ts';
import type { Site } from '../../settings/sites.ts';
import { t } from '../../ui/i18n.ts';
import { siteLabel } from '../../ui/site-label.ts';
import type { Act, OptionsActions } from './actions.ts';
import { siteFaultLine } from './fault-lines.ts';
import { readTyped } from './site-list.ts';

/** The field that filters the list of sites and adds to it; Enter adds. Empty again once a site was added. */
export function SiteField(props: {
  typed: string;
  type: (text: string) => void;
  settings: Settings;
  actions: OptionsActions;
  act: Act;
}) {
  const { typed, type, settings, actions, act } = props;
  const field = useRef<HTMLInputElement>(null);
  const text = typed.trim();
  const read = text === '' ? undefined : readTyped(text);
  const isNew = read && 'site' in read && typeof settings.rules.get(read.site)?.on !== 'boolean';
  const add = (site: Site, on: boolean) =>
    act(
      async () => {
        await actions.setSite(site, on);
        type('');
        // The button that was pressed is gone.
        field.current?.focus();
        return () => actions.removeSite(site);
      },
      t(on ? 'siteSwitchedOn' : 'siteSwitchedOff', siteLabel(site)),
    );
  // What differs from sites without a rule: that is what a rule is mostly for.
  const first = settings.options.newSites === 'off';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isNew) add(read.site, first);
      }}
    >
      <label class="field">
        {t('findSite')}
        <input
          ref={field}
          type="search"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          dir="ltr"
          value={typed}
          onInput={({ currentTarget }) => type(currentTarget.value)}
        />
      </label>
      {read && 'fault' in read && <p class="quiet">{siteFaultLine(text, read.fault)}</p>}
      {isNew && (
        <p class="add">
          <bdi>{t('siteWithoutRule', siteLabel(read.site))}</bdi>
          {[first, !first].map((on) => (
            <button
              // The first is what Enter does.
              type={on === first ? 'submit' : 'button'}
              class="plain"
              key={String(on)}
              onClick={on === first ? undefined : () => add(read.site, on)}
            >
              {t(on ? 'switchSiteOn' : 'switchSiteOff')}
            </button>
          ))}
        </p>
      )}
    </form>
  );
}
