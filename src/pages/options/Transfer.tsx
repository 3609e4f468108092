import { t } from '../../ui/i18n.ts';
import type { Act, OptionsActions } from './actions.ts';

const FILE_NAME = 'backstory-settings.json';

/** Out into a file, in from one, and back to the defaults. */
export function Transfer({ actions, act }: { actions: OptionsActions; act: Act }) {
  const save = async () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(
      new Blob([await actions.exported()], { type: 'application/json' }),
    );
    link.download = FILE_NAME;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  const load = (input: HTMLInputElement) => {
    const file = input.files?.[0];
    if (file) act((progress) => actions.takeOver(file, progress), t('settingsImported'));
    // So that the same file can be chosen again when it was mended.
    input.value = '';
  };
  return (
    <section aria-labelledby="transfer">
      <h2 id="transfer">{t('optionsTransfer')}</h2>
      <p class="quiet">{t('transferHint')}</p>
      <button type="button" class="plain" onClick={() => act(save)}>
        {t('exportSettings')}
      </button>
      <label class="field">
        {t('importSettings')}
        <input
          type="file"
          accept=".json,application/json"
          onChange={({ currentTarget }) => load(currentTarget)}
        />
      </label>
      <h2>{t('optionsReset')}</h2>
      <p class="quiet">{t('resetHint')}</p>
      <button type="button" class="plain" onClick={() => act(actions.reset, t('settingsReset'))}>
        {t('resetSettings')}
      </button>
    </section>
  );
}
