/** The first-run page. Wiring only. */
import { render } from 'preact';
import { forms, spots } from '../../names/bundled.ts';
import { createFinder } from '../../names/find-candidates.ts';
import { createSpotter } from '../../names/spot.ts';
import { story } from '../../story/bundled.ts';
import { speak, t } from '../../ui/i18n.ts';
import {
  askForArticle,
  hasAccessToAll,
  keysForNext,
  onAccessChanged,
  openOptions,
  requestAccessToAll,
} from './browser-parts.ts';
import { enliven } from './sample.ts';
import { Welcome, type WelcomeProps } from './Welcome.tsx';

const root = document.getElementById('welcome') as HTMLElement;

let showCard: () => void = () => undefined;

const actions: WelcomeProps['actions'] = {
  showCard: () => showCard(),
  allow: () => void requestAccessToAll(),
  openOptions: () => void openOptions(),
  openArticle: () => void askForArticle(),
};

let known: Pick<WelcomeProps, 'hasAccess' | 'keys'> = { hasAccess: undefined, keys: undefined };

function update(change: Partial<typeof known>): void {
  known = { ...known, ...change };
  render(<Welcome {...{ story, actions }} {...known} />, root);
}

async function askAccess(): Promise<void> {
  update({ hasAccess: await hasAccessToAll() });
}

async function askKeys(): Promise<void> {
  update({ keys: await keysForNext() });
}

speak(document);
document.title = t('welcomeTitle');
update({});
showCard = enliven(createSpotter(spots), createFinder(forms));
onAccessChanged(askAccess);
void askAccess();
void askKeys();
