/**
 * What every frame of every page gets: marks the names, opens the card. Wiring only. Small, and
 * without Preact, the polyfill or the article: those come when a pointer first meets a mention.
 */

import { browser, isAlive } from '../browser.ts';
import { passageAround } from '../dom/passage.ts';
import type { LoadRequest, Request, Responses } from '../protocol/messages.ts';
import { type CardControl, type PageReport, world } from '../protocol/world.ts';
import { type Site, type SiteState, siteOf } from '../settings/sites.ts';
import { type Storage, watchSite } from '../settings/store.ts';
import { forms, names as storyNames } from '../story/bundled.ts';
import { createFinder } from '../story/find-candidates.ts';
import { Engine, type Place } from './engine.ts';
import { Hover } from './hover.ts';
import { placeAtPoint, rectsOf } from './pointed.ts';

/** At most so many mentions are sent to the popup, with their surroundings. */
const REPORTED = 40;
/** At most so many passages of a page are read before its doubtful names are judged. */
const EVIDENCE = 24;
/** UTF-16 units on either side of a mention that card and popup get to read. */
const PASSAGE = 1_000;

const names = storyNames.map(({ id }) => id);
const finder = createFinder(forms);
let engine: Engine | undefined;
let state: SiteState | undefined;
let unwatch: (() => void) | undefined;

// ---- on and off ----------------------------------------------------------------------------

/** Asks the background. Fails once the extension is gone. */
function ask<R extends Request>(request: R): Promise<Responses[R['type']]> {
  return browser.runtime.sendMessage(request);
}

/** The site in the address bar: a frame follows it, whatever its own address is. */
async function topSite(): Promise<Site | undefined> {
  const { ancestorOrigins, href } = location;
  const top = ancestorOrigins?.[ancestorOrigins.length - 1];
  if (top === undefined) return siteOf(href);
  // Firefox says "null" for a parent that sends no referrer.
  if (top !== 'null') return siteOf(top);
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
    if (state?.active === false) hover.dismiss();
  } else if (document.visibilityState === 'hidden') {
    engine?.pause();
  } else if (engine) {
    engine.resume();
  } else {
    engine = new Engine(window, finder, names, {
      undecided: bringJudge,
      settled: () => undefined,
      isWanted: isAlive,
    });
    engine.start();
  }
}

async function start(): Promise<void> {
  listen();
  reopened.observe(document, { childList: true });
  const site = await topSite();
  if (site === undefined || listening.signal.aborted) return;
  unwatch = watchSite(browser.storage as unknown as Storage, site, (now) => {
    state = now;
    update();
  });
}

function stop(): void {
  engine?.stop();
  engine = undefined;
  unwatch?.();
  hover.dismiss();
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

async function bringJudge(): Promise<void> {
  await bring('judge');
  const begin = world().judge;
  if (begin && engine) engine.setJudge(begin(engine.evidence(EVIDENCE)));
}

async function bringCard(): Promise<CardControl | undefined> {
  await bring('card');
  return world().card;
}

// ---- the card ------------------------------------------------------------------------------

/** Where the pointer was last, in the layout viewport, and when. */
let pointer = { x: 0, y: 0, time: 0, speed: 0 };
let target: EventTarget | undefined;
let looking = false;

const isSame = (a: Place, b: Place) => a.startNode === b.startNode && a.start === b.start;

const hover = new Hover<Place>(
  { after: (milliseconds, callback) => setTimeout(callback, milliseconds) },
  {
    prepare: () => {
      if (isAlive()) bringCard();
      else stop();
    },
    show: async (place) => {
      const token = hover.token;
      const card = await bringCard();
      if (!engine || token !== hover.token || hover.state.is === 'closed') return;
      const passage = passageAround(place, PASSAGE);
      const name = names[place.name];
      if (!card || name === undefined) return;
      card.show(
        { ...passage, name, title: document.title },
        { rects: () => rectsOf(place), node: place.startNode, pointer },
        { hovered: (over) => hover.overCard(over), dismissed: () => hover.dismiss() },
      );
    },
    hide: () => world().card?.hide(),
  },
  isSame,
);

function pointed(event: PointerEvent): void {
  if (!engine || event.pointerType === 'touch' || world().card?.isOn(event)) return;
  if (event.buttons !== 0) {
    // Pressing or selecting: not the moment for a card.
    hover.point(undefined, 0);
    return;
  }
  const { clientX: x, clientY: y, timeStamp: time } = event;
  const elapsed = time - pointer.time;
  const speed = elapsed > 0 ? Math.hypot(x - pointer.x, y - pointer.y) / elapsed : pointer.speed;
  pointer = { x, y, time, speed };
  const path = event.composedPath();
  if (path[0] !== target) engine.follow(path);
  target = path[0];
  if (!engine.hasMentions || looking) return;
  looking = true;
  requestAnimationFrame(() => {
    looking = false;
    if (!engine) return;
    hover.point(placeAtPoint(engine, target, pointer.x, pointer.y), pointer.speed);
  });
}

function pressed(event: PointerEvent): void {
  if (!world().card?.isOn(event)) hover.dismiss();
}

function keyed(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || !event.isTrusted) return;
  const { is } = hover.state;
  if (is === 'closed' || is === 'resting') {
    // The key goes to the frame with the focus, the card may stand in another one.
    if (window.length > 0 || window.parent !== window) ask({ type: 'dismiss' }).catch(() => {});
    return;
  }
  // The card alone goes: not the page's dialog, and the page does not hear of it.
  event.preventDefault();
  event.stopImmediatePropagation();
  hover.dismiss();
}

function dismiss(): void {
  hover.dismiss();
}

function left(): void {
  hover.point(undefined, 0);
}

function shownOrHidden(): void {
  if (document.visibilityState === 'hidden') hover.dismiss();
  update();
}

const listening = new AbortController();

function listen(): void {
  // Before the page's own scripts, at the window, capturing: a page that stops every event is later.
  const early = { capture: true, signal: listening.signal } as const;
  document.addEventListener('readystatechange', update, early);
  document.addEventListener('visibilitychange', shownOrHidden, early);
  window.addEventListener('pointermove', pointed, { ...early, passive: true });
  window.addEventListener('pointerdown', pressed, { ...early, passive: true });
  window.addEventListener('keydown', keyed, early);
  window.addEventListener('pagehide', dismiss, early);
  document.addEventListener('pointerleave', left, early);
}

/** `document.open()` takes all listeners away, but no observer. Adding one twice does nothing. */
const reopened = new MutationObserver(listen);

// ---- what the popup asks --------------------------------------------------------------------

function report(): PageReport {
  const shown = (engine?.places() ?? []).filter(({ startNode }) =>
    startNode.parentElement?.checkVisibility({ visibilityProperty: true }),
  );
  const counts = Object.fromEntries(names.map((id) => [id, 0]));
  for (const { name } of shown) {
    const id = names[name] as string;
    counts[id] = (counts[id] ?? 0) + 1;
  }
  const mentions = shown.slice(0, REPORTED).map((place) => ({
    name: names[place.name] as string,
    ...passageAround(place, PASSAGE),
  }));
  const loading = document.readyState === 'loading' || engine?.busy === true;
  return { title: document.title, state, loading, counts, mentions };
}

// One script a frame: where one lives already (an installation injects into tabs that had it from
// their load), this one is too many; one that an update has cut off steps aside.
const former = world().page;
if (!former?.isAlive()) {
  former?.stop();
  world().page = { report, stop, dismiss, isAlive };
  start();
}
