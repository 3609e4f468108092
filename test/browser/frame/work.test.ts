/** In Chromium; engine.test.ts has the same checked in Firefox. `VITE_SEED=… npx vitest` runs another one. */
import { test } from 'vitest';
import { checkWork } from './work-property.ts';

const SEED = Number(import.meta.env.VITE_SEED ?? 1);
const RUNS = Number(import.meta.env.VITE_RUNS ?? 40);

test('twice as much takes twice the work, in steps that are no longer', async () => {
  await checkWork(SEED, RUNS);
}, 300_000);
