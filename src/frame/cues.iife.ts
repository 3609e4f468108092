/**
 * What the judge's bundle, which comes next, reads. A script of its own, because V8 keeps the source of one that
 * functions are left of: there the words would be kept twice, and all else with two bytes a letter. Wiring only.
 */

import { cues } from '../names/bundled.ts';
import type { CompiledCues } from '../names/judge.ts';
import { world } from '../protocol/world.ts';

declare module '../protocol/world.ts' {
  interface World {
    /** Between the judge's two scripts alone. */
    cues?: CompiledCues;
  }
}

world().cues = cues;
