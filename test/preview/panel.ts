import type { Page } from 'puppeteer-core';
import { openPanelPage, type ShownPanel, shownPanel } from '../harness/panel.ts';
import { store } from '../harness/settings.ts';
import { switchSite } from '../harness/state.ts';
import { until } from '../harness/wait.ts';
import type { Scene, Scenes, Stage } from './scene.ts';

const SETUPS = ['light', 'dark', 'forced', 'text200', 'arabic'] as const;
/** CSS pixels: about what browsers give a panel, and the least that is promised. */
const USUAL = { width: 360, height: 700 };
const NARROW = { width: 280, height: 700 };

/** The panel beside the sample page in another window, once `isReady` holds of what it shows. */
function panel(
  prepare: (stage: Stage, page: Page) => Promise<unknown>,
  isReady: (shown: ShownPanel) => boolean,
  { setups = ['light'] as Scene['setups'], size = USUAL } = {},
): Scene {
  return {
    ...(setups && { setups }),
    async take(stage) {
      const page = await stage.openSample();
      await prepare(stage, page);
      const view = await openPanelPage(stage.launched, page);
      await view.setViewport(size);
      await until('what it shows', async () =>
        isReady((await view.evaluate(`(${shownPanel})(window)`)) as ShownPanel),
      );
      return view.screenshot();
    },
  };
}

const nothing = async () => undefined;
const hasRead = ({ read }: ShownPanel) => read !== undefined;

export const panelScenes = {
  panel: panel(nothing, hasRead, { setups: SETUPS }),
  'panel-narrow': panel(nothing, hasRead, { setups: ['light', 'arabic'], size: NARROW }),
  'panel-off': panel(
    ({ launched }) => switchSite(launched, '127.0.0.1', false),
    ({ ticks, said }) => ticks.length === 0 && Object.keys(said).length > 0,
  ),
  'panel-paused': panel(
    ({ launched }) => store(launched, 'local', { pause: { until: 'restart' } }),
    ({ ticks, said }) => ticks.length === 0 && Object.keys(said).length > 0,
  ),
  // As the browser itself shows it.
  'panel-real': {
    setups: ['light', 'dark'],
    async take({ launched, openSample }) {
      const view = await launched.openPanel(await openSample());
      await until('what is being read', async () => hasRead(await view.evaluate(shownPanel)));
      const png = await view.screenshot();
      await view.close();
      return png;
    },
  },
} satisfies Scenes;
