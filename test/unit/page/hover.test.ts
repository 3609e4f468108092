import { beforeEach, expect, test } from 'vitest';
import { FAST, GRACE, Hover, REST } from '../../../src/page/hover.ts';

/** A clock that is turned by hand. Timers are never cancelled, as with the real one. */
class FakeClock {
  #now = 0;
  #timers: { at: number; callback: () => void }[] = [];

  after(milliseconds: number, callback: () => void): void {
    this.#timers.push({ at: this.#now + milliseconds, callback });
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
    const due = this.#timers.filter(({ at }) => at <= this.#now).sort((a, b) => a.at - b.at);
    this.#timers = this.#timers.filter(({ at }) => at > this.#now);
    for (const { callback } of due) callback();
  }
}

const SLOW = FAST / 2;
let clock: FakeClock;
let log: string[];
let hover: Hover<{ id: string }>;
const A = { id: 'a' };
const B = { id: 'b' };
const C = { id: 'c' };

beforeEach(() => {
  clock = new FakeClock();
  log = [];
  hover = new Hover(
    clock,
    {
      prepare: () => log.push('prepare'),
      show: ({ id }) => log.push(`show ${id}`),
      hide: () => log.push('hide'),
    },
    (one, other) => one.id === other.id,
  );
});

/** A card is open on `on`; the log is empty. */
function open(on = A): void {
  hover.point(on, SLOW);
  clock.pass(REST);
  expect(hover.state).toMatchObject({ is: 'open', on });
  log.length = 0;
}

test('a rest opens the card, which is prepared at its beginning', () => {
  hover.point(A, SLOW);
  expect(log).toEqual(['prepare']);
  clock.pass(REST - 1);
  expect(hover.state.is).toBe('resting');
  clock.pass(1);
  expect(hover.state).toMatchObject({ is: 'open', on: A });
  expect(log).toEqual(['prepare', 'show a']);
});

test('slow moves on the mention do not begin the rest anew, fast ones do', () => {
  hover.point(A, SLOW);
  clock.pass(REST - 1);
  hover.point({ id: 'a' }, SLOW);
  clock.pass(1);
  expect(hover.state.is).toBe('open');
  hover.dismiss();

  hover.point(A, 2 * FAST);
  clock.pass(REST - 1);
  hover.point(A, 2 * FAST);
  clock.pass(REST - 1);
  expect(hover.state.is).toBe('resting');
  clock.pass(1);
  expect(hover.state.is).toBe('open');
});

test('a pointer that goes on before the rest is over opens nothing, however late the timer', () => {
  hover.point(A, SLOW);
  hover.point(undefined, SLOW);
  expect(hover.state.is).toBe('closed');
  clock.pass(10 * REST);
  expect(log).toEqual(['prepare']);
});

test('on to another mention before the rest is over: that one opens, after its own rest', () => {
  hover.point(A, SLOW);
  clock.pass(REST - 1);
  hover.point(B, SLOW);
  clock.pass(REST - 1);
  expect(hover.state).toMatchObject({ is: 'resting', on: B });
  clock.pass(1);
  expect(log).toEqual(['prepare', 'prepare', 'show b']);
});

test('leaving closes after the grace', () => {
  open();
  hover.point(undefined, SLOW);
  clock.pass(GRACE - 1);
  expect(hover.state.is).toBe('leaving');
  expect(log).toEqual([]);
  clock.pass(1);
  expect(hover.state.is).toBe('closed');
  expect(log).toEqual(['hide']);
});

test('further moves on nothing do not prolong the grace', () => {
  open();
  hover.point(undefined, SLOW);
  clock.pass(GRACE - 1);
  hover.point(undefined, SLOW);
  clock.pass(1);
  expect(hover.state.is).toBe('closed');
});

test.each([
  ['the card', () => hover.overCard(true)],
  ['the mention', () => hover.point({ id: 'a' }, SLOW)],
])('back on %s within the grace keeps it open', (_, back) => {
  open();
  hover.point(undefined, SLOW);
  clock.pass(GRACE - 1);
  back();
  clock.pass(10 * GRACE);
  expect(hover.state).toMatchObject({ is: 'open', on: A });
  expect(log).toEqual([]);
});

test('leaving the card closes it after the grace', () => {
  open();
  hover.point(undefined, SLOW);
  hover.overCard(true);
  hover.overCard(false);
  clock.pass(GRACE);
  expect(log).toEqual(['hide']);
});

test('the card tells nothing while none is open', () => {
  hover.overCard(true);
  hover.overCard(false);
  expect(hover.state.is).toBe('closed');
  hover.point(A, SLOW);
  hover.overCard(true);
  hover.overCard(false);
  expect(hover.state.is).toBe('resting');
});

test('over another mention the card stays until the rest on that one is over', () => {
  open();
  hover.point(B, SLOW);
  hover.point(B, SLOW);
  clock.pass(REST - 1);
  expect(log).toEqual([]);
  expect(hover.state).toMatchObject({ is: 'leaving', on: A, to: B });
  clock.pass(1);
  expect(hover.state).toMatchObject({ is: 'open', on: B });
  expect(log).toEqual(['hide', 'show b']);
});

test('on its way to the card the pointer may cross another mention', () => {
  open();
  hover.point(B, SLOW);
  clock.pass(REST - 1);
  hover.overCard(true);
  clock.pass(10 * GRACE);
  expect(hover.state).toMatchObject({ is: 'open', on: A });
  expect(log).toEqual([]);
});

test('a fast pointer on another mention begins that rest anew, and so does a third mention', () => {
  open();
  hover.point(B, SLOW);
  clock.pass(REST - 1);
  hover.point(B, 2 * FAST);
  clock.pass(REST - 1);
  hover.point(C, SLOW);
  clock.pass(REST - 1);
  expect(log).toEqual([]);
  clock.pass(1);
  expect(log).toEqual(['hide', 'show c']);
});

test('from another mention to nothing: the card has its whole grace', () => {
  open();
  hover.point(B, SLOW);
  clock.pass(REST - 1);
  hover.point(undefined, SLOW);
  clock.pass(GRACE - 1);
  expect(log).toEqual([]);
  clock.pass(1);
  expect(log).toEqual(['hide']);
  expect(hover.state.is).toBe('closed');
});

test('from another mention back to the first: its card stays', () => {
  open();
  hover.point(B, SLOW);
  hover.point(A, SLOW);
  clock.pass(10 * GRACE);
  expect(hover.state).toMatchObject({ is: 'open', on: A });
  expect(log).toEqual([]);
});

test('another mention within the grace', () => {
  open();
  hover.point(undefined, SLOW);
  hover.point(B, SLOW);
  clock.pass(REST);
  expect(log).toEqual(['hide', 'show b']);
});

test('pinned: opens at once, and no pointer closes it', () => {
  hover.pin(A);
  expect(log).toEqual(['show a']);
  hover.point(undefined, SLOW);
  hover.point(B, SLOW);
  hover.overCard(false);
  clock.pass(10 * GRACE);
  expect(hover.state).toMatchObject({ is: 'pinned', on: A });
  hover.dismiss();
  expect(log).toEqual(['show a', 'hide']);
});

test('pinning the open card does not show it anew; pinning another does', () => {
  open();
  hover.pin({ id: 'a' });
  expect(log).toEqual([]);
  hover.pin(B);
  expect(log).toEqual(['show b']);
});

test('pinned within the grace: the late timer does not close it', () => {
  open();
  hover.point(undefined, SLOW);
  hover.pin(A);
  clock.pass(10 * GRACE);
  expect(hover.state.is).toBe('pinned');
  expect(log).toEqual([]);
});

test('pinned within the rest: the late timer does not show it twice', () => {
  hover.point(A, SLOW);
  hover.pin(A);
  clock.pass(10 * REST);
  expect(log).toEqual(['prepare', 'show a']);
});

test.each([
  ['resting', () => hover.point(A, SLOW), []],
  ['open', () => open(), ['hide']],
  ['pinned', () => hover.pin(A), ['hide']],
] as const)('dismissed while %s: closed, and no late timer opens it', (_, begin, expected) => {
  begin();
  log.length = 0;
  const { token } = hover;
  hover.dismiss();
  expect(hover.token).not.toBe(token);
  clock.pass(10 * GRACE);
  expect(hover.state.is).toBe('closed');
  expect(log).toEqual(expected);
});

test('dismissed while leaving: hidden once', () => {
  open();
  hover.point(undefined, SLOW);
  hover.dismiss();
  clock.pass(10 * GRACE);
  expect(log).toEqual(['hide']);
});

test('dismissing nothing does nothing', () => {
  hover.dismiss();
  expect(log).toEqual([]);
});
