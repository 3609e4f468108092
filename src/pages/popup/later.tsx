/** What the popup loads after its first content. */
import type { ComponentChildren } from 'preact';
import { loadPackaged } from '../../protocol/load-packaged.ts';
import { editionFile } from '../../protocol/packaged.ts';
import { story } from '../../story/bundled.ts';
import { editionLoader } from '../../story/load-edition.ts';
import type { HandlerFor, PopupActions } from './actions.ts';
import type { AskBackground } from './ask-background.ts';
import { Background } from './Background.tsx';
import { askBackground } from './page.ts';
import type { Known } from './state.ts';

export { setPause } from '../../settings/change-options.ts';
export { changeSites, setAll, setSite } from '../../settings/change-sites.ts';
export { domainAbove } from '../../settings/domains.ts';
export { watchSettings } from '../../settings/watch-settings.ts';

/** The story's names, to count. */
export const { names } = story;

const ask: AskBackground = {
  rank: (passages) => askBackground({ type: 'rank', passages }),
  cover: (blocks) => askBackground({ type: 'cover', blocks }),
};

const loadEdition = editionLoader(story, (lang) => loadPackaged(editionFile(lang)));

/** @param language `auto`, or the language that the reader wants the paragraphs in */
export function backgroundOf(
  known: Known,
  language: string,
  { reveal, openArticle }: Pick<PopupActions, 'reveal' | 'openArticle'>,
  act: HandlerFor,
): ComponentChildren {
  return (
    <Background
      story={story}
      loadEdition={loadEdition}
      ask={ask}
      known={known}
      language={language}
      reveal={(passage) => act(() => reveal(passage))()}
      openArticle={act(openArticle)}
    />
  );
}
