import { useState } from 'preact/hooks';
import { t } from '../../ui/i18n.ts';

/** Copies what is shown, and says so in its place. */
export function CopyButton({ copy }: { copy: () => void }) {
  const [isCopied, setIsCopied] = useState(false);
  return (
    <button
      type="button"
      class="link"
      data-guarded
      onClick={() => {
        copy();
        setIsCopied(true);
      }}
    >
      <span aria-live="polite">{isCopied ? t('copied') : t('copy')}</span>
    </button>
  );
}
