import type { PrivateRulesChange, PrivateRulesRequest } from '../protocol/messages.ts';
import type { Storage } from '../settings/storage.ts';

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
 * @param ask asks the background
 */
export function withPrivateRules(
  storage: Storage,
  messages: Messages,
  ask: (request: PrivateRulesRequest) => Promise<Record<string, unknown>>,
): Storage {
  const heard = new Map<unknown, (message: unknown) => void>();
  return {
    ...storage,
    local: storage.local,
    session: {
      ...storage.session,
      get: (keys) => ask({ type: 'privateRules', keys: keys ?? [] }),
    },
    onChanged: {
      addListener(listener) {
        const hear = (message: unknown) => {
          const { type, changes } = message as PrivateRulesChange;
          if (type === 'privateRulesChanged') listener(changes, 'session');
        };
        heard.set(listener, hear);
        messages.onMessage.addListener(hear);
        storage.onChanged.addListener(listener);
      },
      removeListener(listener) {
        messages.onMessage.removeListener(heard.get(listener) ?? (() => undefined));
        storage.onChanged.removeListener(listener);
      },
    },
  };
}
