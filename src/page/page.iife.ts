/**
 * What every frame of every page gets: marks the names, opens the card. Wiring only. Small, and
 * without Preact, the polyfill or the article: those come when a pointer meets a mention.
 */

import { browser, isAlive } from '../browser.ts';
import type { LoadRequest, Request, Responses } from '../protocol/messages.ts';
import { CARD_MARK, world } from '../protocol/world.ts';
import { HIGHLIGHT, highlightName } from '../settings/look.ts';
import type { Options } from '../settings/options.ts';
import { type Site, type SiteState, siteAt, siteOf } from '../settings/sites.ts';
import type { FollowedStorage } from '../settings/storage.ts';
import { watchSite } from '../settings/watch-site.ts';
import { names, spots } from '../story/bundled.ts';
import { createSpotter } from '../story/spot.ts';
import { Engine } from './engine.ts';
import { createEarlyListeners } from './listen-early.ts';
import { createTallier } from './tallier.ts';

let engine: Engine | undefined;
let state: SiteState | undefined;
let options: Options | undefined;
let unwatch: (() => void) | undefined;

// ---- on and off ----------------------------------------------------------------------------

/** Asks the background. Fails once the extension is gone. */
function ask<R extends Request>(request: R): Promise<Responses[R['type']]> {
  return browser.runtime.sendMessage(request);
}

/** The site in the address bar: a frame follows it, whatever its own address is. */
async function topSite(): Promise<Site | undefined> {
  if (isTop) return siteAt(location);
  const { ancestorOrigins } = location;
  const top = ancestorOrigins?.[ancestorOrigins.length - 1];
  // Firefox says "null" for a parent that sends no referrer.
  if (top && top !== 'null') return siteOf(top);
  return (await ask({ type: 'site' })) ?? undefined;
}

function update(): void {
  if (!isAlive()) {
    stop();
    return;
  }
  const isWanted = state?.active === true && document.readyState !== 'loading';
  if (!isWanted) {
    engine?.stop();
    engine = undefined;
    dismiss();
  } else if (document.visibilityState === 'hidden') {
    engine?.pause();
    dismiss();
  } else if (engine) {
    engine.resume();
  } else {
    engine = newEngine();
    engine.start();
  }
  tallied();
}

function newEngine(): Engine {
  const { markStyle = 'both', markColour = 'text', names: unmarked = [] } = options ?? {};
  look = highlightName(markStyle, markColour);
  return new Engine(
    window,
    createSpotter(spots, unmarked),
    names,
    { undecided: bringJudge, many: bringChooser, settled, isWanted: isAlive },
    look,
  );
}

function settled(): void {
  if (engine?.hasMentions && !styled.has(look)) bringLook();
  tallied();
}

/** Marks with the names and the look that the options say. */
function restart(): void {
  engine?.stop();
  engine = undefined;
  tallier.reset();
  update();
}

// ---- the toolbar button ------------------------------------------------------------------------

const isTop = window === window.top;
const tallier = createTallier('0', () => ask({ type: 'tally' }).catch(() => undefined));

function tallied(): void {
  if (!state || !options || document.readyState === 'loading' || engine?.busy) return;
  const count = options.badge ? (engine?.count ?? 0) : 0;
  // The tab's own frame says that it is off.
  tallier.is(options.offIcon && isTop && !state.active ? 'off' : String(count));
}

/** What an engine is made for. */
const lookOf = (given: Options | undefined) =>
  String([given?.markStyle, given?.markColour, given?.names]);

async function start(): Promise<void> {
  listen();
  reopened.observe(document, { childList: true });
  const isPrivate = browser.extension?.inIncognitoContext === true;
  if (isPrivate) await bring('private');
  const site = await topSite();
  if (site === undefined || listening.signal.aborted) return;
  const { privateStorage = browser.storage as unknown as FollowedStorage } = world();
  unwatch = watchSite(
    privateStorage,
    site,
    (now, chosen) => {
      const looked = lookOf(options);
      state = now;
      options = chosen;
      if (looked === lookOf(chosen)) update();
      else restart();
    },
    isPrivate,
  );
}

function stop(): void {
  engine?.stop();
  engine = undefined;
  unwatch?.();
  tallier.stop();
  world().card?.stop();
  world().card = undefined;
  world().pointer = undefined;
  reopened.disconnect();
  listening.abort();
}

// ---- what is brought in on demand ------------------------------------------------------------

const asked = new Map<LoadRequest['part'], Promise<unknown>>();

/** Has another of our bundles run in this frame, once. */
async function bring(part: LoadRequest['part']): Promise<void> {
  const answer = asked.get(part) ?? ask({ type: 'load', part });
  asked.set(part, answer);
  try {
    await answer;
  } catch {
    // The extension was updated or the page went away: asked again when it is needed again.
    asked.delete(part);
  }
}

/** What the engine paints with. */
let look = HIGHLIGHT;
/** The looks whose style sheets the page has. */
const styled = new Set([HIGHLIGHT]);

async function bringLook(): Promise<void> {
  const wanted = look;
  styled.add(wanted);
  await ask({ type: 'look' }).catch(() => styled.delete(wanted));
}

async function bringJudge(): Promise<void> {
  await bring('judge');
  const begin = world().judge;
  if (begin) engine?.setJudge(begin(engine, options?.names ?? []));
}

async function bringChooser(): Promise<void> {
  await bring('chooser');
  const { chooser } = world();
  if (chooser) engine?.choosePaintedBy(chooser);
}

// ---- the card ------------------------------------------------------------------------------

const early = createEarlyListeners({
  hasMentions: () => engine?.hasMentions === true,
  bringPointer: () => bring('pointer'),
  follow: (path) => engine?.follow(path),
  dismissElsewhere: () => void ask({ type: 'dismiss' }).catch(() => undefined),
});

function dismiss(): void {
  world().card?.dismiss();
}

function gone(): void {
  dismiss();
  // The browser resets the button of a tab that leaves its page; the page may be shown again.
  tallier.reset('0');
  // A frame that goes alone takes its mentions from the tab's.
  if (!isTop && engine?.hasMentions) ask({ type: 'tally' }).catch(() => undefined);
}

const listening = new AbortController();

function listen(): void {
  // Before the page's own scripts, at the window, capturing: a page that stops every event is later.
  const { signal } = listening;
  const first = { capture: true, signal } as const;
  document.addEventListener('readystatechange', update, first);
  document.addEventListener('visibilitychange', update, first);
  early.listen(signal);
  window.addEventListener('pagehide', gone, first);
  window.addEventListener('pageshow', tallied, first);
}

/** `document.open()` takes all listeners away, but no observer. Adding one twice does nothing. */
const reopened = new MutationObserver(listen);

/**
 * A frame's first, blank document gives its window, and with it our world, to the one that it was made
 * for: a script that came into that blank one hears nothing of the new.
 */
const own = document;

// One script a document: where one lives already (an installation injects into tabs that had it from
// their load), this one is too many; one that an update has cut off steps aside.
const former = world().page;
if (!former?.isAlive()) {
  former?.stop();
  // Firefox ends the scripts of an updated extension without a word: what they showed stays behind.
  for (const left of document.querySelectorAll(`[${CARD_MARK}]`)) left.remove();
  world().page = {
    get state() {
      return state;
    },
    get busy() {
      return engine?.busy ?? (unwatch !== undefined && !state);
    },
    get count() {
      return engine?.count ?? 0;
    },
    get mentions() {
      return engine;
    },
    async bringCard() {
      if (isAlive()) await bring('card');
      else stop();
    },
    cardOptions: () => ({
      openBy: options?.openBy ?? 'hover',
      language: options?.paragraphLanguage ?? 'auto',
    }),
    dismiss,
    elsewhere: early.elsewhere,
    stop,
    isAlive: () => isAlive() && own === document,
  };
  start();
}
