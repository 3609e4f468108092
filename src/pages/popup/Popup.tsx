import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Site } from '../../settings/sites.ts';
import type { StoryName } from '../../story/types.ts';
import { t } from '../../ui/i18n.ts';
import { Alert } from '../tab/Alert.tsx';
import { Counts } from '../tab/Counts.tsx';
import { isNoneChosen, isSwitchable, type Known, pageStatus, totals } from '../tab/state.ts';
import { stateLine } from '../tab/state-line.ts';
import { WayOut } from '../tab/WayOut.tsx';
import type { HandlerFor, PopupActions } from './actions.ts';
import { PauseControl } from './PauseControl.tsx';
import { DomainSwitch, SiteSwitch } from './SiteSwitch.tsx';

export interface PopupProps {
  readonly known: Known;
  /** None: not known yet. */
  readonly names: readonly StoryName[];
  /** The site of all hosts of the same owner, where it is another one. */
  readonly domain: Site | undefined;
  /** Settings that could not be read were kept aside. */
  readonly hasAside: boolean;
  /** Why the settings cannot be read: the defaults hold. */
  readonly unread: string | undefined;
  readonly actions: PopupActions;
  /** The article beside the page; it comes a moment after the rest. */
  readonly background: ((act: HandlerFor) => ComponentChildren) | undefined;
}

export function Popup(props: PopupProps) {
  const { known, names, domain, unread, hasAside, actions, background } = props;
  const [failure, setFailure] = useState<string>();
  const status = pageStatus(known);
  const { site, state } = known;
  const act: HandlerFor = (action) => () => {
    setFailure(undefined);
    action().catch((error: unknown) =>
      setFailure(error instanceof Error ? error.message : String(error)),
    );
  };
  const hasNoName = isNoneChosen(status, known, names);
  const isSwitched = site !== undefined && state !== undefined && isSwitchable(status);
  const toOptions = (
    <button type="button" class="link" onClick={act(actions.openOptions)}>
      {t('openOptions')}
    </button>
  );
  return (
    <>
      <h1>{t('extensionName')}</h1>
      {isSwitched && <SiteSwitch {...{ site, state, act, actions }} explainedBy={STATE_ID} />}
      <p class="state" role="status" id={STATE_ID}>
        {stateLine(status, known, hasNoName)}
      </p>
      {known.isPrivate && isSwitchable(status) && <p class="quiet">{t('privateWindow')}</p>}
      <div class="controls">
        {isSwitched && domain !== undefined && (
          <DomainSwitch {...{ domain, state, act, actions }} />
        )}
        {state && <PauseControl pause={state.pause} act={act} setPause={actions.setPause} />}
        {toOptions}
      </div>
      {failure !== undefined && <Alert>{t('settingsFailed', failure)}</Alert>}
      {unread !== undefined && <Alert>{t('settingsUnread', unread)}</Alert>}
      {hasAside && (
        <Alert>
          {t('settingsAside')} {toOptions}
        </Alert>
      )}
      <WayOut status={status} allow={act(actions.allow)} reload={act(actions.reload)} />
      {status === 'on' && names.length > 0 && !hasNoName && (
        <Counts
          counts={totals(known.reports ?? [])}
          names={names}
          step={(direction, name) => act(() => actions.step(direction, name))()}
        />
      )}
      {background?.(act)}
    </>
  );
}

/** The line that says whether marking is on, and why: it explains the switch. */
const STATE_ID = 'state';
