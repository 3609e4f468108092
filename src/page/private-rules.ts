import type { PrivateRulesChange, PrivateRulesRequest } from '../protocol/messages.ts';
import type { FollowedStorage } from '../settings/storage.ts';

/** The part of `browser.runtime` that is needed. */
interface Messages {
  readonly onMessage: {
    addListener(listener: (message: unknown) => void): void;
    removeListener(listener: (message: unknown) => void): void;
  };
}

/**
 * The storage as a page in a private window follows it: storage.session, where private rules are, is
 * shown to no page in Firefox, so the background tells of it.
 * One listener at a time.
 * @param ask asks the background
 */
export function withPrivateRules(
  { local, onChanged }: FollowedStorage,
  messages: Messages,
  ask: (request: PrivateRulesRequest) => Promise<Record<string, unknown>>,
): FollowedStorage {
  let hear: (message: unknown) => void;
  return {
    local,
    session: { get: (keys) => ask({ type: 'privateRules', keys: keys ?? [] }) },
    onChanged: {
      addListener(listener) {
        hear = (message) => {
          const { type, changes } = message as PrivateRulesChange;
          if (type === 'privateRulesChanged') listener(changes, 'session');
        };
        messages.onMessage.addListener(hear);
        onChanged.addListener(listener);
      },
      removeListener(listener) {
        messages.onMessage.removeListener(hear);
        onChanged.removeListener(listener);
      },
    },
  };
}
