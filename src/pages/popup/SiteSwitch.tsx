import { useEffect, useState } from 'preact/hooks';
import type { Site, SiteState } from '../../settings/sites.ts';
import { t, tCount } from '../../ui/i18n.ts';
import { siteLabel } from '../../ui/site-label.ts';
import type { HandlerFor, PopupActions } from './actions.ts';

interface Done {
  readonly on: boolean;
  readonly removed: number;
  undo(): Promise<void>;
}

interface SwitchProps {
  readonly state: SiteState;
  readonly act: HandlerFor;
}

/** The switch of this site. While marking is paused it is dimmed: it holds again after the pause. */
export function SiteSwitch(
  props: SwitchProps & {
    site: Site;
    actions: Pick<PopupActions, 'setSite'>;
    /** The id of what says why it has no effect now. */
    explainedBy: string;
  },
) {
  const { site, state, act, actions, explainedBy } = props;
  const isPaused = state.pause !== undefined;
  return (
    <label class={isPaused ? 'switch dimmed' : 'switch'}>
      <span>{t('siteSwitch', siteLabel(site))}</span>
      <input
        type="checkbox"
        role="switch"
        aria-checked={state.on}
        aria-describedby={isPaused ? explainedBy : undefined}
        checked={state.on}
        // What the storage says is shown, not what was pressed: they differ if it refuses.
        onChange={(event) => {
          event.currentTarget.checked = state.on;
          act(() => actions.setSite(!state.on))();
        }}
      />
    </label>
  );
}

/** Switches all sites that belong to the same owner. */
export function DomainSwitch(
  props: SwitchProps & { domain: Site; actions: Pick<PopupActions, 'setAll'> },
) {
  const { domain, state, act, actions } = props;
  const [done, setDone] = useState<Done>();
  // What was said of one switching is not said of the next.
  useEffect(() => {
    if (done && done.on !== state.on) setDone(undefined);
  }, [state.on]);
  const press = act(async () => {
    const on = !state.on;
    setDone({ on, ...(await actions.setAll(domain, on)) });
  });
  const undo = act(async () => {
    await done?.undo();
    setDone(undefined);
  });
  return (
    <div class="all">
      {/* There before it says anything, or a screen reader would not hear it. */}
      <span role="status">{done && doneLine(domain, done)}</span>
      {/* One button for the deed and its undoing: it keeps the focus. */}
      <button type="button" class="link" onClick={done ? undo : press}>
        {done ? t('undo') : t(state.on ? 'switchAllOff' : 'switchAllOn', domain)}
      </button>
    </div>
  );
}

function doneLine(domain: Site, { on, removed }: Done): string {
  const line = t(on ? 'allIsOn' : 'allIsOff', domain);
  return removed > 0 ? `${line} ${tCount('rulesRemoved', removed)}` : line;
}
