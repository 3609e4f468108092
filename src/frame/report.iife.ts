/** Comes into a frame with mentions, and into all of a page when the popup asks what they know. Wiring only. */
import { browser } from '../browser.ts';
import { world } from '../protocol/world.ts';
import { names } from '../story/bundled.ts';
import { reportOf } from './report.ts';
import { createTally } from './tally.ts';

world().report = () => {
  const { page } = world();
  return page && reportOf(window, page, names);
};
const { page } = world();
if (page) {
  page.tally ??= createTally(window, page, () => browser.runtime.sendMessage({ type: 'tally' }));
}
