/**
 * When a card opens and closes: a small state machine with named states. Knows no DOM and no clock
 * of its own, so that every path through it can be tested.
 */

/** Milliseconds the pointer rests on a mention before the card opens. */
export const REST = 150;
/** Milliseconds between leaving and closing, to reach the card in. */
export const GRACE = 300;
/** CSS pixels a millisecond: a pointer that moves faster is on its way to somewhere else. */
export const FAST = 0.5;

export type HoverState<T> =
  | { readonly is: 'closed' }
  | { readonly is: 'resting'; readonly on: T; readonly token: number }
  | { readonly is: 'open'; readonly on: T; readonly token: number }
  /** `to`: the other mention that the pointer is on, whose card comes next if it rests there. */
  | { readonly is: 'leaving'; readonly on: T; readonly to: T | undefined; readonly token: number }
  | { readonly is: 'pinned'; readonly on: T; readonly token: number };

export interface Clock {
  /** Calls back after so many milliseconds, once. */
  after(milliseconds: number, callback: () => void): void;
}

export interface HoverEffects<T> {
  /** A card will probably be wanted soon. */
  prepare(): void;
  show(on: T): void;
  hide(): void;
}

/** @typeParam T what is hovered; compared with `same` */
export class Hover<T> {
  #state: HoverState<T> = { is: 'closed' };
  /** Each hover has its own, so that a late timer can never act on another's card. */
  #token = 0;

  constructor(
    private readonly clock: Clock,
    private readonly effects: HoverEffects<T>,
    private readonly same: (a: T, b: T) => boolean,
  ) {}

  get state(): HoverState<T> {
    return this.#state;
  }

  /** Changes with every turn: what was begun under another token is of yesterday. */
  get token(): number {
    return this.#token;
  }

  /**
   * The pointer is on a mention, or on none.
   * @param speed CSS pixels a millisecond
   */
  point(on: T | undefined, speed: number): void {
    const state = this.#state;
    if (state.is === 'pinned') return;
    if (on === undefined) {
      if (state.is === 'resting') this.#state = { is: 'closed' };
      else if (state.is === 'open' || (state.is === 'leaving' && state.to)) this.#leave(state.on);
      return;
    }
    if (state.is === 'open' || state.is === 'leaving') {
      if (this.same(state.on, on)) this.overCard(true);
      // That card stays until the rest on the other is over: the pointer may be on its way to it.
      else if (state.is === 'open' || !state.to || !this.same(state.to, on) || speed > FAST) {
        this.#leave(state.on, on);
      }
      return;
    }
    if (state.is === 'closed' || !this.same(state.on, on) || speed > FAST) this.#rest(on);
  }

  /** The pointer came onto the card or left it. */
  overCard(over: boolean): void {
    const state = this.#state;
    if (over && state.is === 'leaving') {
      this.#state = { is: 'open', on: state.on, token: ++this.#token };
    } else if (!over && state.is === 'open') {
      this.#leave(state.on);
    }
  }

  /** Opens at once and stays until dismissed. */
  pin(on: T): void {
    const state = this.#state;
    const isShown = state.is !== 'closed' && state.is !== 'resting' && this.same(state.on, on);
    this.#state = { is: 'pinned', on, token: ++this.#token };
    if (!isShown) this.effects.show(on);
  }

  /** Escape, a press elsewhere, scrolled away, hidden: whatever there is, is closed. */
  dismiss(): void {
    const { is } = this.#state;
    this.#state = { is: 'closed' };
    this.#token++;
    if (is === 'open' || is === 'leaving' || is === 'pinned') this.effects.hide();
  }

  #rest(on: T): void {
    const token = ++this.#token;
    this.#state = { is: 'resting', on, token };
    this.effects.prepare();
    this.#after(REST, token, () => this.#open(on));
  }

  #leave(on: T, to?: T): void {
    const token = ++this.#token;
    this.#state = { is: 'leaving', on, to, token };
    this.#after(to === undefined ? GRACE : REST, token, () => {
      this.dismiss();
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
