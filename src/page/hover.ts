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
  | { readonly is: 'leaving'; readonly on: T; readonly token: number }
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
      else if (state.is === 'open') this.#leave(state.on);
      return;
    }
    if (state.is !== 'closed' && this.same(state.on, on)) {
      if (state.is === 'leaving') this.#state = { ...state, is: 'open', token: ++this.#token };
      if (state.is === 'resting' && speed > FAST) this.#rest(on);
      return;
    }
    // On to another mention while a card is open: that card stays until the new rest is over.
    if (state.is === 'open' || state.is === 'leaving') this.effects.hide();
    this.#rest(on);
  }

  /** The pointer came onto the card or left it. */
  overCard(over: boolean): void {
    const state = this.#state;
    if (over && state.is === 'leaving') {
      this.#state = { ...state, is: 'open', token: ++this.#token };
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
    this.clock.after(REST, () => {
      if (this.#state.is !== 'resting' || this.#state.token !== token) return;
      this.#state = { is: 'open', on, token };
      this.effects.show(on);
    });
  }

  #leave(on: T): void {
    const token = ++this.#token;
    this.#state = { is: 'leaving', on, token };
    this.clock.after(GRACE, () => {
      if (this.#state.is !== 'leaving' || this.#state.token !== token) return;
      this.#state = { is: 'closed' };
      this.effects.hide();
    });
  }
}
