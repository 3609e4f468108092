/**
 * Shows the extension at work on a page: `tsx test/run/show.ts [--browser firefox] [--page FILE or
 * address]`. With a display the browser stays open; without one pictures of the marks, a card and the
 * popup are left in dist/preview. All scenes: preview.ts.
 */
import { parseArgs } from 'node:util';
import { launch } from '../harness/launch.ts';
import { cardScenes } from '../preview/card.ts';
import { popupScenes } from '../preview/popup.ts';
import { stageOf, take } from '../preview/take.ts';
import { build, kindOf, SAMPLE, shownFolder } from './build.ts';
import { addressOf, hasDisplay } from './page.ts';

const { values } = parseArgs({
  options: {
    browser: { type: 'string', default: 'chromium' },
    page: { type: 'string', default: SAMPLE },
  },
});

async function main(): Promise<void> {
  const kind = kindOf(values.browser);
  const extensionDir = shownFolder(kind);
  build(kind, { folder: extensionDir });
  const { address, server } = await addressOf(values.page);
  const launched = await launch(kind, {
    extensionDir,
    headless: !hasDisplay,
    isOnline: server === undefined,
  });
  try {
    if (hasDisplay) {
      await (await launched.browser.newPage()).goto(address);
      console.log(`${address}\nClose the browser to end.`);
      await new Promise((closed) => launched.browser.once('disconnected', closed));
    } else {
      console.log(`${kind} on ${address}`);
      const stage = stageOf(launched, address);
      await take(cardScenes.marks, `${kind}-marks`, stage);
      await take(cardScenes.card, `${kind}-card`, stage);
      await take(popupScenes.popup, `${kind}-popup`, stage);
    }
  } finally {
    await launched.close();
    await server?.close();
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
