/** What the popup loads after its first content. */
import type { ComponentChildren } from 'preact';
import { story } from '../../story/bundled.ts';
import { ask, loadEdition } from '../tab/asking.ts';
import type { Known } from '../tab/state.ts';
import type { HandlerFor, PopupActions } from './actions.ts';
import { Background } from './Background.tsx';

export { setPause } from '../../settings/change-options.ts';
export { changeSites, setAll, setSite } from '../../settings/change-sites.ts';
export { domainAbove } from '../../settings/domains.ts';
export { watchSettings } from '../../settings/watch-settings.ts';

/** The story's names, to count. */
export const { names } = story;

/** @param language `auto`, or the language that the reader wants the paragraphs in */
export function backgroundOf(
  known: Known,
  language: string,
  { reveal, openArticle, keepBeside }: Pick<PopupActions, 'reveal' | 'openArticle' | 'keepBeside'>,
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
      keepBeside={keepBeside && act(keepBeside)}
    />
  );
}
