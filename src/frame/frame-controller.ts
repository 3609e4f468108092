/**
 * What every frame of every page does: follows the site's switch, has the page read and plainly marked while it is
 * on, and brings the other programs when there is something for them to do.
 */
import { createSpotter } from '../names/spot.ts';
import { askUntilAnswered } from '../protocol/ask.ts';
import type { LoadRequest, Request, Responses } from '../protocol/messages.ts';
import { type PageControl, type PointerControl, world } from '../protocol/world.ts';
import type { Following } from '../settings/follow.ts';
import { HIGHLIGHT } from '../settings/look.ts';
import type { Pause, Site, SiteState } from '../settings/sites.ts';
import { type MarkOptions, watchSite } from '../settings/watch-site.ts';
import type { FrameEngine, FrameSetup } from './frame-setup.ts';

export class FrameController implements PageControl {
  readonly #setup: FrameSetup;
  readonly #life = new AbortController();
  /** Reads and marks the page; undefined: nothing is marked. */
  mentions: FrameEngine | undefined;
  /** The engine that somebody attends to, or is on the way to. */
  #attended: FrameEngine | undefined;
  /** What holds for the site; undefined as long as the settings are not read. */
  state: SiteState | undefined;
  #options: MarkOptions = { unmarked: [], hasOwnLook: false };
  #watch: Following | undefined;
  #isReadable = false;
  /** The settings were asked for. A frame that has nothing like a name needs none. */
  #isFollowing = false;
  #isAwaiting = false;
  /** The toolbar button shows this: marking is on, paused, or off (undefined). */
  #shown: true | Pause | undefined = true;
  /** Another frame of the tab has a card open. */
  isElsewhere = false;
  readonly #asked = new Map<LoadRequest['part'], Promise<unknown>>();

  constructor(setup: FrameSetup) {
    this.#setup = setup;
  }

  start(): void {
    const { isTop, whenParsed } = this.#setup.surroundings;
    if (isTop) this.#follow();
    whenParsed(() => {
      this.#isReadable = true;
      this.update();
    }, this.signal);
  }

  /** Aborted once this frame is given up. */
  get signal(): AbortSignal {
    return this.#life.signal;
  }

  // ---- on and off ----------------------------------------------------------------------------

  /** Does what the settings say, and whether the page is shown. */
  update(): void {
    const { isHidden } = this.#setup.surroundings;
    if (!this.isAlive()) {
      this.stop();
      return;
    }
    if (!this.#isReadable || !this.#isWanted) {
      this.#stopEngine();
      this.dismiss();
    } else if (isHidden) {
      this.mentions?.pause();
      this.dismiss();
    } else if (this.mentions) {
      this.mentions.resume();
    } else {
      this.mentions = this.#newEngine();
      this.mentions.start();
    }
    this.#settled();
  }

  /** As long as the settings are not asked for, it is seen whether they have to be. */
  get #isWanted(): boolean {
    return this.#isFollowing ? this.state?.active === true : !this.#setup.surroundings.isTop;
  }

  #newEngine(): FrameEngine {
    const { spots, createEngine } = this.#setup;
    const { hasOwnLook } = this.#options;
    return createEngine(
      createSpotter(spots, this.unmarked),
      { found: () => this.#found(), settled: () => this.#settled() },
      // Nothing is painted until it is known that and how it is to be.
      this.state && !hasOwnLook ? HIGHLIGHT : null,
    );
  }

  /** Something like a name stands in the page. */
  #found(): void {
    if (this.state) void this.#attend();
    else if (!this.#isFollowing) void this.#follow();
  }

  #stopEngine(): void {
    this.mentions?.stop();
    this.mentions = undefined;
  }

  /** At rest, after changes. */
  #settled(): void {
    if (!this.isAlive()) {
      this.stop();
      return;
    }
    world().mentions?.settled();
    const shown = this.state?.active !== false || this.state.pause;
    if (shown !== this.#shown) this.#ask({ type: 'tally' }).catch(() => undefined);
    this.#shown = shown;
  }

  /** Leaves nothing behind. */
  stop(): void {
    const frame = world();
    this.#life.abort();
    this.#stopEngine();
    this.#watch?.end();
    frame.mentions?.stop();
    frame.mentions = undefined;
    frame.card?.stop();
    frame.card = undefined;
  }

  isAlive(): boolean {
    return this.#setup.browser.isAlive() && this.#setup.surroundings.isOwn;
  }

  // ---- the settings ----------------------------------------------------------------------------

  /** Marks as the settings say, now and whenever they change. */
  async #follow(): Promise<void> {
    const { browser, surroundings } = this.#setup;
    const { isPrivate } = browser;
    this.#isFollowing = true;
    this.#isAwaiting = true;
    if (isPrivate) await this.#bring('mentions');
    let site: Site | null | undefined = surroundings.topSite();
    if (site === undefined && !surroundings.isTop) {
      // Without an answer nothing here would ever be marked.
      site = await this.#ask({ type: 'site' }, Number.POSITIVE_INFINITY).catch(() => null);
    }
    if (!site || this.signal.aborted) {
      this.#isAwaiting = false;
      return;
    }
    this.#watch = watchSite(
      (isPrivate && world().mentions?.privateStorage) || browser.storage,
      site,
      (state, options) => {
        // Others than the engine was made for.
        if (!this.state || String(options.unmarked) !== String(this.#options.unmarked)) {
          this.#stopEngine();
        }
        this.#isAwaiting = false;
        this.state = state;
        this.#options = options;
        this.update();
      },
      isPrivate,
    );
  }

  // ---- the other programs and frames -------------------------------------------------------------

  #ask<R extends Request>(request: R, tries?: number): Promise<Responses[R['type']]> {
    const { browser } = this.#setup;
    const ask = () => browser.send(request) as Promise<Responses[R['type']]>;
    return askUntilAnswered(ask, () => browser.isAlive(), tries);
  }

  /** Has another of our programs run in this frame, once. */
  async #bring(part: LoadRequest['part']): Promise<void> {
    const answer = this.#asked.get(part) ?? this.#ask({ type: 'load', part });
    this.#asked.set(part, answer);
    try {
      await answer;
    } catch {
      // The extension was updated or the page went away: asked again when it is needed again.
      this.#asked.delete(part);
    }
  }

  async #attend(): Promise<void> {
    if (this.#attended === this.mentions) return;
    this.#attended = this.mentions;
    await this.#bring('mentions');
    const { mentions } = world();
    if (mentions) mentions.attend();
    else this.#attended = undefined;
  }

  async bringCard(): Promise<void> {
    if (this.isAlive()) await this.#bring('card');
    if (!this.isAlive()) this.stop();
  }

  dismiss(): void {
    world().card?.dismiss();
  }

  /** Closes the card of another frame of the tab. */
  dismissElsewhere(): void {
    this.#setup.browser.send({ type: 'dismiss' }).catch(() => undefined);
  }

  elsewhere(isOpen: boolean): void {
    this.isElsewhere = isOpen;
    if (isOpen) world().card?.giveWay();
  }

  // ---- the page --------------------------------------------------------------------------------

  /** The page is left, and may be shown again. */
  left(): void {
    this.dismiss();
    // The browser resets the button of a tab that leaves its page.
    this.#shown = true;
    world().mentions?.left();
  }

  /** Firefox tells a page in its back/forward cache of no change of the settings (seen in 153). */
  shown({ persisted }: PageTransitionEvent): void {
    if (persisted && this.isAlive()) this.#watch?.readAnew();
    world().mentions?.shown(persisted);
    this.#settled();
  }

  pointer(): PointerControl | undefined {
    return world().mentions?.pointer;
  }

  /** An event came along this path: shadow roots on it are known from now on. */
  followPath(path: readonly EventTarget[]): void {
    this.mentions?.follow(path);
  }

  get busy(): boolean {
    if (this.#isAwaiting || this.mentions) return this.#isAwaiting || this.mentions?.busy === true;
    return this.#isWanted && !this.#setup.surroundings.isHidden;
  }

  get count(): number {
    return this.mentions?.count ?? 0;
  }

  get unmarked(): readonly string[] {
    return this.#options.unmarked;
  }
}
