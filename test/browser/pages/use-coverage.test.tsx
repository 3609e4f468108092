import { render } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import { inSlices } from '../../../src/background/in-slices.ts';
import { type PageCoverage, useCoverage } from '../../../src/pages/tab/use-coverage.ts';
import { coverInSteps, coverPage } from '../../../src/topics/coverage.ts';
import { rocketIndex } from '../../unit/story/rocket.ts';

const SHORT = ['The Ariane rocket launched late, and its costs grew.'];
/** As much as is read of a page. */
const LONG = Array<string>(10).fill(`${SHORT[0]} `.repeat(380));

const root = document.createElement('div');
/** What was shown, each time that it was. */
const shown: (PageCoverage | undefined)[] = [];

/** As the background answers, each time that it is asked. */
const asked: (readonly string[])[] = [];
function cover(blocks: readonly string[]) {
  asked.push(blocks);
  return inSlices(coverInSteps(blocks, rocketIndex));
}

function Shown({ blocks }: { blocks: readonly string[] }) {
  shown.push(useCoverage(blocks, cover));
  return null;
}
const show = (blocks: readonly string[]) => render(<Shown blocks={blocks} />, root);

/** Goes on once what is shown is of `blocks`; counts the turns that other work had meanwhile. */
async function turnsUntil(blocks: readonly string[]): Promise<number> {
  for (let turns = 0; ; turns++) {
    if (shown.at(-1)?.blocks.join() === blocks.join()) return turns;
    await new Promise((go) => setTimeout(go));
  }
}

afterEach(() => {
  render(null, root);
  shown.length = 0;
  asked.length = 0;
});

describe('the coverage of a page', () => {
  it('is what comparing it at once would tell', async () => {
    show(SHORT);
    expect(shown).toEqual([undefined]);
    await turnsUntil(SHORT);
    expect(shown.at(-1)?.points).toEqual(coverPage(SHORT, rocketIndex));
  });

  it('leaves other work its turns', async () => {
    show(LONG);
    expect(await turnsUntil(LONG)).toBeGreaterThan(2);
    expect(shown.at(-1)?.points).toEqual(coverPage(LONG, rocketIndex));
  });

  it('stays until that of a changed page is complete', async () => {
    show(SHORT);
    await turnsUntil(SHORT);
    const before = shown.at(-1);
    const count = shown.length;
    show(LONG);
    await turnsUntil(LONG);
    expect(new Set(shown.slice(count, -1))).toEqual(new Set([before]));
  });

  it('is not reckoned anew for the same text', async () => {
    show(SHORT);
    await turnsUntil(SHORT);
    const before = shown.at(-1);
    show([...SHORT]);
    show(LONG);
    show([...LONG]);
    await turnsUntil(LONG);
    expect(shown.filter((each) => each !== undefined && each !== before)).toHaveLength(1);
  });

  it('asks about as much as is read, blocks in their places', async () => {
    const blocks = ['', 'x'.repeat(150_000), 'y'.repeat(150_000), 'z'];
    show(blocks);
    await turnsUntil(blocks);
    expect(asked.map((each) => each.map(({ length }) => length))).toEqual([[0, 150_000, 49_998]]);
  });

  it('says nothing where the background answers nothing', async () => {
    const refuse = () => Promise.reject(new Error('gone'));
    function Refused() {
      shown.push(useCoverage(SHORT, refuse));
      return null;
    }
    render(<Refused />, root);
    for (let turns = 0; turns < 5; turns++) await new Promise((go) => setTimeout(go));
    expect(new Set(shown)).toEqual(new Set([undefined]));
  });

  it('is of the last text if that changes meanwhile', async () => {
    show(LONG);
    await new Promise((go) => setTimeout(go));
    show(SHORT);
    await turnsUntil(SHORT);
    for (let turns = 0; turns < 20; turns++) await new Promise((go) => setTimeout(go));
    // Where no frame comes, Preact begins the second a tenth of a second later: the first may be told by then.
    const told = shown.flatMap((each) => each?.blocks.join() ?? []);
    const afterwards = told.slice(told.indexOf(SHORT.join()));
    expect(afterwards).toEqual(afterwards.map(() => SHORT.join()));
  });
});
