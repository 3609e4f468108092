import type { Settings } from '../../settings/read-settings.ts';
import type { Site } from '../../settings/sites.ts';
import { t, tCount } from '../../ui/i18n.ts';
import type { ChangeOption } from './actions.ts';
import { Check, resetOf, Setting } from './Setting.tsx';

/** Whether rules travel to a person's other devices, and what does not. */
export function Sync(props: { settings: Settings; left: ReadonlySet<Site>; change: ChangeOption }) {
  const { settings, left, change } = props;
  const { options, syncFailure } = settings;
  return (
    <section aria-labelledby="sync">
      <h2 id="sync">{t('optionsSync')}</h2>
      <Setting
        label={t('optionSync')}
        reset={resetOf(options, ['sync'], change)}
        hint={t('syncHint')}
      >
        <Check
          label={t('syncSites')}
          checked={options.sync}
          change={(isOn) => change('sync', isOn)}
        />
        {options.sync && syncFailure !== undefined && (
          <p role="alert">{t('syncFailed', syncFailure)}</p>
        )}
        {left.size > 0 && <p role="alert">{tCount('sitesLeft', left.size)}</p>}
      </Setting>
    </section>
  );
}
