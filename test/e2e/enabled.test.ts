/** The extension switched off and on again in the browser's own settings. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { cardText } from '../harness/card.ts';
import { builtExtension, type Launched, launch } from '../harness/launch.ts';
import { setEnabled } from '../harness/manage.ts';
import { registered } from '../harness/marks.ts';
import { hoverMark } from '../harness/pointer.ts';
import { type Server, serve } from '../harness/serve.ts';
import { settled, switchSite } from '../harness/state.ts';
import { until } from '../harness/wait.ts';

const FRAME = '<p>The start-up xAI in a frame.</p>';
const NEWS = `<!doctype html><html lang="en"><title>News</title><link rel="icon" href="data:,">
  <p>OpenAI was founded.</p><iframe srcdoc="${FRAME}"></iframe>`;

describe.each(BROWSER_KINDS)('switched off and on again in %s', (kind) => {
  let server: Server;
  let launched: Launched;

  beforeAll(async () => {
    server = await serve({ pages: { '/': NEWS } });
    launched = await launch(kind, { extensionDir: builtExtension(kind) });
  });
  afterAll(async () => {
    await launched?.close();
    await server?.close();
  });

  test('open tabs have a script that lives, in every frame', async () => {
    const page = await launched.browser.newPage();
    await page.goto(server.origin);
    await settled(launched, page);
    await setEnabled(launched, false);
    await setEnabled(launched, true);

    // A script that was cut off would neither hear of a switch nor mark anew.
    const markedFrames = async () => {
      const marks = page
        .frames()
        .map((frame) => frame.evaluate(() => CSS.highlights.has('backstory')));
      return (await Promise.all(marks)).filter((isMarked) => isMarked).length;
    };
    await until('the extension is back', async () => (await settled(launched, page)).length === 2);
    await switchSite(launched, '127.0.0.1', false);
    await page.bringToFront();
    await until('no marks', async () => (await markedFrames()) === 0);
    await switchSite(launched, '127.0.0.1', true);
    await until('marks', async () => (await markedFrames()) === 2);
    expect((await registered(page)).texts).toEqual(['OpenAI']);
    await hoverMark(page, 'OpenAI');
    await until('a card', () => cardText(page));
  });
});
