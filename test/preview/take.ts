/** Takes the pictures: starts the browser, sets the stage, clears up. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Launched } from '../harness/launch.ts';
import { registered } from '../harness/marks.ts';
import { settled } from '../harness/state.ts';
import type { Scene, Stage } from './scene.ts';

const PICTURES = join('dist', 'preview');

declare const chrome: { storage: { local: { clear(): Promise<void> } } };

/** The stage for a running browser. Pages are of this machine or of the web, as it was launched. */
export function stageOf(launched: Launched, sample: string): Stage {
  return {
    launched,
    sample,
    async openSample() {
      const page = await launched.browser.newPage();
      await page.goto(sample);
      await settled(launched, page);
      const { texts } = await registered(page);
      if (texts.length === 0) throw new Error(`No mark was found on ${sample}`);
      return page;
    },
  };
}

/** Takes a scene's picture and saves it as `dist/preview/NAME.png`. */
export async function take(scene: Scene, name: string, stage: Stage): Promise<void> {
  const { browser, inExtension } = stage.launched;
  await inExtension(() => chrome.storage.local.clear());
  const before = new Set(await browser.pages());
  const png = await scene.take(stage);
  for (const page of await browser.pages()) if (!before.has(page)) await page.close();
  mkdirSync(PICTURES, { recursive: true });
  const file = join(PICTURES, `${name}.png`);
  writeFileSync(file, png);
  console.log(`  ${file}`);
}
