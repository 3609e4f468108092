import type { MarkChange } from '../../protocol/messages.ts';
import { t } from '../../ui/i18n.ts';

interface ChangedProps {
  readonly what: MarkChange;
  /** The name that the card was about, as the interface writes it. */
  readonly label: string;
  readonly undo: () => void;
  readonly close: () => void;
}

/** Stands in the card's place for some seconds after the marks were changed from there. */
export function Changed({ what, label, undo, close }: ChangedProps) {
  return (
    <p class="changed" role="status">
      <span id="name">{TEXTS[what](label)}</span>
      <button type="button" class="link" data-guarded onClick={undo}>
        {t('undo')}
      </button>
      <button type="button" class="icon" aria-label={t('closeCard')} onClick={close}>
        ×
      </button>
    </p>
  );
}

const TEXTS: Readonly<Record<MarkChange, (label: string) => string>> = {
  off: () => t('stateOff'),
  mute: (label) => t('nameMuted', label),
  hide: () => t('hiddenUntilTomorrow'),
};
