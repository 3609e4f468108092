import type { EditionLanguage } from '../../story/types.ts';
import { editionLabel } from '../../ui/edition-label.ts';

/** A button for each edition that is offered, besides the one that is shown. */
export function OtherLanguages(props: {
  languages: readonly EditionLanguage[];
  /** `Edition.lang` */
  shown: string;
  choose(lang: string): void;
}) {
  const { languages, shown, choose } = props;
  return (
    <>
      {languages
        .filter(({ lang }) => lang !== shown)
        .map((other) => (
          <button type="button" class="link" key={other.lang} onClick={() => choose(other.lang)}>
            {editionLabel(other)}
          </button>
        ))}
    </>
  );
}
