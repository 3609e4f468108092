/** Comes into the pages of private windows. Wiring only. */
import { browser } from '../browser.ts';
import { world } from '../protocol/world.ts';
import type { FollowedStorage } from '../settings/storage.ts';
import { withPrivateRules } from './private-rules.ts';

const storage = browser.storage as unknown as FollowedStorage;

world().privateStorage = withPrivateRules(storage, browser.runtime, (request) =>
  browser.runtime.sendMessage(request),
);
