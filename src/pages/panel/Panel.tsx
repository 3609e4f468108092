import { useState } from 'preact/hooks';
import type { LoadEdition } from '../../story/load-edition.ts';
import type { Story } from '../../story/types.ts';
import { t } from '../../ui/i18n.ts';
import { Alert } from '../tab/Alert.tsx';
import type { AskBackground } from '../tab/ask-background.ts';
import { Counts } from '../tab/Counts.tsx';
import { isNoneChosen, pageStatus, totals } from '../tab/state.ts';
import { stateLine } from '../tab/state-line.ts';
import { WayOut } from '../tab/WayOut.tsx';
import type { PanelActions } from './actions.ts';
import { BesideArticle } from './BesideArticle.tsx';
import type { Beside } from './read-beside.ts';

export interface PanelProps {
  readonly beside: Beside;
  readonly story: Story;
  readonly loadEdition: LoadEdition;
  readonly ask: AskBackground;
  /** `auto`, or the language that the reader wants the paragraphs in. */
  readonly language: string;
  readonly actions: PanelActions;
}

/** The article beside the page, kept while reading. */
export function Panel(props: PanelProps) {
  const { beside, story, loadEdition, ask, language, actions } = props;
  const { known } = beside;
  const [failure, setFailure] = useState<string>();
  const act = (action: () => Promise<unknown>) => () => {
    setFailure(undefined);
    action().catch((error: unknown) =>
      setFailure(error instanceof Error ? error.message : String(error)),
    );
  };
  const status = pageStatus(known);
  const hasNoName = isNoneChosen(status, known, story.names);
  return (
    <>
      <h1>{t('extensionName')}</h1>
      <p class="state" role="status">
        {stateLine(status, known, hasNoName)}
      </p>
      {failure !== undefined && <Alert>{t('settingsFailed', failure)}</Alert>}
      <WayOut status={status} allow={act(actions.allow)} reload={act(actions.reload)} />
      {status === 'on' && !hasNoName && (
        <Counts
          counts={totals(known.reports ?? [])}
          names={story.names}
          step={(direction, name) => act(() => actions.step(direction, name))()}
        />
      )}
      <BesideArticle
        {...{ beside, story, loadEdition, language }}
        cover={ask.cover}
        goTo={(...to) => act(() => actions.goTo(...to))()}
        reveal={(...to) => act(() => actions.reveal(...to))()}
        openArticle={act(actions.openArticle)}
        setLanguage={(lang) => act(() => actions.setLanguage(lang))()}
      />
    </>
  );
}
