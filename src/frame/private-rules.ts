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
 * shown to no page in Firefox, so the background is asked. It says when something changed, not what.
 * One listener at a time.
 * @param ask asks the background
 */
export function withPrivateRules(
  { local, onChanged }: FollowedStorage,
  messages: Messages,
  ask: (request: PrivateRulesRequest) => Promise<Record<string, unknown>>,
): FollowedStorage {
  /** What was asked for. */
  let keys: string[] = [];
  let hear: (message: unknown) => void;
  return {
    local,
    session: {
      get(wanted) {
        keys = wanted ?? [];
        return ask({ type: 'privateRules', keys });
      },
    },
    onChanged: {
      addListener(listener) {
        /** Of two answers the later question's counts. */
        let asked = 0;
        hear = (message) => {
          if ((message as PrivateRulesChange).type !== 'privateRulesChanged') return;
          const own = ++asked;
          ask({ type: 'privateRules', keys }).then(
            (items) => {
              if (own !== asked) return;
              const changes = keys.map((key) => [key, { newValue: items[key] }]);
              listener(Object.fromEntries(changes), 'session');
            },
            // The extension is gone.
            () => undefined,
          );
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
