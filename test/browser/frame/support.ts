/** What the tests of the content script's engine share: documents, engines, a look at the outcome. */

import { inDocumentOrder } from '../../../src/dom/document-order.ts';
import type { TextAround } from '../../../src/dom/passage.ts';
import type { Part } from '../../../src/dom/runs.ts';
import { MarksAttendant } from '../../../src/frame/marks/attendant.ts';
import { createCloserLook } from '../../../src/frame/marks/closer-look.ts';
import { Engine, type EngineEvents } from '../../../src/frame/marks/engine.ts';
import type { FirstParagraphs } from '../../../src/frame/marks/read-texts.ts';
import { forms, spots } from '../../../src/names/bundled.ts';
import { createFinder } from '../../../src/names/find-candidates.ts';
import { answerQuestionsBy } from '../../../src/names/judge-questions.ts';
import { plainDecider } from '../../../src/names/plain-decider.ts';
import { createSpotter } from '../../../src/names/spot.ts';
import type { Mention, PageJudge } from '../../../src/protocol/marks.ts';
import type { Options } from '../../../src/settings/options.ts';
import { uncounted } from './counted-work.ts';

export type AnyWindow = Window & typeof globalThis;

export const spotter = createSpotter(spots);
const finder = createFinder(forms);

/** Decides about what is not certain: a name, and where it stands in the text around it. */
export type IsMeant = (name: string, passage: TextAround) => boolean;

/** Looks closer, as in a page, and is answered as by the background, but by what it is told. */
function judgeOf(
  window: AnyWindow,
  isMeant: IsMeant,
  wait: () => Promise<void>,
  answered: (parts: readonly Part[]) => void,
): PageJudge {
  const decider = plainDecider((text, { name, start, end }) => isMeant(name, { text, start, end }));
  const answer = answerQuestionsBy(finder, decider);
  return createCloserLook({
    document: window.document,
    loose: finder.mayContain,
    known: () => [],
    // The background's work is done elsewhere, and counted there.
    async ask(page, questions) {
      await wait();
      for (const { bounds } of questions) {
        // The background refuses others, and all that is asked with them.
        const grows = bounds.every((bound, at) => at === 0 || bound > (bounds[at - 1] ?? 0));
        if (!grows) throw new Error(`bounds that do not grow: ${bounds}`);
      }
      return uncounted(() => answer(page, questions));
    },
    answered,
  });
}

/** A document of its own, in a frame of 800 by 600 CSS pixels. */
export async function frame(html = ''): Promise<AnyWindow & { dispose(): void }> {
  const element = document.createElement('iframe');
  element.style.cssText = 'width: 800px; height: 600px; border: 0';
  // With an address: the blank first document of a frame may be replaced.
  element.srcdoc = `<!DOCTYPE html><body>${html}`;
  const loaded = new Promise((resolve) => element.addEventListener('load', resolve));
  document.body.append(element);
  await loaded;
  return Object.assign(element.contentWindow as AnyWindow, { dispose: () => element.remove() });
}

/** Milliseconds: what waits longer (the beat) is not part of coming to rest. */
const LONG = 500;

/** The same window with a fast clock: nothing waits for frames, idle time or a pause in changes. */
export function hurried(window: AnyWindow): AnyWindow {
  const { document, CSS } = window;
  const soon = (callback: () => void) => window.setTimeout(callback);
  const clock = {
    setTimeout: (callback: () => void, milliseconds = 0) =>
      window.setTimeout(callback, milliseconds < LONG ? 0 : milliseconds),
    clearTimeout: (id: number) => window.clearTimeout(id),
    queueMicrotask: (callback: () => void) => window.queueMicrotask(callback),
    requestAnimationFrame: soon,
    requestIdleCallback: (callback: (deadline: IdleDeadline) => void) =>
      soon(() => callback({ timeRemaining: () => LONG, didTimeout: false })),
    cancelIdleCallback: (id: number) => window.clearTimeout(id),
    cancelAnimationFrame: (id: number) => window.clearTimeout(id),
    addEventListener: window.addEventListener.bind(window),
  };
  const { innerWidth, innerHeight } = window;
  return { document, CSS, innerWidth, innerHeight, ...clock } as unknown as AnyWindow;
}

/** The same without what comes at its time, whatever happens, such as the beat: a slow machine would see more of it. */
export function beatless(window: AnyWindow): AnyWindow {
  const setTimeout = (callback: () => void, milliseconds = 0) =>
    milliseconds < LONG ? window.setTimeout(callback) : 0;
  return { ...hurried(window), setTimeout } as unknown as AnyWindow;
}

export const SILENT: EngineEvents = { found: () => undefined, settled: () => undefined };

/** Who attends to an engine; nothing is decided about yet. */
interface Attended {
  readonly attendant: MarksAttendant;
  isMeant: IsMeant;
  wait: () => Promise<void>;
  firstParagraphs: FirstParagraphs;
}
const none: FirstParagraphs = async () => [];
const attendants = new WeakMap<Engine, Attended>();
const atOnce = async (): Promise<void> => undefined;

/** Has an engine attended to, as in a page that is being loaded. */
export function attend(engine: Engine, window: AnyWindow): MarksAttendant {
  const attendant = new MarksAttendant({
    window,
    page: engine,
    judgeBy: (answered) =>
      judgeOf(
        window,
        (name, passage) => attendants.get(engine)?.isMeant(name, passage) === true,
        () => (attendants.get(engine)?.wait ?? atOnce)(),
        answered,
      ),
    firstParagraphs: (passages) =>
      attendants.get(engine)?.firstParagraphs(passages) ?? none(passages),
    needsSheet: () => undefined,
    isWanted: () => true,
  });
  engine.attendBy(attendant);
  attendant.start();
  return attendant;
}

/**
 * Has doubtful names decided about from now on, and of many chosen which are painted.
 * @param wait until an answer comes
 */
export function judge(engine: Engine, isMeant: IsMeant, wait = atOnce): void {
  const attended = attendants.get(engine);
  if (!attended) throw new Error('Nobody attends to that');
  Object.assign(attended, { isMeant, wait });
  attended.attendant.loaded();
}

/** Has each name marked so often from now on. */
export function markEach(engine: Engine, each: Options['markEach']): void {
  const attended = attendants.get(engine);
  if (attended) attended.attendant.each = each;
}

/**
 * Says which paragraphs were read, from now on.
 * @param firstParagraphs what the names in passages would show
 */
export function haveRead(
  engine: Engine,
  paragraphs: readonly string[],
  firstParagraphs: FirstParagraphs,
): void {
  const attended = attendants.get(engine);
  if (!attended) throw new Error('Nobody attends to that');
  attended.firstParagraphs = firstParagraphs;
  attended.attendant.wasRead = paragraphs;
  // As if its sheet had come.
  attended.attendant.hasSheet = true;
}

export const decideAll = (engine: Engine): void => attendants.get(engine)?.attendant.decideAll();

/** An engine that somebody attends to, who decides about nothing yet. */
export function unjudgedEngineOf(window: AnyWindow, events = SILENT, by = spotter): Engine {
  const engine = new Engine(window, by, events);
  attendants.set(engine, {
    attendant: attend(engine, window),
    isMeant: () => false,
    wait: atOnce,
    firstParagraphs: none,
  });
  return engine;
}

/** An engine at work; unless it is told otherwise, only what is certain by its form is marked. */
export function engineOf(window: AnyWindow, isMeant: IsMeant = () => false): Engine {
  const engine = unjudgedEngineOf(window);
  judge(engine, isMeant);
  engine.start();
  return engine;
}

const turn = () => new Promise((resolve) => setTimeout(resolve));
const idle = () => new Promise((resolve) => requestIdleCallback(resolve));

/** Waits until all of the page's changes are taken in; attached shadow roots are looked for, too. */
export async function rest(engine: Engine, window: AnyWindow): Promise<void> {
  engine.follow(allElements(window.document));
  await turn();
  await idle();
  while (engine.busy) await turn();
}

export function allElements(root: Document | ShadowRoot): Element[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [
    element,
    ...(element.shadowRoot ? allElements(element.shadowRoot) : []),
  ]);
}

/** `OpenAI` as a reader sees it, whatever nodes it is made of. */
export function textOf({ startNode, start, endNode, end }: Mention): string {
  const range = startNode.ownerDocument.createRange();
  range.setStart(startNode, start);
  range.setEnd(endNode, end);
  return range.toString();
}

export const marked = (engine: Engine): string[] => inDocumentOrder(engine.places()).map(textOf);

/** What is registered, in the order of registration. */
export const registered = (engine: Engine): AbstractRange[] =>
  [...engine.paintedTexts.values()].flatMap(({ ranges }) => ranges);

/** The same as text. */
export const painted = (engine: Engine): string[] =>
  registered(engine).map((range) =>
    textOf({
      name: '',
      startNode: range.startContainer as Text,
      start: range.startOffset,
      endNode: range.endContainer as Text,
      end: range.endOffset,
    }),
  );
