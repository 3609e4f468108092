import { world } from '../../../src/protocol/world.ts';
import { awaited, later, PARTS, type Part } from '../measure.ts';
import type { Contender } from './contender.ts';

/** Bundles that the content script has asked for; put here by the runner, only then: a script takes memory. */
export const bundles: Record<Part, (() => void)[]> = { chooser: [], judge: [], pointer: [] };

/** Of the runner: has the bundles of a part put into {@link bundles}. */
declare const bringBundles: (part: Part) => Promise<void>;

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
      sendMessage: ({ part }: { part?: Part }) =>
        new Promise((answer) => {
          // The card never comes: nothing here opens one. Nor is there a toolbar button to be told.
          if (!part || !PARTS.includes(part)) return;
          const brought = awaited(bringBundles(part));
          brought.then(() =>
            later(part, () => {
              for (const run of bundles[part].splice(0)) run();
              answer(undefined);
            }),
          );
        }),
    },
    storage: {
      local: {
        // The settings come when the bench says so.
        get: () => new Promise<Record<string, never>>((resolve) => (settled = resolve)),
      },
      onChanged: { addListener: () => undefined, removeListener: () => undefined },
    },
  };
  Object.assign(globalThis, { browser: api, chrome: api });
  return {
    start() {
      const settle = settled;
      if (!settle) throw new Error('The content script was not evaluated, or asks no settings');
      later('start', () => settle({}));
    },
    sheet: (marks) => marks,
    askAll: () => void world().mentions?.decideAll(),
    found: () => world().page?.count ?? 0,
  };
}
