import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { FAST_PX_PER_MS, GRACE_MS, Hover, type Motion, REST_MS } from '../../../src/card/hover.ts';

/** A clock that is turned by hand. Timers are never cancelled, as with the real one. */
class FakeClock {
  #now = 0;
  #timers: { at: number; callback: () => void }[] = [];

  after(milliseconds: number, callback: () => void): void {
    this.#timers.push({ at: this.#now + milliseconds, callback });
  }

  now(): number {
    return this.#now;
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
    const due = this.#timers.filter(({ at }) => at <= this.#now).sort((a, b) => a.at - b.at);
    this.#timers = this.#timers.filter(({ at }) => at > this.#now);
    for (const { callback } of due) callback();
  }
}

const still = (change: Partial<Motion> = {}): Motion => ({
  speed: FAST_PX_PER_MS / 2,
  toward: false,
  time: clock.now(),
  opens: true,
  ...change,
});
let clock: FakeClock;
let log: string[];
let hover: Hover<{ id: string }>;
let restMs: number;
let pins: number;
const A = { id: 'a' };
const B = { id: 'b' };
const C = { id: 'c' };

beforeEach(() => {
  clock = new FakeClock();
  log = [];
  pins = 0;
  restMs = REST_MS;
  hover = new Hover(
    clock,
    {
      show: ({ id }) => log.push(`show ${id}`),
      hide: () => log.push('hide'),
      pin: () => pins++,
    },
    (one, other) => one.id === other.id,
    () => restMs,
  );
});

/** A card is open on `on`; the log is empty. */
function open(on = A): void {
  hover.point(on, still());
  clock.pass(REST_MS);
  expect(hover.state).toMatchObject({ is: 'open', on });
  log.length = 0;
}

test('a rest opens the card, which is prepared at its beginning', () => {
  hover.point(A, still());
  expect(log).toEqual([]);
  clock.pass(REST_MS - 1);
  expect(hover.state.is).toBe('resting');
  clock.pass(1);
  expect(hover.state).toMatchObject({ is: 'open', on: A });
  expect(log).toEqual(['show a']);
});

test('slow moves on the mention do not begin the rest anew, fast ones do', () => {
  hover.point(A, still());
  clock.pass(REST_MS - 1);
  hover.point({ id: 'a' }, still());
  clock.pass(1);
  expect(hover.state.is).toBe('open');
  hover.dismiss();

  hover.point(A, still({ speed: 2 * FAST_PX_PER_MS }));
  clock.pass(REST_MS - 1);
  hover.point(A, still({ speed: 2 * FAST_PX_PER_MS }));
  clock.pass(REST_MS - 1);
  expect(hover.state.is).toBe('resting');
  clock.pass(1);
  expect(hover.state.is).toBe('open');
});

test('a pointer that goes on before the rest is over opens nothing, however late the timer', () => {
  hover.point(A, still());
  hover.point(undefined, still());
  expect(hover.state.is).toBe('closed');
  clock.pass(10 * REST_MS);
  expect(log).toEqual([]);
});

test('on to another mention before the rest is over: that one opens, after its own rest', () => {
  hover.point(A, still());
  clock.pass(REST_MS - 1);
  hover.point(B, still());
  clock.pass(REST_MS - 1);
  expect(hover.state).toMatchObject({ is: 'resting', on: B });
  clock.pass(1);
  expect(log).toEqual(['show b']);
});

test('leaving closes after the grace', () => {
  open();
  hover.point(undefined, still());
  clock.pass(GRACE_MS - 1);
  expect(hover.state.is).toBe('leaving');
  expect(log).toEqual([]);
  clock.pass(1);
  expect(hover.state.is).toBe('closed');
  expect(log).toEqual(['hide']);
});

test('further moves on nothing do not prolong the grace', () => {
  open();
  hover.point(undefined, still());
  clock.pass(GRACE_MS - 1);
  hover.point(undefined, still());
  clock.pass(1);
  expect(hover.state.is).toBe('closed');
});

test.each([
  ['the card', () => hover.overCard(true)],
  ['the mention', () => hover.point({ id: 'a' }, still())],
])('back on %s within the grace keeps it open', (_, back) => {
  open();
  hover.point(undefined, still());
  clock.pass(GRACE_MS - 1);
  back();
  clock.pass(10 * GRACE_MS);
  expect(hover.state).toMatchObject({ is: 'open', on: A });
  expect(log).toEqual([]);
});

test('leaving the card closes it after the grace', () => {
  open();
  hover.point(undefined, still());
  hover.overCard(true);
  hover.overCard(false);
  clock.pass(GRACE_MS);
  expect(log).toEqual(['hide']);
});

test('the card tells nothing while none is open', () => {
  hover.overCard(true);
  hover.overCard(false);
  expect(hover.state.is).toBe('closed');
  hover.point(A, still());
  hover.overCard(true);
  hover.overCard(false);
  expect(hover.state.is).toBe('resting');
});

test('over another mention the card stays until the rest on that one is over', () => {
  open();
  hover.point(B, still());
  hover.point(B, still());
  clock.pass(REST_MS - 1);
  expect(log).toEqual([]);
  expect(hover.state).toMatchObject({ is: 'leaving', on: A, to: B });
  clock.pass(1);
  expect(hover.state).toMatchObject({ is: 'open', on: B });
  expect(log).toEqual(['hide', 'show b']);
});

test('on its way to the card the pointer may cross another mention', () => {
  open();
  hover.point(B, still());
  clock.pass(REST_MS - 1);
  hover.overCard(true);
  clock.pass(10 * GRACE_MS);
  expect(hover.state).toMatchObject({ is: 'open', on: A });
  expect(log).toEqual([]);
});

test('a fast pointer on another mention begins that rest anew, and so does a third mention', () => {
  open();
  hover.point(B, still());
  clock.pass(REST_MS - 1);
  hover.point(B, still({ speed: 2 * FAST_PX_PER_MS }));
  clock.pass(REST_MS - 1);
  hover.point(C, still());
  clock.pass(REST_MS - 1);
  expect(log).toEqual([]);
  clock.pass(1);
  expect(log).toEqual(['hide', 'show c']);
});

test('from another mention to nothing: the card has its whole grace', () => {
  open();
  hover.point(B, still());
  clock.pass(REST_MS - 1);
  hover.point(undefined, still());
  clock.pass(GRACE_MS - 1);
  expect(log).toEqual([]);
  clock.pass(1);
  expect(log).toEqual(['hide']);
  expect(hover.state.is).toBe('closed');
});

test('from another mention back to the first: its card stays', () => {
  open();
  hover.point(B, still());
  hover.point(A, still());
  clock.pass(10 * GRACE_MS);
  expect(hover.state).toMatchObject({ is: 'open', on: A });
  expect(log).toEqual([]);
});

test('another mention within the grace', () => {
  open();
  hover.point(undefined, still());
  hover.point(B, still());
  clock.pass(REST_MS);
  expect(log).toEqual(['hide', 'show b']);
});

test('pinned: opens at once, and no pointer closes it', () => {
  hover.pin(A);
  expect(log).toEqual(['show a']);
  hover.point(undefined, still());
  hover.point(B, still());
  hover.overCard(false);
  clock.pass(10 * GRACE_MS);
  expect(hover.state).toMatchObject({ is: 'pinned', on: A });
  hover.dismiss();
  expect(log).toEqual(['show a', 'hide']);
});

test('pinning the open card does not show it anew; pinning another does', () => {
  open();
  hover.pin({ id: 'a' });
  expect(pins).toBe(1);
  expect(log).toEqual([]);
  hover.pin(B);
  expect(log).toEqual(['show b']);
});

test('pinned within the grace: the late timer does not close it', () => {
  open();
  hover.point(undefined, still());
  hover.pin(A);
  clock.pass(10 * GRACE_MS);
  expect(hover.state.is).toBe('pinned');
  expect(log).toEqual([]);
});

test('pinned within the rest: the late timer does not show it twice', () => {
  hover.point(A, still());
  hover.pin(A);
  clock.pass(10 * REST_MS);
  expect(log).toEqual(['show a']);
});

test.each([
  ['resting', () => hover.point(A, still()), []],
  ['open', () => open(), ['hide']],
  ['pinned', () => hover.pin(A), ['hide']],
] as const)('dismissed while %s: closed, and no late timer opens it', (_, begin, expected) => {
  begin();
  log.length = 0;
  hover.dismiss();
  clock.pass(10 * GRACE_MS);
  expect(hover.state.is).toBe('closed');
  expect(log).toEqual(expected);
});

test('dismissed while leaving: hidden once', () => {
  open();
  hover.point(undefined, still());
  hover.dismiss();
  clock.pass(10 * GRACE_MS);
  expect(log).toEqual(['hide']);
});

test.each([
  ['dismissed', () => hover.dismiss()],
  ['closed by a person', () => hover.refuse()],
])('%s: a move from before, told late, opens nothing', (_, close) => {
  open();
  const time = clock.now();
  clock.pass(16);
  close();
  log.length = 0;
  for (const on of [A, B]) hover.point(on, still({ time }));
  clock.pass(10 * REST_MS);
  expect(log).toEqual([]);
  hover.point(B, still());
  clock.pass(REST_MS);
  expect(log).toEqual(['show b']);
});

test('what a person closed stays shut until the pointer has left the mention', () => {
  for (const elsewhere of [undefined, B]) {
    open();
    hover.refuse();
    expect(hover.isRefused).toBe(true);
    log.length = 0;
    for (let move = 0; move < 5; move++) {
      clock.pass(REST_MS);
      hover.point({ id: 'a' }, still());
    }
    clock.pass(10 * REST_MS);
    expect(log).toEqual([]);
    hover.point(elsewhere, still());
    expect(hover.isRefused).toBe(false);
    hover.point(A, still());
    clock.pass(REST_MS);
    expect(log).toEqual(['show a']);
    hover.dismiss();
  }
});

test('a pin opens what a person closed, and that may be closed and opened again', () => {
  open();
  hover.refuse();
  hover.pin(A);
  expect(hover.isRefused).toBe(false);
  hover.refuse();
  hover.pin(A);
  expect(log).toEqual(['hide', 'show a', 'hide', 'show a']);
});

test('closing nothing refuses nothing', () => {
  hover.refuse();
  expect(hover.isRefused).toBe(false);
  hover.point(A, still());
  hover.refuse();
  hover.point(A, still());
  clock.pass(REST_MS);
  expect(log).toEqual(['show a']);
});

test('dismissing nothing does nothing', () => {
  hover.dismiss();
  expect(log).toEqual([]);
});

test('what is told late counts from when it was: the load of the card is part of the rest', () => {
  const time = clock.now();
  clock.pass(100);
  hover.point(A, still({ time }));
  clock.pass(REST_MS - 100 - 1);
  expect(hover.state.is).toBe('resting');
  clock.pass(1);
  expect(hover.state.is).toBe('open');
});

test('told later than the rest takes: opens at once', () => {
  const time = clock.now();
  clock.pass(10 * REST_MS);
  hover.point(A, still({ time }));
  clock.pass(0);
  expect(log).toEqual(['show a']);
});

test('on its way to the card the pointer takes as long as it likes', () => {
  open();
  for (let step = 0; step < 10; step++) {
    hover.point(undefined, still({ toward: true }));
    clock.pass(GRACE_MS - 1);
  }
  hover.overCard(true);
  expect(hover.state).toMatchObject({ is: 'open', on: A });
  expect(log).toEqual([]);
});

test('on its way to the card it crosses other mentions without opening theirs', () => {
  open();
  for (const on of [B, C]) {
    hover.point(on, still({ toward: true }));
    clock.pass(GRACE_MS - 1);
  }
  expect(log).toEqual([]);
  expect(hover.state).toMatchObject({ is: 'leaving', on: A });
});

test('having stopped on another mention on the way, that one opens after the grace', () => {
  open();
  hover.point(B, still({ toward: true }));
  clock.pass(GRACE_MS);
  expect(log).toEqual(['hide', 'show b']);
});

test('where a rest opens none, a pin does, and the pointer leaves it be', () => {
  hover.point(A, still({ opens: false }));
  clock.pass(10 * REST_MS);
  expect(log).toEqual([]);
  hover.pin(A);
  hover.point(undefined, still());
  clock.pass(10 * GRACE_MS);
  expect(log).toEqual(['show a']);
});

test('a choice that changes while the pointer rests holds from the next move on', () => {
  hover.point(A, still());
  hover.point(A, still({ opens: false }));
  clock.pass(10 * REST_MS);
  expect(log).toEqual([]);
});

test('a rest that begins to open when a key goes down counts from then', () => {
  hover.point(A, still({ opens: false }));
  clock.pass(10 * REST_MS);
  hover.point(A, still());
  clock.pass(REST_MS - 1);
  expect(log).toEqual([]);
  clock.pass(1);
  expect(log).toEqual(['show a']);
});

test('an open card stays while the pointer is on its mention, whatever opens one by then', () => {
  open();
  hover.point(A, still({ opens: false }));
  clock.pass(10 * GRACE_MS);
  expect(hover.state).toMatchObject({ is: 'open', on: A });
});

test('on another mention that opens none, the card closes as on nothing', () => {
  open();
  hover.point(B, still({ opens: false }));
  clock.pass(GRACE_MS - 1);
  hover.point(B, still({ opens: false }));
  clock.pass(1);
  expect(log).toEqual(['hide']);
  clock.pass(10 * REST_MS);
  expect(hover.state.is).toBe('closed');
});

test('a longer rest opens later, on the first mention and on the next one', () => {
  restMs = 500;
  hover.point(A, still());
  clock.pass(499);
  expect(log).toEqual([]);
  clock.pass(1);
  hover.point(B, still());
  clock.pass(499);
  expect(log).toEqual(['show a']);
  clock.pass(1);
  expect(log).toEqual(['show a', 'hide', 'show b']);
});

test('a longer rest holds on the way to the card, too', () => {
  restMs = 500;
  hover.point(A, still());
  clock.pass(500);
  hover.point(B, still({ toward: true }));
  clock.pass(499);
  expect(log).toEqual(['show a']);
  clock.pass(1);
  expect(log).toEqual(['show a', 'hide', 'show b']);
});

/** Whatever happens in whatever order: the effects tell of the same card as the state does. */
test('never two cards, never a late one', () => {
  const mentions = [undefined, A, B, C];
  const event = fc.oneof(
    fc.record({
      on: fc.constantFrom(...mentions),
      speed: fc.constantFrom(0, 2 * FAST_PX_PER_MS),
      toward: fc.boolean(),
      opens: fc.boolean(),
    }),
    fc.constantFrom('over', 'out', 'dismiss', 'refuse', 'pin' as const),
    fc.integer({ min: 0, max: 400 }),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      const own = new FakeClock();
      let shown: string | undefined;
      let isPinned = false;
      const machine = new Hover<{ id: string }>(
        own,
        {
          show: ({ id }) => {
            shown = id;
          },
          hide: () => {
            shown = undefined;
          },
          pin: () => {
            isPinned = true;
          },
        },
        (one, other) => one.id === other.id,
      );
      for (const happens of events) {
        if (typeof happens === 'number') own.pass(happens);
        else if (happens === 'over' || happens === 'out') machine.overCard(happens === 'over');
        else if (happens === 'dismiss') machine.dismiss();
        else if (happens === 'refuse') machine.refuse();
        else if (happens === 'pin') machine.pin(B);
        else if (typeof happens === 'object')
          machine.point(happens.on, { ...happens, time: own.now() });
        expect(machine.shown?.id).toBe(shown);
        if (shown === undefined) isPinned = false;
        expect(machine.state.is === 'pinned').toBe(isPinned);
      }
      machine.dismiss();
      own.pass(10_000);
      expect(shown).toBeUndefined();
    }),
  );
});
