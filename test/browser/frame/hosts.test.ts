import { afterEach, describe, expect, test, vi } from 'vitest';
import { ShadowHosts } from '../../../src/frame/marks/shadow-hosts.ts';

/** Idle time as the test gives it: each call is one slice. */
interface Idle {
  readonly slices: ((deadline: IdleDeadline) => void)[];
  readonly timeouts: (number | undefined)[];
}

const setUp = () => {
  const idle: Idle = { slices: [], timeouts: [] };
  const timers: (() => void)[] = [];
  vi.spyOn(window, 'requestIdleCallback').mockImplementation((callback, options) => {
    idle.timeouts.push(options?.timeout);
    return idle.slices.push(callback);
  });
  vi.spyOn(window, 'setTimeout').mockImplementation(((callback: () => void) =>
    timers.push(callback)) as unknown as typeof setTimeout);
  const known = new Set<ShadowRoot>();
  /** Each host that is asked has its root looked up. */
  const lookUps = vi.spyOn(known, 'has');
  const found: ShadowRoot[] = [];
  const hosts = new ShadowHosts(window, known, (root) => {
    known.add(root);
    found.push(root);
  });
  /** A page without any idle time: the browser calls only because too long has passed. */
  const runBusy = () => {
    let count = 0;
    for (let slice = idle.slices.shift(); slice; slice = idle.slices.shift()) {
      slice({ didTimeout: true, timeRemaining: () => 0 });
      count++;
    }
    return count;
  };
  return { hosts, found, idle, timers, lookUps, runBusy };
};

/** An element with an open root, which may have others in it. */
function host(depth = 1): HTMLElement {
  const element = document.createElement('div');
  const root = element.attachShadow({ mode: 'open' });
  root.append(document.createElement('b'));
  if (depth > 1) root.append(host(depth - 1));
  return element;
}

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

describe('ShadowHosts', () => {
  test('finds roots on a page without idle time, some slices after they came', () => {
    const { hosts, found, idle, runBusy } = setUp();
    document.body.append(...Array.from({ length: 5_000 }, () => host()));
    hosts.look(document);
    expect(idle.timeouts.every((timeout) => timeout !== undefined && timeout <= 500)).toBe(true);
    const slices = runBusy();
    expect(found).toHaveLength(5_000);
    // Each of them is worth a slice of milliseconds, not one step.
    expect(slices).toBeLessThan(100);
    hosts.stop();
  });

  test('looks once through what it is told of many times', () => {
    const { hosts, idle, timers, lookUps, runBusy } = setUp();
    const added = document.createElement('section');
    added.append(...Array.from({ length: 20 }, () => host(3)));
    document.body.append(added);
    for (let time = 0; time < 1_000; time++) hosts.look(added);
    expect(idle.slices).toHaveLength(1);
    runBusy();
    expect(lookUps.mock.calls.length).toBe(60);
    // A round looks through the page and each root once, however many rounds are due.
    lookUps.mockClear();
    timers.at(-1)?.();
    timers.at(-1)?.();
    runBusy();
    expect(lookUps.mock.calls.length).toBe(60);
    hosts.stop();
  });

  test('searches a root found on an event’s path, too', () => {
    const { hosts, found, runBusy } = setUp();
    const outer = host(2);
    document.body.append(outer);
    hosts.ask(outer);
    runBusy();
    expect(found).toHaveLength(2);
    hosts.stop();
  });
});
