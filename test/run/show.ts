/**
 * Shows the extension at work on a page: `tsx test/run/show.ts [--browser firefox] [--page FILE or
 * address]`. With a display the browser stays open; without one pictures of the marks, a card and the
 * popup are left in dist/preview. All scenes: preview.ts.
 */
import { basename, dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { builtExtension, launch } from '../harness/launch.ts';
import { type Server, serve } from '../harness/serve.ts';
import { cardScenes } from '../preview/card.ts';
import { popupScenes } from '../preview/popup.ts';
import { stageOf, take } from '../preview/take.ts';
import { build, kindOf, SAMPLE } from './build.ts';

const { values } = parseArgs({
  options: {
    browser: { type: 'string', default: 'chromium' },
    page: { type: 'string', default: SAMPLE },
  },
});

const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** A file is served from this machine, with what stands beside it. */
async function addressOf(page: string): Promise<{ address: string; server?: Server }> {
  if (/^https?:/.test(page)) return { address: page };
  const file = resolve(page);
  const server = await serve({ folder: dirname(file) });
  return { address: `${server.origin}/${encodeURIComponent(basename(file))}`, server };
}

async function main(): Promise<void> {
  const kind = kindOf(values.browser);
  build(kind);
  const { address, server } = await addressOf(values.page);
  const launched = await launch(kind, {
    extensionDir: builtExtension(kind),
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
