import type { JudgeRequest, Request } from '../../../src/protocol/messages.ts';
import { world } from '../../../src/protocol/world.ts';
import type { Told } from '../background-worker.ts';
import { awaited, later, native, withMicrotasks } from '../measure.ts';
import { WORKER_PATH } from './about.ts';
import type { Contender } from './contender.ts';

/** What runs a program of ours that the frame has asked for; put here by the runner only then: a script takes memory. */
export const programs: (() => void)[] = [];

/** Of the runner: has the program for pages with mentions put into {@link programs}. */
declare const bringMentions: () => Promise<void>;

type Settle = (items: Record<string, never>) => void;

/** Milliseconds that the background has worked for the page. */
let backgroundMs = 0;

/** The background, to one page: answers one question after the other. */
function createBackground(): (request: JudgeRequest) => Promise<Told['answer']> {
  const worker = new Worker(WORKER_PATH);
  return (request) =>
    awaited(
      new Promise((resolve, reject) => {
        worker.onerror = ({ message }) => reject(new Error(message));
        worker.onmessage = ({ data }: MessageEvent<Told>) => {
          // A task of the page's, in which it goes on with the answer.
          void withMicrotasks('answer', () => {
            backgroundMs += data.tookMs;
            resolve(data.answer);
          });
        };
        worker.postMessage(request);
      }),
    );
}

/**
 * The built content script itself, with as much of the extension's API as it asks for. It has been
 * evaluated before `start`, which is the moment the settings are known.
 */
export function backstory(): Contender {
  let settled: Settle | undefined;
  const judge = createBackground();
  const answer = (request: Request): Promise<unknown> => {
    if (request.type === 'judge') return judge(request);
    // There is no toolbar button to be told, and no look but the usual one.
    if (request.type !== 'load') return Promise.resolve(true);
    // Nothing here opens a card: it never comes.
    if (request.part !== 'mentions') return new Promise(() => undefined);
    return new Promise((resolve) => {
      void awaited(bringMentions()).then(() =>
        later('mentions', () => {
          for (const run of programs.splice(0)) run();
          resolve(true);
        }),
      );
    });
  };
  const api = {
    runtime: { id: 'bench', sendMessage: answer },
    storage: {
      local: {
        // The settings come when the bench says so.
        get: () => new Promise<Record<string, never>>((resolve) => (settled = resolve)),
      },
      onChanged: { addListener: () => undefined, removeListener: () => undefined },
    },
  };
  Object.assign(globalThis, { browser: api, chrome: api });
  return {
    async ready() {
      await judge({ type: 'judge', title: '', sample: [], questions: [] });
      backgroundMs = 0;
      await new Promise((resolve) => native.setTimeout(resolve));
    },
    start() {
      const settle = settled;
      if (!settle) throw new Error('The content script was not evaluated, or asks no settings');
      later('start', () => settle({}));
    },
    sheet: (marks) => marks,
    askAll: () => void world().mentions?.decideAll(),
    found: () => world().page?.count ?? 0,
    backgroundMs: () => backgroundMs,
  };
}
