/**
 * When a card opens and closes: a small state machine with named states. Knows no DOM and no clock
 * of its own, so that every path through it can be tested.
 */

/** Milliseconds the pointer rests on a mention before the card opens, unless a person chose longer ones. */
export const REST_MS = 150;
/** Milliseconds between leaving and closing, to reach the card in. */
export const GRACE_MS = 300;
/** CSS pixels a millisecond: a pointer that moves faster is on its way to somewhere else. */
export const FAST_PX_PER_MS = 0.5;

export type HoverState<T> =
  | { readonly is: 'closed' }
  | { readonly is: 'resting'; readonly on: T; readonly token: number }
  | { readonly is: 'open'; readonly on: T; readonly token: number }
  /** `to`: the other mention that the pointer is on, whose card comes next if it rests there. */
  | { readonly is: 'leaving'; readonly on: T; readonly to: T | undefined; readonly token: number }
  | { readonly is: 'pinned'; readonly on: T; readonly token: number };

export interface Clock {
  /** Milliseconds, on the same line as `Motion.time`. */
  now(): number;
  /** Calls back after so many milliseconds, once. */
  after(milliseconds: number, callback: () => void): void;
}

export interface HoverEffects<T> {
  show(on: T): void;
  hide(): void;
  /** What is shown, now or in a moment, stays until it is dismissed. */
  pin(): void;
}

/** How the pointer came to where it is. */
export interface Motion {
  /** CSS pixels a millisecond. */
  readonly speed: number;
  /** It is on its way to the open card. */
  readonly toward: boolean;
  /** Milliseconds: what is told late still counts from when it was. */
  readonly time: number;
  /** Whether a rest there opens a card, by what a person chose. */
  readonly opens: boolean;
}

/** @typeParam T what is hovered; compared with `same` */
export class Hover<T> {
  #state: HoverState<T> = { is: 'closed' };
  /** Each hover has its own, so that a late timer can never act on another's card. */
  #token = 0;
  /** When the last card was dismissed: what the pointer did before that asks for none. */
  #dismissedAt = Number.NEGATIVE_INFINITY;
  /** Whose card a person closed, as long as the pointer has not left it since. */
  #refused: T | undefined;

  /** @param restMs see `REST_MS` */
  constructor(
    private readonly clock: Clock,
    private readonly effects: HoverEffects<T>,
    private readonly same: (a: T, b: T) => boolean,
    private readonly restMs: () => number = () => REST_MS,
  ) {}

  get state(): HoverState<T> {
    return this.#state;
  }

  /** A person closed a card, and the pointer was not seen elsewhere since. */
  get isRefused(): boolean {
    return this.#refused !== undefined;
  }

  /** Whose card is open. */
  get shown(): T | undefined {
    const state = this.#state;
    return state.is === 'closed' || state.is === 'resting' ? undefined : state.on;
  }

  /** The pointer is on a mention, or on none. */
  point(on: T | undefined, motion: Motion): void {
    if (motion.time < this.#dismissedAt) return;
    const next = motion.opens ? on : undefined;
    const refused = this.#refused;
    if (refused !== undefined && (on === undefined || !this.same(refused, on))) {
      this.#refused = undefined;
    }
    const state = this.#state;
    if (state.is === 'pinned') return;
    if (state.is === 'closed' || state.is === 'resting') {
      this.#pointWhileClosed(state, next, motion);
    } else if (on !== undefined && this.same(state.on, on)) {
      this.overCard(true);
    } else if (motion.toward) {
      // Whatever it crosses on its way; another mention's turn comes where it stops there.
      this.#leave(state.on, next, Math.max(GRACE_MS, next === undefined ? 0 : this.restMs()));
    } else if (next === undefined) {
      if (state.is === 'open' || state.to !== undefined) this.#leave(state.on, undefined, GRACE_MS);
    } else if (
      // That card stays until the rest on the other is over: the pointer may be on its way to it.
      state.is === 'open' ||
      state.to === undefined ||
      !this.same(state.to, next) ||
      motion.speed > FAST_PX_PER_MS
    ) {
      this.#leave(state.on, next, this.restMs());
    }
  }

  #pointWhileClosed(
    state: HoverState<T> & { is: 'closed' | 'resting' },
    on: T | undefined,
    { speed, time }: Motion,
  ): void {
    if (on === undefined || this.isRefused) {
      this.#state = { is: 'closed' };
    } else if (state.is === 'closed' || !this.same(state.on, on) || speed > FAST_PX_PER_MS) {
      this.#rest(on, time);
    }
  }

  /** The pointer came onto the card or left it. */
  overCard(over: boolean): void {
    const state = this.#state;
    if (over && state.is === 'leaving') {
      this.#state = { is: 'open', on: state.on, token: ++this.#token };
    } else if (!over && state.is === 'open') {
      this.#leave(state.on, undefined, GRACE_MS);
    }
  }

  /** Opens at once and stays until dismissed. */
  pin(on: T): void {
    const { shown } = this;
    this.#refused = undefined;
    this.#state = { is: 'pinned', on, token: ++this.#token };
    if (shown === undefined || !this.same(shown, on)) this.effects.show(on);
    this.effects.pin();
  }

  /** A press elsewhere, scrolled away, hidden: whatever there is, is closed. */
  dismiss(): void {
    const { shown } = this;
    if (this.#state.is !== 'closed') this.#dismissedAt = this.clock.now();
    this.#close();
    if (shown !== undefined) this.effects.hide();
  }

  /** Escape, the button that closes: a person has had enough of this card until the pointer leaves its mention. */
  refuse(): void {
    const { shown } = this;
    this.dismiss();
    this.#refused = shown;
  }

  #close(): void {
    this.#state = { is: 'closed' };
    this.#token++;
  }

  #rest(on: T, since: number): void {
    const token = ++this.#token;
    this.#state = { is: 'resting', on, token };
    const rested = Math.max(0, this.clock.now() - since);
    this.#after(Math.max(0, this.restMs() - rested), token, () => this.#open(on));
  }

  #leave(on: T, to: T | undefined, milliseconds: number): void {
    const token = ++this.#token;
    this.#state = { is: 'leaving', on, to, token };
    this.#after(milliseconds, token, () => {
      this.#close();
      this.effects.hide();
      if (to !== undefined) this.#open(to);
    });
  }

  #open(on: T): void {
    this.#state = { is: 'open', on, token: this.#token };
    this.effects.show(on);
  }

  /** Calls back unless anything happened meanwhile. */
  #after(milliseconds: number, token: number, callback: () => void): void {
    this.clock.after(milliseconds, () => {
      const state = this.#state;
      if (state.is !== 'closed' && state.token === token) callback();
    });
  }
}
