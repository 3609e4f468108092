/** The part of the bench that runs in the page, bundled and evaluated there by `bench.ts`. */
import { backstory, programs } from './contenders/backstory.ts';
import type { Contender } from './contenders/contender.ts';
import {
  floorMarks,
  floorNode,
  floorPage,
  nothing,
  observer,
  plainRule,
} from './contenders/floors.ts';
import { libraries } from './contenders/libraries.ts';
import { counted, install, measured, quiet, reset } from './measure.ts';
import { type Figures, type Scenario, type ScenarioName, scenarios } from './scenarios.ts';

const CONTENDERS: Record<string, () => Contender> = {
  backstory,
  'floor-node': floorNode,
  'floor-page': floorPage,
  'floor-marks': floorMarks,
  ...libraries,
  page: nothing,
  'plain-rule': plainRule,
  observer,
};

let contender: Contender;
let scenario: Scenario;

const bench = {
  programs,
  /**
   * Before a contender's own script is evaluated.
   * @param marks the style sheet of our marks, as built for the browser
   */
  install(name: string, marks: string): void {
    const create = CONTENDERS[name];
    if (!create) throw new Error(`No contender ${name}`);
    install();
    contender = create();
    if (!contender.sheet) return;
    // No element, so that the page's nodes stay the same.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(contender.sheet(marks));
    document.adoptedStyleSheets.push(sheet);
  },
  async prepare(name: ScenarioName): Promise<void> {
    await contender.ready?.();
    scenario = scenarios[name]();
    await scenario.prepare(contender);
    reset();
  },
  async measure(): Promise<Figures> {
    const before = contender.backgroundMs?.();
    const figures = await scenario.measure(contender);
    const after = contender.backgroundMs?.();
    return before === undefined || after === undefined
      ? figures
      : { ...figures, background: after - before };
  },
  /** Afterwards: until all mentions are known, milliseconds of script. */
  async askAll(): Promise<number> {
    reset();
    measured('start', () => contender.askAll?.());
    await quiet();
    const script = counted().filter(({ kind }) => kind !== 'idle');
    reset();
    return script.reduce((sum, { duration }) => sum + duration, 0);
  },
  /** Afterwards: how many mentions are known. */
  found: (): number => contender.found(),
};

export type Bench = typeof bench;

Object.assign(globalThis, { bench });
