import { useMemo, useRef, useState } from 'preact/hooks';
import type { Finder } from '../../names/find-candidates.ts';
import type { Settings } from '../../settings/read-settings.ts';
import { shorten } from '../../settings/shorten.ts';
import { type Progress, SLICE } from '../../settings/slices.ts';
import { FileProblem } from '../../settings/transfer.ts';
import type { Story } from '../../story/types.ts';
import { formatNumber, t } from '../../ui/i18n.ts';
import type { Act, ChangeOption, OptionsActions, Undo } from './actions.ts';
import { Behaviour } from './Behaviour.tsx';
import { fileFaultLine } from './fault-lines.ts';
import { Marks } from './Marks.tsx';
import { type Shortcut, Shortcuts } from './Shortcuts.tsx';
import { Sites } from './Sites.tsx';
import { Sync } from './Sync.tsx';
import { sitesLeft } from './site-list.ts';
import { Transfer } from './Transfer.tsx';
import { UnreadableSettings } from './UnreadableSettings.tsx';

export interface OptionsProps {
  readonly settings: Settings;
  /** Why the settings could not be read; the defaults are shown then. */
  readonly readFailure: string | undefined;
  readonly story: Story;
  readonly finder: Finder;
  /** None where the browser has no keys (Android), or as long as they are not read. */
  readonly shortcuts: readonly Shortcut[];
  readonly actions: OptionsActions;
}

/** Letters of what the browser says about a failure. */
const MOST_REASON = 120;

interface Told {
  readonly text: string;
  readonly isFailure: boolean;
  readonly undo?: Undo | undefined;
}

/** The options page. */
export function OptionsPage(props: OptionsProps) {
  const { settings, readFailure, story, finder, shortcuts, actions } = props;
  const [told, setTold] = useState<Told>();
  const latest = useRef(0);
  const { options, rules } = settings;
  const left = useMemo(() => sitesLeft(options, rules), [options.sync, rules]);

  const act: Act = (action, text) => {
    const own = ++latest.current;
    // What came later speaks.
    const tell = (now: Told | undefined) => own === latest.current && setTold(now);
    const progress: Progress = (done, all) => {
      const text = t('sitesDone', formatNumber(done), formatNumber(all));
      if (all > SLICE) tell({ text, isFailure: false });
    };
    (async () => {
      const undo = (await action(progress)) ?? undefined;
      tell(text === undefined ? undefined : { text, undo, isFailure: false });
    })().catch((error: unknown) => tell({ text: failureOf(error), isFailure: true }));
  };
  const change: ChangeOption = (name, value) => act(() => actions.setOption(name, value));

  return (
    <>
      <h1>{t('optionsTitle')}</h1>
      {readFailure !== undefined && <p role="alert">{t('settingsUnread', readFailure)}</p>}
      <UnreadableSettings
        settings={settings}
        discard={(ids) => act(() => actions.discardAside(ids))}
      />
      <Marks
        read={settings.read}
        forgetRead={() => act(actions.forgetRead, t('readForgotten'))}
        {...{ options, story, finder, change }}
      />
      <Behaviour {...{ options, story, change }} />
      <Sites {...{ settings, left, actions, act, change }} />
      <Sync {...{ settings, left, change }} />
      {shortcuts.length > 0 && (
        <Shortcuts shortcuts={shortcuts} open={() => act(actions.openShortcuts)} />
      )}
      <Transfer {...{ actions, act }} />
      <Toast told={told} act={act} dismiss={() => setTold(undefined)} />
    </>
  );
}

/** What was done or went wrong, above everything else until the next thing is done. */
function Toast(props: { told: Told | undefined; act: Act; dismiss: () => void }) {
  const { told, act, dismiss } = props;
  const undo = told?.undo;
  const content = told && (
    <>
      <span>{told.text}</span>
      {undo && (
        <button type="button" class="link" onClick={() => act(undo, t('undone'))}>
          {t('undo')}
        </button>
      )}
      <button type="button" class="link" onClick={dismiss}>
        {t('dismiss')}
      </button>
    </>
  );
  // A status is read out if it was there when it was empty, an alert when it comes.
  return (
    <>
      <div role="status" class={told && !told.isFailure ? 'toast' : ''}>
        {!told?.isFailure && content}
      </div>
      {told?.isFailure && (
        <div role="alert" class="toast">
          {content}
        </div>
      )}
    </>
  );
}

function failureOf(error: unknown): string {
  if (error instanceof FileProblem) return fileFaultLine(error);
  const reason = error instanceof Error ? error.message : String(error);
  return t('settingsFailed', shorten(reason, MOST_REASON));
}
