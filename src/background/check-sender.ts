/** Who sent a message, as far as the browser vouches for it. Pure. */
import { type Site, siteOf, sitesAbove } from '../settings/sites.ts';
import { privateKey } from '../settings/stored.ts';

/** The part of a browser's tab that is needed. */
interface SenderTab {
  readonly id?: number | undefined;
  readonly windowId?: number | undefined;
  readonly url?: string | undefined;
  readonly incognito: boolean;
  readonly active: boolean;
}

/** What the browser, not the sender, says of a sender; the part that is needed. */
export interface MessageSender {
  readonly id?: string;
  readonly url?: string;
  /** Told by Chromium, and by Firefox in later versions than the oldest that we support. */
  readonly origin?: string;
  readonly tab?: SenderTab;
  readonly frameId?: number;
  /** As `origin`. */
  readonly documentId?: string;
}

/** Our script in a frame of a tab, or whoever has taken over the frame's process. */
export interface FrameSender {
  readonly is: 'frame';
  readonly tabId: number;
  readonly frameId: number;
  /** The document in the frame, where the browser tells it. */
  readonly documentId: string | undefined;
  readonly tab: SenderTab;
  /** Of the frame and of its tab, and all above them. */
  readonly sites: readonly Site[];
}

/** A page of the extension itself, which no other page can embed. */
export interface OwnSender {
  readonly is: 'own';
  readonly tab: SenderTab | undefined;
}

export type CheckedSender = FrameSender | OwnSender;

/** By what the extension knows itself. */
export interface Own {
  readonly id: string;
  /** The address of its root, with a slash at the end. */
  readonly root: string;
}

/** A message that nothing is done for. Its text is shown to the sender, and says nothing of anybody else. */
export class Refusal extends Error {
  constructor(why: string) {
    super(`Refused: ${why}`);
  }
}

/** @throws {Refusal} for a sender that is neither a frame of a tab nor a page of the extension */
export function checkSender(
  { id, url, origin, tab, frameId, documentId }: MessageSender,
  own: Own,
): CheckedSender {
  if (id !== own.id) throw new Refusal('not from this extension');
  if (url?.startsWith(own.root)) {
    if (origin !== undefined && `${origin}/` !== own.root) throw new Refusal('two senders in one');
    return { is: 'own', tab };
  }
  if (tab?.id === undefined || frameId === undefined) throw new Refusal('from no tab');
  // A page that is being made ready before its tab goes there has its own address alone.
  const sites = [url, origin, tab.url].flatMap((address) => siteOf(address) ?? []);
  return {
    is: 'frame',
    tabId: tab.id,
    frameId,
    documentId,
    tab,
    sites: [...new Set(sites.flatMap(sitesAbove))],
  };
}

/** Which of the keys that a frame asks for are about its own sites. */
export function privateKeysFor({ sites }: FrameSender, keys: readonly string[]): string[] {
  const own = new Set(sites.map(privateKey));
  return keys.filter((key) => own.has(key));
}
