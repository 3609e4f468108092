/** The browser's storage in memory, which tells of changes as the real one does and can be made to fail. */
import type { Storage, StorageArea, StorageListener } from '../../src/settings/storage.ts';

type AreaName = 'local' | 'session' | 'sync';

export interface MemoryStorage extends Storage {
  /** What is stored, by area and key; may be changed from outside, as nobody is told of. */
  readonly items: Record<AreaName, Record<string, unknown>>;
  readonly listeners: ReadonlySet<StorageListener>;
  /** Called before each access; one that throws or waits is a storage that does. */
  before(area: AreaName, call: keyof StorageArea): unknown;
}

/** @param local what is there at first */
export function memoryStorage(local: Record<string, unknown> = {}): MemoryStorage {
  const listeners = new Set<StorageListener>();
  const items: MemoryStorage['items'] = { local, session: {}, sync: {} };
  const copy = <T>(value: T): T => structuredClone(value);
  const area = (name: AreaName): StorageArea => {
    const put = (changes: Record<string, unknown>) => {
      const told: Record<string, { newValue?: unknown }> = {};
      for (const [key, value] of Object.entries(changes)) {
        if (value === undefined) delete items[name][key];
        else items[name][key] = copy(value);
        told[key] = value === undefined ? {} : { newValue: copy(value) };
      }
      if (Object.keys(told).length > 0) for (const listener of [...listeners]) listener(told, name);
    };
    return {
      async get(keys) {
        await storage.before(name, 'get');
        const wanted = (keys ?? Object.keys(items[name])).filter((key) => key in items[name]);
        return copy(Object.fromEntries(wanted.map((key) => [key, items[name][key]])));
      },
      async set(changes) {
        await storage.before(name, 'set');
        put(changes);
      },
      async remove(keys) {
        await storage.before(name, 'remove');
        put(
          Object.fromEntries(
            keys.filter((key) => key in items[name]).map((key) => [key, undefined]),
          ),
        );
      },
    };
  };
  const storage: MemoryStorage = {
    items,
    listeners,
    local: area('local'),
    session: area('session'),
    sync: area('sync'),
    before: () => undefined,
    onChanged: {
      addListener: (listener) => listeners.add(listener),
      removeListener: (listener) => listeners.delete(listener),
    },
  };
  return storage;
}
