/**
 * The program for pages with something like a name: attends to the marks, follows the pointer, tells the button and
 * the popup. It comes when the frame's own program, the background or the popup first needs any of that. Wiring only.
 */
import { browser, isAlive, send } from '../browser.ts';
import { spots } from '../names/bundled.ts';
import { askUntilAnswered } from '../protocol/ask.ts';
import type { Request, Responses } from '../protocol/messages.ts';
import { world } from '../protocol/world.ts';
import { names } from '../story/bundled.ts';
import { MarksAttendant } from './marks/attendant.ts';
import { createCloserLook } from './marks/closer-look.ts';
import { knownPlaces } from './marks/known-places.ts';
import { MentionsController } from './mentions-controller.ts';
import { pageLoaded } from './moments.ts';
import { createPageMapper } from './page-mapper.ts';
import { createPointer } from './pointer/create-pointer.ts';
import { hearLongPress } from './pointer/long-press.ts';
import { withPrivateRules } from './private-rules.ts';
import { createReader } from './reader.ts';
import { reportOf } from './report.ts';
import { sweepLeftCards } from './sweep-left-cards.ts';
import { createTally } from './tally.ts';

const ask = <R extends Request>(request: R) =>
  askUntilAnswered(() => send(request) as Promise<Responses[R['type']]>, isAlive);

const { page, mentions } = world();

if (page && !mentions) {
  sweepLeftCards();
  const { storage } = browser;
  const decideAll = () => world().mentions?.decideAll();
  const tell = () => browser.runtime.sendMessage({ type: 'tally' });
  const controller = new MentionsController({
    page,
    isTop: window === window.top,
    storage,
    privateStorage: withPrivateRules(storage, browser.runtime, (request) =>
      browser.runtime.sendMessage(request),
    ),
    ask,
    pageLoaded,
    createAttendant: (setup) => new MarksAttendant({ window, ...setup }),
    judgeBy: (attended, answered) =>
      createCloserLook({
        document,
        loose: new RegExp(spots.loose, 'g'),
        known: (most) => knownPlaces(attended, most),
        answered,
        async ask(about, questions) {
          const answers = await ask({ type: 'judge', ...about, questions });
          return answers.map((found) => found.filter(({ name }) => !page.unmarked.includes(name)));
        },
      }),
    pointer: createPointer(page),
    tally: createTally(window, page, decideAll, tell),
    report: () => reportOf(window, page, decideAll, names),
    reader: createReader(window),
    mapper: createPageMapper(window, page, decideAll),
  });
  world().mentions = controller;
  controller.attend();
  const { pointer } = controller;
  hearLongPress(window, (press) => pointer.held(press));
  for (const type of ['keydown', 'keyup'] as const) {
    window.addEventListener(type, (event) => pointer.keyed(event), true);
  }
  const { moved } = world();
  if (moved) controller.pointer.moved(moved);
}
