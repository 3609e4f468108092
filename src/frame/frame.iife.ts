/**
 * What every frame of every page gets. Small, and without Preact, the polyfill or the article: those come when a
 * pointer meets a mention. Wiring only.
 */
import { browser, isAlive, send } from '../browser.ts';
import * as native from '../dom/native.ts';
import { spots } from '../names/bundled.ts';
import { world } from '../protocol/world.ts';
import { FrameController } from './frame-controller.ts';
import { Engine } from './marks/engine.ts';
import { createEarlyListeners } from './pointer/listen-early.ts';
import { surroundings } from './surroundings.ts';

// One script a document: where one lives already (an installation injects into tabs that had it from
// their load), this one is too many; one that an update has cut off steps aside.
const former = world().page;
if (!former?.isAlive()) {
  former?.stop();
  const controller = new FrameController({
    browser: {
      send,
      isAlive,
      isPrivate: browser.extension?.inIncognitoContext === true,
      storage: browser.storage,
    },
    surroundings,
    spots,
    createEngine: (spotter, events, look) => new Engine(window, spotter, events, look),
  });
  world().page = controller;
  const { signal } = controller;
  const update = () => controller.update();
  const left = () => controller.left();
  const shown = (event: PageTransitionEvent) => controller.shown(event);
  const hearEarly = createEarlyListeners(controller);
  const listen = () => {
    // Before the page's own scripts, at the window, capturing: a page that stops every event is later.
    const first = { capture: true, signal };
    native.listen(document, 'visibilitychange', update, first);
    window.addEventListener('pagehide', left, first);
    window.addEventListener('pageshow', shown, first);
    hearEarly(signal);
  };
  listen();
  // `document.open()` takes all listeners away, but no observer. Adding one twice does nothing.
  const reopened = new MutationObserver(listen);
  reopened.observe(document, { childList: true });
  signal.addEventListener('abort', () => reopened.disconnect());
  controller.start();
}
