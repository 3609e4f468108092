import type { StoryName } from '../../story/types.ts';
import { formatNumber, t } from '../../ui/i18n.ts';

/** How often each name stands on the page, and the way from one mention to the next. */
export function Counts(props: {
  counts: ReadonlyMap<string, number>;
  names: readonly StoryName[];
  step(direction: 1 | -1, name: string): void;
}) {
  const { counts, names, step } = props;
  const found = names.filter(({ id }) => (counts.get(id) ?? 0) > 0);
  return (
    <section aria-labelledby="mentions">
      <h2 id="mentions">{t('mentions')}</h2>
      {found.length === 0 ? (
        <p>{t('noMention')}</p>
      ) : (
        <ul class="counts">
          {found.map(({ id, label }) => (
            <li key={id}>
              <span>
                <b>{formatNumber(counts.get(id) ?? 0)}</b> {label}
              </span>
              <Step label={t('previousMention', label)} go={() => step(-1, id)}>
                ↑
              </Step>
              <Step label={t('nextMention', label)} go={() => step(1, id)}>
                ↓
              </Step>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** An arrow that leads to a place on the page. */
export function Step({ label, go, children }: { label: string; go(): void; children: string }) {
  return (
    <button type="button" class="step" aria-label={label} title={label} onClick={go}>
      <span aria-hidden="true">{children}</span>
    </button>
  );
}
