import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Site, SiteState } from '../../settings/sites.ts';
import type { StoryName } from '../../story/types.ts';
import { type MessageKey, t } from '../../ui/i18n.ts';
import type { HandlerFor, PopupActions } from './actions.ts';
import { Counts } from './Counts.tsx';
import { PauseControl, pausedLine } from './PauseControl.tsx';
import { DomainSwitch, SiteSwitch } from './SiteSwitch.tsx';
import {
  isMarked,
  isSwitchable,
  type Known,
  type PageStatus,
  pageStatus,
  reasonOf,
  totals,
} from './state.ts';

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
  // As long as the names are not known, none of them is known to be left out.
  const isNoneChosen = status === 'on' && names.length > 0 && !names.some(isMarked(known));
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
        {isNoneChosen ? t('stateNoName') : stateLine(status, known)}
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
      {status === 'withheld' && (
        <button type="button" class="main" onClick={act(actions.allow)}>
          {t('allowSite')}
        </button>
      )}
      {status === 'reload' && (
        <button type="button" class="main" onClick={act(actions.reload)}>
          {t('reload')}
        </button>
      )}
      {status === 'on' && names.length > 0 && !isNoneChosen && (
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

function Alert({ children }: { children: ComponentChildren }) {
  return (
    <p class="alert" role="alert">
      {children}
    </p>
  );
}

const FIXED_LINES: Partial<Record<PageStatus, MessageKey>> = {
  protected: 'stateProtected',
  store: 'stateStore',
  pdf: 'statePdf',
  withheld: 'stateWithheld',
  loading: 'stateLoading',
  reload: 'stateReload',
};

function stateLine(status: PageStatus, { site, state }: Known): string {
  const fixed = FIXED_LINES[status];
  if (fixed || !state) return t(fixed ?? 'stateLoading');
  if (state.pause) return pausedLine(state.pause, Date.now());
  return switchLine(site, state);
}

/** Says what the switch says, and why. */
function switchLine(site: Site | undefined, state: SiteState): string {
  const reason = reasonOf(site, state);
  if (reason === 'above') return t(state.on ? 'stateOnBy' : 'stateOffBy', state.decidedBy ?? '');
  if (reason === 'default' && !state.on) return t('stateOffByDefault');
  return t(state.on ? 'stateOn' : 'stateOff');
}
