import { useEffect, useState } from 'preact/hooks';
import type { LoadEdition } from '../../story/load-edition.ts';
import type { Edition } from '../../story/types.ts';

/** @returns the edition in a language; the one before until that is loaded, and undefined before any is */
export function useEdition(lang: string | undefined, load: LoadEdition): Edition | undefined {
  const [edition, setEdition] = useState<Edition>();
  useEffect(() => {
    let isWanted = true;
    if (lang === undefined) return;
    load(lang).then(
      (loaded) => {
        if (isWanted) setEdition(loaded);
      },
      // There is one to fall back on in every story.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [lang, load]);
  return edition;
}
