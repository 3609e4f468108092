/** What happens in a page while a contender is measured. */
import type { Contender } from './contenders/contender.ts';
import {
  counted,
  firstVisibleMark,
  measured,
  native,
  nextFrames,
  quiet,
  reset,
} from './measure.ts';
import { createRandom } from './random.ts';

/** By metric; milliseconds unless the metric says otherwise. */
export type Figures = Record<string, number>;

export interface Scenario {
  prepare(contender: Contender): Promise<void>;
  measure(contender: Contender): Promise<Figures>;
}

const FRAME = 1_000 / 60;
const TICKER_FRAMES = 300;
const APPEND_FRAMES = 20;
const APPENDED = 50;
const RENDERS = 20;
const STYLINGS = 8;
const MOVES = 120;
const MOVES_A_FRAME = 8;
/** CSS pixels that a slow pointer goes within a mention. */
const MOVES_ACROSS = 10;

const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b);
/** The mean of the middle half: finer than a median where the clock's steps (5 µs) are what is measured. */
function midmean(values: readonly number[]): number {
  const quarter = Math.floor(values.length / 4);
  const middle = ascending(values).slice(quarter, values.length - quarter);
  return middle.length === 0 ? 0 : sum(middle) / middle.length;
}
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const durations = (isWanted: (kind: string) => boolean) =>
  counted()
    .filter(({ kind }) => isWanted(kind))
    .map(({ duration }) => duration);

/** The contender's script in the page's thread so far; the walk in idle time is told apart. */
function scriptFigures(): Figures {
  const slices = ascending(durations((kind) => kind !== 'idle'));
  const all = ascending(durations(() => true));
  // The program for pages with mentions comes after the scan: then the doubtful ones are asked about.
  const judging = counted().findIndex(({ kind }) => kind === 'mentions');
  const judged = judging < 0 ? [] : counted().slice(judging);
  return {
    scan: sum(slices),
    judge: sum(judged.filter(({ kind }) => kind !== 'idle').map(({ duration }) => duration)),
    slice95: percentile(all, 0.95),
    longestTask: all.at(-1) ?? 0,
    idleWalk: sum(durations((kind) => kind === 'idle')),
  };
}

async function startAndSettle(contender: Contender): Promise<void> {
  contender.start();
  await quiet();
  await nextFrames(2);
}

/** Counted by the browser: a walk would make wrappers that the contender then finds made. */
const countNodes = () =>
  document.evaluate('count(//node())', document, null, XPathResult.NUMBER_TYPE).numberValue;

const paragraphs = () => [...document.getElementsByTagName('p')];

/** One reading of a page that lies still, seen from its top or from its middle. */
function scan(from: 'top' | 'middle'): Scenario {
  let nodes = 0;
  return {
    async prepare() {
      nodes = countNodes();
      if (from === 'middle') scrollTo(0, document.documentElement.scrollHeight / 2);
      await nextFrames(2);
    },
    async measure(contender) {
      measured('start', () => contender.start());
      await quiet();
      const figures = scriptFigures();
      const first = firstVisibleMark();
      return {
        ...figures,
        nodesAdded: countNodes() - nodes,
        ...(first ? { firstHighlight: first.script, frames: first.frames } : {}),
      };
    },
  };
}

/** The page puts in paragraphs for some frames. */
function append(): Scenario {
  let texts: (string | null)[] = [];
  return {
    async prepare(contender) {
      texts = paragraphs().map(({ textContent }) => textContent);
      await startAndSettle(contender);
    },
    async measure(contender) {
      for (let frame = 0; frame < APPEND_FRAMES; frame++) {
        for (let i = 0; i < APPENDED; i++) {
          const element = document.createElement('p');
          element.textContent = texts[(frame * APPENDED + i) % texts.length] ?? '';
          document.body.append(element);
          if (contender.added) measured('added', () => contender.added?.(element));
        }
        await nextFrames(1);
      }
      await quiet();
      const figures = scriptFigures();
      return { ...figures, scriptPerFrame: (figures.scan as number) / APPEND_FRAMES };
    },
  };
}

/** Keeps its text nodes, as React does, and writes to them, moves rows and puts in new ones. */
function rerender(): Scenario {
  const random = createRandom(3);
  const below = (n: number) => Math.floor(random() * n);
  let rows: { row: Element; text: Text; shown: string }[] = [];
  return {
    async prepare(contender) {
      rows = [...document.getElementsByTagName('li')].map((row) => ({
        row,
        text: row.lastChild as Text,
        shown: row.textContent ?? '',
      }));
      await startAndSettle(contender);
    },
    async measure() {
      const list = document.getElementsByTagName('ul')[0] as Element;
      for (let render = 0; render < RENDERS; render++) {
        for (let i = 0; i < rows.length; i += 3) {
          const entry = rows[i] as (typeof rows)[number];
          entry.shown = rows[below(rows.length)]?.shown ?? '';
          entry.text.data = entry.shown;
        }
        for (let i = 0; i < rows.length / 20; i++) {
          const moved = rows[below(rows.length)]?.row as Element;
          list.insertBefore(moved, rows[below(rows.length)]?.row as Element);
          const entry = rows[below(rows.length)] as (typeof rows)[number];
          const row = document.createElement('li');
          const text = document.createTextNode(entry.shown);
          row.append(text);
          entry.row.replaceWith(row);
          Object.assign(entry, { row, text });
        }
        await nextFrames(1);
      }
      await quiet();
      const figures = scriptFigures();
      return {
        ...figures,
        scriptPerFrame: (figures.scan as number) / RENDERS,
        wrongRows: rows.filter(({ row, shown }) => row.textContent !== shown).length,
      };
    },
  };
}

/** Fifty prices that change in every frame, for five seconds. */
function ticker(): Scenario {
  const random = createRandom(4);
  let cells: Text[] = [];
  return {
    async prepare(contender) {
      cells = [...document.querySelectorAll('.ticker b')].map((cell) => cell.firstChild as Text);
      await startAndSettle(contender);
    },
    async measure() {
      let frames = 0;
      const end = performance.now() + TICKER_FRAMES * FRAME;
      while (performance.now() < end) {
        await new Promise((resolve) => native.requestAnimationFrame(resolve));
        for (const cell of cells) cell.data = (random() * 1_000).toFixed(2);
        frames++;
      }
      return { frames, scriptPerFrame: sum(durations(() => true)) / frames };
    },
  };
}

/** The browser computes the style of the whole page, as it does when one is loaded: the page's own time. */
function styles(): Scenario {
  return {
    prepare: startAndSettle,
    async measure() {
      const { documentElement: root, body } = document;
      const took: number[] = [];
      for (let i = 0; i < STYLINGS; i++) {
        body.remove();
        root.append(body);
        const start = performance.now();
        // To be asked for one has the browser compute all.
        void getComputedStyle(body).color;
        took.push(performance.now() - start);
        await quiet();
      }
      return { perStyling: midmean(took) };
    },
  };
}

/** The page's own edits: what they cost the page itself, and what follows from them. */
function edits(): Scenario {
  let texts: Text[] = [];
  return {
    async prepare(contender) {
      texts = paragraphs().map((element) => element.firstChild as Text);
      await startAndSettle(contender);
    },
    async measure() {
      const kinds: Record<string, (text: Text) => void> = {
        perTextEdit: (text) => {
          text.data = `${text.data}.`;
        },
        perRemoval: (text) => text.remove(),
        perSplit: (text) => text.splitText(1),
      };
      const figures: Figures = {};
      let total = 0;
      for (const [index, [kind, edit]] of Object.entries(kinds).entries()) {
        const chosen = texts.filter((_, i) => i % 3 === index);
        const start = performance.now();
        for (const text of chosen) edit(text);
        const took = performance.now() - start;
        total += took;
        figures[kind] = (took / chosen.length) * 1_000;
        await quiet();
      }
      return { ...figures, ...scriptFigures(), perEdit: (total / texts.length) * 1_000 };
    },
  };
}

/**
 * A pointer over mentions: from one to the next and then slowly along them, one move a frame; then
 * many moves a frame. `perMove` and `perSlowMove` take in the looks that follow from them.
 */
function hover(): Scenario {
  let points: { target: Element; clientX: number; clientY: number }[] = [];
  const move = (index: number, aside = 0) => {
    const { target, clientX, clientY } = points[index % points.length] as (typeof points)[number];
    const event = new PointerEvent('pointermove', {
      clientX: clientX + aside,
      clientY,
      bubbles: true,
      composed: true,
      pointerType: 'mouse',
    });
    const start = performance.now();
    target.dispatchEvent(event);
    return performance.now() - start;
  };
  /** Microseconds of script a move: of each kind of callback what its middle half takes, as often as it came. */
  const perMoveOf = async (moveAt: (i: number) => number) => {
    reset();
    const listener: number[] = [];
    for (let i = 0; i < MOVES; i++) {
      listener.push(moveAt(i));
      await nextFrames(1);
    }
    const kinds = [
      listener,
      ...['timer', 'frame'].map((wanted) => durations((kind) => kind === wanted)),
    ];
    const total = sum(kinds.map((list) => midmean(list) * list.length));
    return (total / MOVES) * 1_000;
  };
  return {
    async prepare(contender) {
      await startAndSettle(contender);
      points = paragraphs().flatMap((target) => {
        const text = target.firstChild as Text;
        const range = new Range();
        const at = text.data.search(/OpenAI|xAI|Grok/);
        range.setStart(text, Math.max(at, 0));
        range.setEnd(text, Math.max(at, 0) + 3);
        const { left, top, bottom, width } = range.getBoundingClientRect();
        if (top < 0 || bottom > innerHeight) return [];
        return [{ target, clientX: left + width / 2, clientY: (top + bottom) / 2 }];
      });
      if (points.length < 2) throw new Error('No mentions in view');
    },
    async measure() {
      const perMove = await perMoveOf((i) => move(i));
      const perSlowMove = await perMoveOf((i) => move(0, (i % MOVES_ACROSS) - MOVES_ACROSS / 2));
      const { caretPositionFromPoint } = document;
      let hits = 0;
      document.caretPositionFromPoint = (...args) => {
        hits++;
        return caretPositionFromPoint.apply(document, args);
      };
      let most = 0;
      for (let i = 0; i < MOVES; i++) {
        move(i);
        if (i % MOVES_A_FRAME !== 0) continue;
        await nextFrames(1);
        most = Math.max(most, hits);
        hits = 0;
      }
      return { perMove, perSlowMove, hitTests: most };
    },
  };
}

export const scenarios = {
  scan: () => scan('top'),
  scanFromMiddle: () => scan('middle'),
  append,
  rerender,
  ticker,
  styles,
  edits,
  hover,
};
export type ScenarioName = keyof typeof scenarios;
