/**
 * The program for pages with mentions: judges the doubtful ones, chooses what is painted of many, follows the
 * pointer, tells the button and the popup. It comes when the frame's own program, the background or the popup first
 * needs any of that. Wiring only.
 */
import { browser, isAlive, send } from '../browser.ts';
import { spots } from '../names/bundled.ts';
import { askUntilAnswered } from '../protocol/ask.ts';
import type { JudgeRequest, Responses } from '../protocol/messages.ts';
import { world } from '../protocol/world.ts';
import { names } from '../story/bundled.ts';
import { chooseNear } from './marks/choose-near.ts';
import { createCloserLook } from './marks/closer-look.ts';
import { knownPlaces } from './marks/known-places.ts';
import { createPointer } from './pointer/create-pointer.ts';
import { withPrivateRules } from './private-rules.ts';
import { createReader } from './reader.ts';
import { reportOf } from './report.ts';
import { createTally } from './tally.ts';

const judgeInBackground = (request: JudgeRequest) =>
  askUntilAnswered(() => send(request) as Promise<Responses['judge']>, isAlive);

const { page, mentions } = world();

if (page && !mentions) {
  world().mentions = {
    judge: (judged, unmarked) =>
      createCloserLook({
        document,
        loose: new RegExp(spots.loose, 'g'),
        known: (most) => knownPlaces(judged, most),
        answered: (parts) => judged.answered(parts),
        async ask(about, questions) {
          const answers = await judgeInBackground({ type: 'judge', ...about, questions });
          return answers.map((found) => found.filter(({ name }) => !unmarked.includes(name)));
        },
      }),
    chooseNear,
    pointer: createPointer(page),
    tally: createTally(window, page, () => browser.runtime.sendMessage({ type: 'tally' })),
    report: () => reportOf(window, page, names),
    reader: createReader(window),
    privateStorage: withPrivateRules(browser.storage, browser.runtime, (request) =>
      browser.runtime.sendMessage(request),
    ),
  };
}
