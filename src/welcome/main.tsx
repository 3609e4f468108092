/** The first-run page. Wiring only. */
import { render } from 'preact';
import { story } from '../story/bundled.ts';
import { speak, t } from '../ui/i18n.ts';
import {
  hasAccess,
  onAccessChanged,
  openArticle,
  openOptions,
  requestAccess,
} from './browser-parts.ts';
import { Welcome, type WelcomeProps } from './Welcome.tsx';

const root = document.getElementById('welcome') as HTMLElement;

const actions: WelcomeProps['actions'] = {
  showCard: () => undefined,
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
onAccessChanged(askAccess);
askAccess();
