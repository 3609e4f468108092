/** What popup and side panel ask for: the background's answers, and the article's editions. Wiring only. */
import { loadPackaged } from '../../protocol/load-packaged.ts';
import { editionFile } from '../../protocol/packaged.ts';
import { story } from '../../story/bundled.ts';
import { editionLoader } from '../../story/load-edition.ts';
import type { AskBackground } from './ask-background.ts';
import { askBackground } from './page.ts';

export const ask: AskBackground = {
  rank: (passages) => askBackground({ type: 'rank', passages }),
  cover: (blocks) => askBackground({ type: 'cover', blocks }),
};

export const loadEdition = editionLoader(story, (lang) => loadPackaged(editionFile(lang)));
