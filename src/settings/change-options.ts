/** Changes of what is no rule of a site: options, the pause, what was kept aside. Each runs alone, under the lock. */
import { locked } from './lock.ts';
import { optionProblem } from './option-problem.ts';
import type { OptionName, Options } from './options.ts';
import type { Pause } from './sites.ts';
import type { Storage } from './storage.ts';
import { optionKey, PAUSE_KEY } from './stored.ts';

/** Pauses marking everywhere, or ends the pause (undefined). */
export async function setPause(storage: Storage, pause: Pause | undefined): Promise<void> {
  await locked(() =>
    pause ? storage.local.set({ [PAUSE_KEY]: pause }) : storage.local.remove([PAUSE_KEY]),
  );
}

/** @throws {TypeError} when it cannot be the option's value */
export async function setOption<Name extends OptionName>(
  storage: Storage,
  name: Name,
  value: Options[Name],
): Promise<void> {
  const problem = optionProblem(name, value);
  if (problem) throw new TypeError(`${name} ${problem}`);
  await locked(() => storage.local.set({ [optionKey(name)]: value }));
}

/** Throws away for good what could not be read. */
export async function discardAside(storage: Storage, ids: readonly string[]): Promise<void> {
  await locked(() => storage.local.remove([...ids]));
}
