import { world } from '../../../src/protocol/world.ts';
import { later } from '../measure.ts';
import type { Contender } from './contender.ts';

/** Bundles that the content script has brought in; put here by the runner. */
export const bundles: { judge?: () => void } = {};

type Settle = (items: Record<string, never>) => void;

/**
 * The built content script itself, with as much of the extension's API as it asks for. It has been
 * evaluated before `start`, which is the moment the settings are known.
 */
export function backstory(): Contender {
  let settled: Settle | undefined;
  const api = {
    runtime: {
      id: 'bench',
      sendMessage: ({ part }: { part?: string }) => ({
        // A thenable, so that what waits for the answer runs within the measured task.
        // biome-ignore lint/suspicious/noThenProperty: see above
        then(answer: (value: undefined) => void) {
          const bundle = part === 'judge' ? bundles.judge : undefined;
          // The card never comes: nothing here opens one.
          if (!bundle) return;
          later('judge', () => {
            bundle();
            answer(undefined);
          });
        },
      }),
    },
    storage: {
      local: {
        // biome-ignore lint/suspicious/noThenProperty: the settings come when the bench says so
        get: () => ({ then: (resolve: Settle) => (settled = resolve) }),
      },
      onChanged: { addListener: () => undefined, removeListener: () => undefined },
    },
  };
  Object.assign(globalThis, { browser: api, chrome: api });
  return {
    start() {
      if (!settled) throw new Error('The content script was not evaluated, or asks no settings');
      settled({});
    },
    found() {
      const counts = world().page?.report().counts ?? {};
      return Object.values(counts).reduce((sum, count) => sum + count, 0);
    },
  };
}
