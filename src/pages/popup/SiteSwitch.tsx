import { useState } from 'preact/hooks';
import type { Site, SiteState } from '../../settings/sites.ts';
import { t, tCount } from '../../ui/i18n.ts';
import type { HandlerFor, PopupActions } from './actions.ts';

interface Done {
  readonly on: boolean;
  readonly removed: number;
  undo(): Promise<void>;
}

/** The switch of this site and, where it differs, of all that belong to the same owner. */
export function SiteSwitch(props: {
  site: Site;
  domain: Site | undefined;
  state: SiteState;
  act: HandlerFor;
  actions: Pick<PopupActions, 'setSite' | 'setAll'>;
}) {
  const { site, domain, state, act, actions } = props;
  const [done, setDone] = useState<Done>();
  const press = act(async () => {
    setDone(undefined);
    await actions.setSite(!state.on);
  });
  const pressAll = (all: Site) =>
    act(async () => {
      const on = !state.on;
      setDone({ on, ...(await actions.setAll(all, on)) });
    });
  const undo = act(async () => {
    await done?.undo();
    setDone(undefined);
  });
  return (
    <>
      <label class="switch">
        <span>{t('siteSwitch', site === 'file:' ? t('localFiles') : site)}</span>
        <input
          type="checkbox"
          role="switch"
          aria-checked={state.on}
          checked={state.on}
          // What the storage says is shown, not what was pressed: they differ if it refuses.
          onChange={(event) => {
            event.currentTarget.checked = state.on;
            press();
          }}
        />
      </label>
      {domain !== undefined && (
        <div class="all">
          {/* There before it says anything, or a screen reader would not hear it. */}
          <span role="status">{done && doneLine(domain, done)}</span>
          {/* One button for the deed and its undoing: it keeps the focus. */}
          <button type="button" class="link" onClick={done ? undo : pressAll(domain)}>
            {done ? t('undo') : t(state.on ? 'switchAllOff' : 'switchAllOn', domain)}
          </button>
        </div>
      )}
    </>
  );
}

function doneLine(domain: Site, { on, removed }: Done): string {
  const line = t(on ? 'allIsOn' : 'allIsOff', domain);
  return removed > 0 ? `${line} ${tCount('rulesRemoved', removed)}` : line;
}
