import { t } from '../../ui/i18n.ts';
import type { PageStatus } from './state.ts';

/** What a person can do about a page that is withheld, or that has no script of ours yet. */
export function WayOut(props: { status: PageStatus; allow(): void; reload(): void }) {
  const { status, allow, reload } = props;
  if (status !== 'withheld' && status !== 'reload') return null;
  return (
    <button type="button" class="main" onClick={status === 'withheld' ? allow : reload}>
      {t(status === 'withheld' ? 'allowSite' : 'reload')}
    </button>
  );
}
