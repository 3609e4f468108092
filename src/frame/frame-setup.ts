/** What the controller of a frame is given, so that tests can stand in for all of it. */
import type { CompiledSpots } from '../names/compiled.ts';
import type { Spotter } from '../names/spot.ts';
import type { AttendedPage } from '../protocol/marks.ts';
import type { Site } from '../settings/sites.ts';
import type { FollowedStorage } from '../settings/storage.ts';
import type { EngineEvents } from './marks/engine.ts';

/** The part of the browser's API that is needed. */
interface FrameBrowser {
  /** Fails, at once or later, once the extension is gone. */
  send(message: unknown): Promise<unknown>;
  /** Whether the extension that this script came from still runs. */
  isAlive(): boolean;
  readonly isPrivate: boolean;
  readonly storage: FollowedStorage;
}

/** The frame's window and document. */
export interface FrameSurroundings {
  readonly isTop: boolean;
  readonly isHidden: boolean;
  /** The document is the one that this script came to. */
  readonly isOwn: boolean;
  /** The site in the address bar, which a frame follows, whatever its own address is; undefined: it is not told. */
  topSite(): Site | undefined;
  /** Calls `run` once the document is parsed, or as good as that. */
  whenParsed(run: () => void, signal: AbortSignal): void;
}

/** Reads and marks a page. */
export interface FrameEngine extends AttendedPage {
  readonly busy: boolean;
  readonly count: number;
  start(): void;
  stop(): void;
  pause(): void;
  resume(): void;
  follow(path: readonly EventTarget[]): void;
}

export interface FrameSetup {
  readonly browser: FrameBrowser;
  readonly surroundings: FrameSurroundings;
  readonly spots: CompiledSpots;
  /** @param look see `Engine` */
  createEngine(spotter: Spotter, events: EngineEvents, look: string | null): FrameEngine;
}
