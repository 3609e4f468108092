/** What the popup loads after its first content. */
import type { ComponentChildren } from 'preact';
import { forms } from '../../names/bundled.ts';
import { createFinder } from '../../names/find-candidates.ts';
import { story } from '../../story/bundled.ts';
import { topics } from '../../topics/bundled.ts';
import { indexTopics } from '../../topics/topic-index.ts';
import { Background } from './Background.tsx';
import type { Act, PopupActions } from './Popup.tsx';
import type { Known } from './state.ts';

export { setPause } from '../../settings/change-options.ts';
export { changeSites, setAll, setSite } from '../../settings/change-sites.ts';
export { domainAbove } from '../../settings/domains.ts';
export { watchSettings } from '../../settings/watch-settings.ts';

/** The story's names, to count. */
export const { names } = story;

const article = { story, finder: createFinder(forms), topics: indexTopics(topics) };

/** @param language `auto`, or the language that the reader wants the paragraphs in */
export function backgroundOf(
  known: Known,
  language: string,
  { reveal, openArticle }: Pick<PopupActions, 'reveal' | 'openArticle'>,
  act: Act,
): ComponentChildren {
  return (
    <Background
      {...article}
      known={known}
      language={language}
      reveal={(passage) => act(() => reveal(passage))()}
      openArticle={act(openArticle)}
    />
  );
}
