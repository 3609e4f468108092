/**
 * Pictures of every state in every setup that matters to it, in dist/preview, to be looked at:
 * `npm run preview -- [--browser firefox] [--only REGEXP] [--language fi]` (default: both browsers, all pictures, each in
 * the language of its setup).
 * Names are BROWSER-SCENE-SETUP. Ends with status 1 if a scene did not come to be.
 */
import { basename, dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { BROWSER_KINDS, type BrowserKind } from '../harness/browsers.ts';
import { launch } from '../harness/launch.ts';
import { serve } from '../harness/serve.ts';
import { cardScenes } from '../preview/card.ts';
import { pageScenes } from '../preview/pages.ts';
import { panelScenes } from '../preview/panel.ts';
import { popupScenes } from '../preview/popup.ts';
import { type Scene, type Scenes, SETUPS, type SetupName } from '../preview/scene.ts';
import { stageOf, take } from '../preview/take.ts';
import { build, kindOf, SAMPLE, shownFolder } from './build.ts';

const SCENES: Scenes = { ...cardScenes, ...popupScenes, ...panelScenes, ...pageScenes };

const { values } = parseArgs({
  options: {
    browser: { type: 'string' },
    only: { type: 'string', default: '' },
    language: { type: 'string' },
  },
});

/** The pictures of one browser set up in one way, by name. */
function picturesOf(kind: BrowserKind, setup: SetupName, wanted: RegExp): [string, Scene][] {
  return Object.entries(SCENES)
    .filter(([, { setups = ['light'] }]) => setups.includes(setup))
    .filter(([, { kinds = BROWSER_KINDS }]) => kinds.includes(kind))
    .map(([name, scene]): [string, Scene] => [`${kind}-${name}-${setup}`, scene])
    .filter(([name]) => wanted.test(name));
}

async function main(): Promise<void> {
  const kinds = values.browser ? [kindOf(values.browser)] : BROWSER_KINDS;
  const wanted = new RegExp(values.only);
  const failures: string[] = [];
  const setups = Object.keys(SETUPS) as SetupName[];
  const all = kinds.flatMap((kind) => setups.flatMap((setup) => picturesOf(kind, setup, wanted)));
  if (all.length === 0) throw new Error(`--only ${values.only}: no picture is called like that`);
  const server = await serve({ folder: dirname(SAMPLE) });
  try {
    for (const kind of kinds) {
      const extensionDir = shownFolder(kind);
      build(kind, { folder: extensionDir });
      for (const setup of setups) {
        const pictures = picturesOf(kind, setup, wanted);
        if (pictures.length === 0) continue;
        const launched = await launch(kind, {
          extensionDir,
          setup: { ...SETUPS[setup], ...(values.language ? { language: values.language } : {}) },
        });
        const stage = stageOf(launched, `${server.origin}/${basename(SAMPLE)}`);
        for (const [name, scene] of pictures) {
          await take(scene, name, stage).catch((error: Error) =>
            failures.push(`${name}: ${error.message}`),
          );
        }
        await launched.close();
      }
    }
  } finally {
    await server.close();
  }
  for (const failure of failures) console.error(failure);
  if (failures.length > 0) process.exitCode = 1;
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
