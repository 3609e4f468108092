import { t } from '../../ui/i18n.ts';

export interface Shortcut {
  /** What it does, in the interface's language. */
  readonly description: string;
  /** As the browser writes it; empty: none. */
  readonly keys: string;
}

/** The keys as the browser has them now; only the browser can change them. */
export function Shortcuts(props: { shortcuts: readonly Shortcut[]; open: () => void }) {
  return (
    <section aria-labelledby="shortcuts">
      <h2 id="shortcuts">{t('optionsShortcuts')}</h2>
      <dl class="shortcuts">
        {props.shortcuts.map(({ description, keys }) => (
          <div key={description}>
            <dt>{description}</dt>
            <dd>{keys ? <kbd>{keys}</kbd> : <span class="quiet">{t('noShortcut')}</span>}</dd>
          </div>
        ))}
      </dl>
      <p class="quiet">{t('shortcutsHint')}</p>
      <button type="button" class="plain" onClick={props.open}>
        {t('changeShortcuts')}
      </button>
    </section>
  );
}
