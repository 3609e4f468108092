/** Comes into all frames of a page when the popup asks what they know. Wiring only. */
import { world } from '../protocol/world.ts';
import { names } from '../story/bundled.ts';
import { reportOf } from './report.ts';

world().report = () => {
  const { page } = world();
  return page && reportOf(document, page, names);
};
