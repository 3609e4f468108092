/**
 * `npm run store`: what the stores take as pictures and as text, in dist/store, made of assets/store and of the extension
 * at work on the sample page: screenshots of 1280 × 800, the promotional tile, the icon, each description.
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { PNG } from 'pngjs';
import type { Page } from 'puppeteer-core';
import { appears } from '../harness/appears.ts';
import { type Launched, launch } from '../harness/launch.ts';
import { serve } from '../harness/serve.ts';
import { cardScenes } from '../preview/card.ts';
import { popupScenes } from '../preview/popup.ts';
import { SETUPS, type Stage } from '../preview/scene.ts';
import { stageOf } from '../preview/take.ts';
import { build, SAMPLE, shownFolder } from './build.ts';

const TEXTS = join('assets', 'store', 'texts');
const FOLDER = join('dist', 'store');
const SCREEN = { width: 1280, height: 800 };
const TILE = { width: 440, height: 280 };
/** Between the popup and the edges of the picture, where a toolbar's popup stands. CSS pixels. */
const POPUP_EDGE = 12;
const POPUP_BORDER = 1;
const GREY = 160;

function save(name: string, png: Uint8Array, { width, height } = SCREEN): void {
  const picture = PNG.sync.read(Buffer.from(png));
  if (picture.width !== width || picture.height !== height) {
    throw new Error(`${name} is ${picture.width} × ${picture.height}, not ${width} × ${height}`);
  }
  const file = join(FOLDER, `${name}.png`);
  writeFileSync(file, png);
  console.log(file);
}

/** The stage of the previews, with pages as large as the stores' pictures. */
function screenStage(launched: Launched, sample: string): Stage {
  const stage = stageOf(launched, sample);
  return {
    ...stage,
    async openSample() {
      const page = await stage.openSample();
      await page.setViewport(SCREEN);
      return page;
    },
  };
}

/** Takes a scene's picture, and closes the tabs that it opened. */
async function taken({ browser }: Launched, take: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const before = new Set(await browser.pages());
  const png = await take();
  for (const page of await browser.pages()) if (!before.has(page)) await page.close();
  return png;
}

/** The popup where the toolbar's stands: over the page's top right corner. It is a window of its own, in no page's picture. */
function withPopup(page: Uint8Array, popup: Uint8Array): Uint8Array {
  const whole = PNG.sync.read(Buffer.from(page));
  const over = PNG.sync.read(Buffer.from(popup));
  const height = Math.min(over.height, whole.height - 2 * POPUP_EDGE);
  const x = whole.width - over.width - POPUP_EDGE;
  const border = new PNG({
    width: over.width + 2 * POPUP_BORDER,
    height: height + 2 * POPUP_BORDER,
  });
  border.data.fill(GREY);
  PNG.bitblt(
    border,
    whole,
    0,
    0,
    border.width,
    border.height,
    x - POPUP_BORDER,
    POPUP_EDGE - POPUP_BORDER,
  );
  PNG.bitblt(over, whole, 0, 0, over.width, height, x, POPUP_EDGE);
  return PNG.sync.write(whole);
}

async function own({ openOwn }: Launched, path: string, selector: string): Promise<Uint8Array> {
  const page = await openOwn(path);
  await page.setViewport(SCREEN);
  await appears(page, selector);
  return page.screenshot();
}

async function tile(page: Page): Promise<Uint8Array> {
  await page.setViewport(TILE);
  const svg = readFileSync(join('assets', 'store', 'tile.svg'), 'utf8');
  await page.setContent(
    `<!doctype html><style>body { margin: 0 } svg { display: block }</style>${svg}`,
  );
  return page.screenshot();
}

async function main(): Promise<void> {
  const extensionDir = shownFolder('chromium');
  build('chromium', { folder: extensionDir });
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const server = await serve({ folder: dirname(SAMPLE) });
  const sample = `${server.origin}/${basename(SAMPLE)}`;
  try {
    for (const setup of ['light', 'dark'] as const) {
      const launched = await launch('chromium', { extensionDir, setup: SETUPS[setup] });
      try {
        const stage = screenStage(launched, sample);
        if (setup === 'dark') {
          save('5-card-dark', await taken(launched, () => cardScenes.card.take(stage)));
          continue;
        }
        const of = (take: () => Promise<Uint8Array>) => taken(launched, take);
        save('1-card', await of(() => cardScenes.card.take(stage)));
        const page = await of(() => cardScenes.marks.take(stage));
        save('2-popup', withPopup(page, await of(() => popupScenes.popup.take(stage))));
        const article = 'src/pages/article/index.html?lang=fr,en';
        save('3-article', await of(() => own(launched, article, 'section')));
        const options = 'src/pages/options/index.html';
        save('4-options', await of(() => own(launched, options, 'fieldset')));
        save('tile', await tile(await launched.browser.newPage()), TILE);
      } finally {
        await launched.close();
      }
    }
  } finally {
    await server.close();
  }
  copyFileSync(join(extensionDir, 'icons', '128.png'), join(FOLDER, 'icon-128.png'));
  for (const file of readdirSync(TEXTS)) {
    const { description } = JSON.parse(readFileSync(join(TEXTS, file), 'utf8'));
    const text = join(FOLDER, file.replace('.json', '.txt'));
    writeFileSync(text, `${description.join('\n\n')}\n`);
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
