/** Which paragraphs a person has read: for `dimRead`, and for as long as that is on. */
import { locked } from './lock.ts';
import { read, type Storage } from './storage.ts';
import { optionKey, READ_KEY, storedOptions, storedRead } from './stored.ts';

/** Remembers that a paragraph was read, if that is wanted. Which one, and nothing else. */
export function rememberRead(storage: Storage, paragraph: string): Promise<void> {
  return locked(async () => {
    const items = await read(storage.local, [READ_KEY, optionKey('dimRead')]);
    const known = storedRead(items[READ_KEY]);
    if (!storedOptions(items).dimRead || known.includes(paragraph)) return;
    // In an order that tells nothing.
    await storage.local.set({ [READ_KEY]: storedRead([...known, paragraph].sort()) });
  });
}

/** Has exactly these count as read. */
export function setRead(storage: Storage, paragraphs: readonly string[]): Promise<void> {
  return locked(() =>
    paragraphs.length > 0
      ? storage.local.set({ [READ_KEY]: [...paragraphs] })
      : storage.local.remove([READ_KEY]),
  );
}
