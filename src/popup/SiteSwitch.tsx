import { useState } from 'preact/hooks';
import type { Site, SiteState } from '../settings/sites.ts';
import { t, tCount } from '../ui/i18n.ts';
import type { Act, PopupActions } from './Popup.tsx';

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
  act: Act;
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
      {domain !== undefined && !done && (
        <button type="button" class="link" onClick={pressAll(domain)}>
          {t(state.on ? 'switchAllOff' : 'switchAllOn', domain)}
        </button>
      )}
      {domain !== undefined && done && (
        <p class="done" role="status">
          {t(done.on ? 'allIsOn' : 'allIsOff', domain)}{' '}
          {done.removed > 0 && tCount('rulesRemoved', done.removed)}{' '}
          <button type="button" class="link" onClick={undo}>
            {t('undo')}
          </button>
        </p>
      )}
    </>
  );
}
