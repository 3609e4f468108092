/** The first-run page. Wiring only. */
import { render } from 'preact';
import { forms, story } from '../story/bundled.ts';
import { createFinder } from '../story/find-candidates.ts';
import { speak, t } from '../ui/i18n.ts';
import {
  hasAccess,
  onAccessChanged,
  openArticle,
  openOptions,
  requestAccess,
} from './browser-parts.ts';
import { enliven } from './sample.ts';
import { Welcome, type WelcomeProps } from './Welcome.tsx';

const root = document.getElementById('welcome') as HTMLElement;

let showCard: () => void = () => undefined;

const actions: WelcomeProps['actions'] = {
  showCard: () => showCard(),
  allow: () => void requestAccess(),
  openOptions: () => void openOptions(),
  openArticle: () => void openArticle(),
};

function update(access: boolean | undefined): void {
  render(<Welcome {...{ story, actions }} hasAccess={access} />, root);
}

async function askAccess(): Promise<void> {
  update(await hasAccess());
}

speak(document);
document.title = t('welcomeTitle');
update(undefined);
showCard = enliven(createFinder(forms), story.names);
onAccessChanged(askAccess);
askAccess();
