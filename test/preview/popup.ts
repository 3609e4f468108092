import { until } from '../harness/wait.ts';
import type { Scenes } from './scene.ts';

export const popupScenes = {
  popup: {
    setups: ['light', 'dark', 'forced', 'text200', 'arabic'],
    async take({ launched, openSample }) {
      const popup = await launched.openPopup(await openSample());
      await until('the popup counts the mentions', () =>
        popup.evaluate(({ document }) => document.querySelector('.counts li') !== null),
      );
      return popup.screenshot();
    },
  },
} satisfies Scenes;
