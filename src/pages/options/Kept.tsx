import type { Settings } from '../../settings/read-settings.ts';
import { t, tCount } from '../../ui/i18n.ts';
import { keptLines } from './kept-lines.ts';

/** What could not be read of the settings: shown, and gone only when a person says so. */
export function Kept(props: { settings: Settings; discard: (ids: readonly string[]) => void }) {
  const { aside, foreignVersion } = props.settings;
  return (
    <>
      {foreignVersion !== undefined && (
        <p class="notice">{t('foreignVersion', String(foreignVersion))}</p>
      )}
      {aside.length > 0 && (
        <section class="notice" aria-labelledby="kept">
          <h2 id="kept">{tCount('keptAside', aside.length)}</h2>
          <p>{t('keptAsideHint')}</p>
          <pre>{keptLines(aside).join('\n')}</pre>
          <button
            type="button"
            class="plain"
            onClick={() => props.discard(aside.map(({ id }) => id))}
          >
            {t('discardAside')}
          </button>
        </section>
      )}
    </>
  );
}
