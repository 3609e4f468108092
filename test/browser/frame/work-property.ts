/**
 * The work that we do grows with what changed, and no step of it grows at all, whatever shape a document has: counted,
 * not timed.
 */
import './count-first.ts';
import fc from 'fast-check';
import { countedIn, countIn, uncounted, type Work } from './counted-work.ts';
import { goOn, putIn, type Shape, shapes } from './shapes.ts';
import { type AnyWindow, beatless, engineOf, frame, rest } from './support.ts';

/** Pieces that a page puts in; twice as many are compared with. */
const COUNT = 1_000;
/**
 * What twice as much may cost beyond twice the work, in reads and in characters: the beginnings of slices, and
 * what is bounded. Of work that grew with the square of the count, a thousand pieces would make a million.
 */
const SLACK = 100_000;
/** Reads and characters between two looks at the clock. */
const LONGEST_STEP = 200_000;
/** Reads a piece, with all that is done with it: the dearest are names that nothing parts, deep in inline elements. */
const READS_A_PIECE = 20_000;

async function workOn(home: AnyWindow, shape: Shape, count: number): Promise<Work> {
  const { document } = home;
  document.body.innerHTML = 'before <div></div> after';
  const holder = document.querySelector('div') as Element;
  const engine = engineOf(beatless(home), () => true);
  await rest(engine, home);
  const work = await countedIn(async () => {
    uncounted(() => putIn(holder, shape, count));
    await rest(engine, home);
    uncounted(() => goOn(holder, shape));
    await rest(engine, home);
  });
  engine.stop();
  return work;
}

const check = (isTrue: boolean, what: string) => {
  if (!isTrue) throw new Error(what);
};

/** @throws {Error} with the seed and the shortest example when a shape costs more than it may */
export async function checkWork(seed: number, runs: number): Promise<void> {
  const home = await frame();
  countIn(home);
  const property = fc.asyncProperty(shapes, async (shape) => {
    const once = await workOn(home, shape, COUNT);
    const twice = await workOn(home, shape, 2 * COUNT);
    const told = JSON.stringify({ once, twice });
    check(twice.reads < 2.2 * once.reads + SLACK, `reads grow faster: ${told}`);
    check(twice.units < 2.2 * once.units + SLACK, `characters grow faster: ${told}`);
    check(twice.longestStep < LONGEST_STEP, `a step is too long: ${told}`);
    check(once.reads / COUNT < READS_A_PIECE, `a piece costs too much: ${told}`);
  });
  await fc.assert(property, { seed, numRuns: runs, endOnFailure: true }).catch((error: Error) => {
    // Firefox's stacks do not say what went wrong.
    throw new Error(`${String(error.cause)}\n${error.message}`);
  });
  home.dispose();
}
