/** The options page. Wiring only. */
import { render } from 'preact';
import { forms } from '../../names/bundled.ts';
import { createFinder } from '../../names/find-candidates.ts';
import { discardAside, setOption } from '../../settings/change-options.ts';
import { removeSite, setSite } from '../../settings/change-sites.ts';
import { setRead } from '../../settings/read-paragraphs.ts';
import { readSettings, type Settings } from '../../settings/read-settings.ts';
import type { Progress } from '../../settings/slices.ts';
import {
  resetSettings,
  restore,
  type Snapshot,
  snapshotOf,
  takeOver,
} from '../../settings/snapshot.ts';
import { fromChosenFile, toFile } from '../../settings/transfer.ts';
import { watchSettings } from '../../settings/watch-settings.ts';
import { story } from '../../story/bundled.ts';
import { speak, t } from '../../ui/i18n.ts';
import type { OptionsActions } from './actions.ts';
import { openShortcuts, shortcuts, storage } from './browser-parts.ts';
import { OptionsPage, type OptionsProps } from './OptionsPage.tsx';

const root = document.getElementById('options') as HTMLElement;
const finder = createFinder(forms);

let known: Settings | undefined;
let readFailure: string | undefined;
let keys: OptionsProps['shortcuts'] = [];

const backTo = (before: Snapshot) => (progress: Progress) => restore(storage, before, progress);

const actions: OptionsActions = {
  setOption: (name, value) => setOption(storage, name, value),
  setSite: (site, on) => setSite(storage, site, on),
  removeSite: (site) => removeSite(storage, site),
  forgetRead: () => setRead(storage, []),
  discardAside: (ids) => discardAside(storage, ids),
  exported: async () => toFile(snapshotOf(await readSettings(storage))),
  takeOver: async (file, progress) =>
    backTo(await takeOver(storage, await fromChosenFile(file), progress)),
  reset: async (progress) => backTo(await resetSettings(storage, progress)),
  openShortcuts,
};

function update(): void {
  if (!known) return;
  render(
    <OptionsPage {...{ settings: known, readFailure, story, finder, shortcuts: keys, actions }} />,
    root,
  );
}

async function readShortcuts(): Promise<void> {
  keys = await shortcuts();
  update();
}

speak(document);
document.title = t('optionsTitle');
watchSettings(
  storage,
  (settings) => {
    known = settings;
    update();
  },
  (reason) => {
    readFailure = reason?.message;
  },
);
void readShortcuts();
// They are changed elsewhere, and nothing tells of it.
window.addEventListener('focus', readShortcuts);
