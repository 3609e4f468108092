/**
 * What every frame of every page gets: marks the names, opens the card. Wiring only. Small, and
 * without Preact, the polyfill or the article: those come when a pointer meets a mention.
 */

import { browser, isAlive, send } from '../browser.ts';
import * as native from '../dom/native.ts';
import { spots } from '../names/bundled.ts';
import { createSpotter, type Spotter } from '../names/spot.ts';
import { askUntilAnswered } from '../protocol/ask.ts';
import type { LoadRequest, Request, Responses } from '../protocol/messages.ts';
import { CARD_MARK, world } from '../protocol/world.ts';
import { HIGHLIGHT, highlightName } from '../settings/look.ts';
import type { Options } from '../settings/options.ts';
import { type Site, type SiteState, siteAt, siteOf } from '../settings/sites.ts';
import { type SiteWatch, watchSite } from '../settings/watch-site.ts';
import { Engine } from './marks/engine.ts';
import { createGuard } from './marks/guard.ts';
import { pageLoaded, whenParsed } from './moments.ts';
import { createEarlyListeners } from './pointer/listen-early.ts';
import { createTallier } from './tallier.ts';

const isTop = window === window.top;

let engine: Engine | undefined;
let state: SiteState | undefined;
let options: Options | undefined;
let watch: SiteWatch | undefined;
/** The document is parsed, or as good as that. */
let isReadable = false;
/** The settings were asked for. A frame that has nothing like a name needs none. */
let isFollowing = false;
let isAwaiting = false;

// ---- on and off ----------------------------------------------------------------------------

/** Asks the background once. Fails once the extension is gone, and while the background is being stopped. */
const askOnce = <R extends Request>(request: R) => send(request) as Promise<Responses[R['type']]>;

const ask = <R extends Request>(request: R, tries?: number) =>
  askUntilAnswered(() => askOnce(request), isAlive, tries);

/** The site in the address bar: a frame follows it, whatever its own address is. */
async function topSite(): Promise<Site | undefined> {
  // A window that a page opened without an address, to write into it, is of that page's origin.
  if (isTop) return siteAt(location) ?? siteOf(origin);
  const { ancestorOrigins } = location;
  const top = ancestorOrigins?.[ancestorOrigins.length - 1];
  // Firefox says "null" for a parent that sends no referrer.
  if (top && top !== 'null') return siteOf(top);
  // Without an answer nothing here would ever be marked.
  return (await ask({ type: 'site' }, Number.POSITIVE_INFINITY)) ?? undefined;
}

/** As long as the settings are not asked for, it is seen whether they have to be. */
const isWanted = () => (isFollowing ? state?.active === true : !isTop);

function update(): void {
  if (!isAlive()) {
    stop();
    return;
  }
  if (!isReadable || !isWanted()) {
    engine?.stop();
    engine = undefined;
    dismiss();
  } else if (native.visibilityState(document) === 'hidden') {
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
    isFollowing ? createSpotter(spots, unmarked) : scout(),
    {
      undecided: bringJudge,
      many: bringChooser,
      needsSheet: bringLook,
      settled,
      isWanted: lives,
    },
    look,
  );
}

/** Finds nothing, but has the settings read at the first sight of what is like a name. */
function scout(): Spotter {
  const { reach, over } = createSpotter(spots);
  return {
    reach,
    over(text, from) {
      if (isFollowing) return over('');
      const spotting = over(text, from);
      if (spotting.at < 0) return spotting;
      follow();
      return over('');
    },
  };
}

/** Asked once a second. */
function lives(): boolean {
  guard.look();
  if (!isAlive()) stop();
  return isAlive();
}

function settled(): void {
  if (engine?.hasMentions && look !== HIGHLIGHT && !styled.has(look)) bringLook();
  guard.look();
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

const tallier = createTallier('0', () => ask({ type: 'tally' }).catch(() => undefined));

function tallied(): void {
  if (!state || !options || !isReadable || engine?.busy) return;
  const count = options.badge ? (engine?.count ?? 0) : 0;
  // The tab's own frame says that it is off.
  tallier.is(options.offIcon && isTop && !state.active ? 'off' : String(count));
}

// ---- the settings ------------------------------------------------------------------------------

/** What an engine is made for. */
const lookOf = (given: Options | undefined) =>
  String([given?.markStyle, given?.markColour, given?.names]);

/** Marks as the settings say, now and whenever they change. */
async function follow(): Promise<void> {
  isFollowing = true;
  isAwaiting = true;
  const isPrivate = browser.extension?.inIncognitoContext === true;
  if (isPrivate) await bring('mentions');
  const site = await topSite().catch(() => undefined);
  if (site === undefined || listening.signal.aborted) {
    isAwaiting = false;
    return;
  }
  watch = watchSite(
    (isPrivate && world().mentions?.privateStorage) || browser.storage,
    site,
    (now, chosen) => {
      const isSame = state !== undefined && lookOf(options) === lookOf(chosen);
      isAwaiting = false;
      state = now;
      options = chosen;
      if (isSame) update();
      else restart();
    },
    isPrivate,
  );
}

function stop(): void {
  listening.abort();
  reopened.disconnect();
  clearInterval(vigil);
  engine?.stop();
  engine = undefined;
  watch?.end();
  tallier.stop();
  const frame = world();
  frame.mentions = undefined;
  frame.card?.stop();
  frame.card = undefined;
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
/** The looks whose own style sheets were asked for. */
const styled = new Map<string, Promise<unknown>>();

async function bringLook(): Promise<void> {
  const wanted = look;
  const answer = styled.get(wanted) ?? ask({ type: 'look' });
  styled.set(wanted, answer);
  try {
    await answer;
    if (look === wanted) engine?.sheetCame();
  } catch {
    styled.delete(wanted);
  }
}

/** The engine that a judge is on its way to, or has come to. */
let judged: Engine | undefined;

/** The page's own scripts come first. */
async function bringJudge(): Promise<void> {
  if (judged === engine) return;
  judged = engine;
  await pageLoaded();
  await bring('mentions');
  const { mentions } = world();
  if (engine && mentions) engine.setJudge(mentions.judge(engine, options?.names ?? []));
  else judged = undefined;
}

async function bringChooser(): Promise<void> {
  await pageLoaded();
  await bring('mentions');
  const { mentions } = world();
  if (mentions) engine?.choosePaintedBy(mentions.chooseNear);
}

/** Puts the marks back into a registry that the page has cleared; whether it had. */
const guard = createGuard(() => {
  if (!engine?.paintedTexts.size) return false;
  const isTaken = !CSS.highlights.has(look);
  engine.keepPainted();
  return isTaken;
});

// ---- the card ------------------------------------------------------------------------------

const early = createEarlyListeners({
  hasMentions: () => engine?.hasMentions === true,
  pointer: () => world().mentions?.pointer,
  bringPointer: () => bring('mentions'),
  follow: (path) => engine?.follow(path),
  dismissElsewhere: () => void askOnce({ type: 'dismiss' }).catch(() => undefined),
});

/** Looks whether the extension is still there, where a card would outlive it. */
let vigil: ReturnType<typeof setInterval> | undefined;
const VIGIL_MS = 400;

async function bringCard(): Promise<void> {
  if (isAlive()) await bring('card');
  vigil ??= setInterval(() => isAlive() || stop(), VIGIL_MS);
  if (!isAlive()) stop();
}

function dismiss(): void {
  world().card?.dismiss();
}

function gone(): void {
  dismiss();
  // The browser resets the button of a tab that leaves its page; the page may be shown again.
  tallier.reset('0');
  // A frame that goes alone takes its mentions from the tab's.
  if (!isTop && engine?.hasMentions) askOnce({ type: 'tally' }).catch(() => undefined);
}

/** Firefox tells a page in its back/forward cache of no change of the settings (seen in 153). */
function shown({ persisted }: PageTransitionEvent): void {
  if (persisted && isAlive()) watch?.readAnew();
  tallied();
}

const listening = new AbortController();
/** After each of these a page may clear the registry of highlights. */
const ACTS = ['input', 'change', 'keydown', 'keyup', 'click', 'pointerup', 'selectionchange'];

function listen(): void {
  // Before the page's own scripts, at the window, capturing: a page that stops every event is later.
  const { signal } = listening;
  const first = { capture: true, signal } as const;
  native.listen(document, 'visibilitychange', update, first);
  early.listen(signal);
  for (const act of ACTS) window.addEventListener(act, guard.lookSoon, { ...first, passive: true });
  window.addEventListener('pagehide', gone, first);
  window.addEventListener('pageshow', shown, first);
}

/** `document.open()` takes all listeners away, but no observer. Adding one twice does nothing. */
const reopened = new MutationObserver(listen);

function start(): void {
  listen();
  reopened.observe(document, { childList: true });
  if (isTop) follow();
  whenParsed(() => {
    isReadable = true;
    update();
  }, listening.signal);
}

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
  for (const left of native.selectInDocument(document, `[${CARD_MARK}]`)) native.remove(left);
  world().page = {
    get state() {
      return state;
    },
    get busy() {
      if (engine) return engine.busy || isAwaiting;
      return isAwaiting || (isWanted() && native.visibilityState(document) !== 'hidden');
    },
    get count() {
      return engine?.count ?? 0;
    },
    get mentions() {
      return engine;
    },
    bringCard,
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
