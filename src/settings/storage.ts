/** The part of the browser's storage API that is needed; `browser.storage` has it in every context. */

export interface StorageArea {
  get(keys: string[] | null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
}

export type StorageListener = (
  changes: Record<string, { newValue?: unknown }>,
  areaName: string,
) => void;

export interface Storage {
  readonly local: StorageArea;
  /** In memory, until the browser ends. */
  readonly session: StorageArea;
  /** The browser's own sync. */
  readonly sync: StorageArea;
  readonly onChanged: {
    addListener(listener: StorageListener): void;
    removeListener(listener: StorageListener): void;
  };
}

/** What suffices to follow settings without changing them. */
export interface FollowedStorage {
  readonly local: Pick<StorageArea, 'get'>;
  readonly session: Pick<StorageArea, 'get'>;
  readonly onChanged: Storage['onChanged'];
}

/** What is stored under `keys` (null: everything); a storage that answers with garbage is empty. */
export async function read(
  area: Pick<StorageArea, 'get'>,
  keys: string[] | null,
): Promise<Record<string, unknown>> {
  const items: unknown = await area.get(keys);
  return typeof items === 'object' && items !== null ? { ...items } : {};
}
