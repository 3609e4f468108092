import { useState } from 'preact/hooks';
import { MARK_CHANGES, type MarkChange } from '../../protocol/messages.ts';
import { t } from '../../ui/i18n.ts';

interface MenuProps {
  /** The name that the card is about, as the interface writes it. */
  readonly label: string;
  readonly change: (change: MarkChange) => void;
  readonly openOptions: () => void;
}

/** Everything about the marks themselves, one quiet button away. Over the text, so that nothing moves. */
export function Menu({ label, change, openOptions }: MenuProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        class="icon more"
        aria-label={t('more')}
        aria-expanded={isOpen}
        aria-controls="menu"
        onClick={() => setIsOpen(!isOpen)}
      >
        ⋯
      </button>
      <ul id="menu" hidden={!isOpen}>
        {MARK_CHANGES.map((key) => (
          <li key={key}>
            <button type="button" class="link" data-guarded onClick={() => change(key)}>
              {TEXTS[key](label)}
            </button>
          </li>
        ))}
        <li>
          <button type="button" class="link" data-guarded onClick={openOptions}>
            {t('openOptions')}
          </button>
        </li>
      </ul>
    </>
  );
}

const TEXTS: Readonly<Record<MarkChange, (label: string) => string>> = {
  off: () => t('switchOffHere'),
  mute: (label) => t('muteName', label),
  hide: () => t('hideUntilTomorrow'),
};
