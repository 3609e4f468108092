import { cardText, isCardStill } from '../harness/card.ts';
import { hoverMark } from '../harness/pointer.ts';
import { until } from '../harness/wait.ts';
import type { Scenes } from './scene.ts';

export const cardScenes = {
  marks: {
    setups: ['light', 'dark', 'forced', 'text200', 'narrow', 'arabic'],
    async take({ openSample }) {
      return (await openSample()).screenshot();
    },
  },
  card: {
    setups: ['light', 'dark', 'forced', 'text200', 'narrow', 'arabic'],
    async take({ openSample }) {
      const page = await openSample();
      await hoverMark(page);
      await until('a card', async () => (await isCardStill(page)) && (await cardText(page)));
      return page.screenshot();
    },
  },
} satisfies Scenes;
