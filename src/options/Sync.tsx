import type { Settings } from '../settings/store.ts';
import { t } from '../ui/i18n.ts';
import type { ChangeOption } from './Options.tsx';
import { Check, Setting } from './Setting.tsx';

/** Whether rules travel to a person's other devices, and what does not. */
export function Sync({ settings, change }: { settings: Settings; change: ChangeOption }) {
  const { options, syncFailure } = settings;
  return (
    <section aria-labelledby="sync">
      <h2 id="sync">{t('optionsSync')}</h2>
      <Setting label={t('optionSync')} byDefault={t('off')} hint={t('syncHint')}>
        <Check
          label={t('syncSites')}
          checked={options.sync}
          change={(isOn) => change('sync', isOn)}
        />
        {options.sync && syncFailure !== undefined && (
          <p role="alert">{t('syncFailed', syncFailure)}</p>
        )}
      </Setting>
    </section>
  );
}
