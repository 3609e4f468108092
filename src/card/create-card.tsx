/** A frame's card, with the bundled story in it. */
import { isAlive, send } from '../browser.ts';
import * as native from '../dom/native.ts';
import { passageAround } from '../dom/passage.ts';
import { askUntilAnswered } from '../protocol/ask.ts';
import type { Mention } from '../protocol/marks.ts';
import {
  type MarkChange,
  type Request,
  type RequestOf,
  type Responses,
  TITLE_UNITS,
} from '../protocol/messages.ts';
import type { CardControl, CardOptions } from '../protocol/world.ts';
import { outline as story } from '../story/bundled.ts';
import { editionsFor } from '../story/editions.ts';
import { onceEach } from '../story/load-edition.ts';
import type { Edition, StoryName } from '../story/types.ts';
import type { FittingRanking, RankedPassage } from '../topics/rank-passages.ts';
import {
  agoOf,
  languageName,
  monthName,
  textLanguage,
  uiDirection,
  uiLanguage,
} from '../ui/i18n.ts';
import { CardController } from './card-controller.ts';
import { copier } from './copy.ts';
import { Card } from './look/Card.tsx';
import { CardHost } from './look/host.ts';
import { warmUpFonts } from './look/sheets.ts';
import { pageMonth } from './page-month.ts';

/** The extension may be gone: then there is nobody to ask, and soon no card. */
const ask = (request: Request): Promise<void> =>
  send(request).then(
    () => undefined,
    () => undefined,
  );

/** What a card shows where the background ranks nothing: the paragraph that says who or what the name is. */
function introductionFirst(
  { introducedIn }: StoryName,
  [edition]: readonly Edition[],
): FittingRanking {
  const ids = (edition?.paragraphs ?? []).map(({ id }) => id);
  const order = [introducedIn, ...ids.filter((id) => id !== introducedIn)];
  const paragraphs = order.map((id) => ({ id, score: 0, because: [], fits: undefined }));
  return { outcome: 'sure', paragraphs };
}

/** Milliseconds for which a change of the marks can be taken back where it was made. */
const UNDO_MS = 8_000;
/** A card is waited for: where the background is slow, it opens without a ranking. */
const RANKING_TRIES = 2;

const askForCard = <T extends 'rank' | 'edition'>(request: RequestOf<T>, tries?: number) =>
  askUntilAnswered(() => send(request) as Promise<Responses[T]>, isAlive, tries);

const loadEdition = onceEach((lang) => askForCard<'edition'>({ type: 'edition', lang }));

export function createCard(
  mentions: () => readonly Mention[],
  options: () => CardOptions,
): CardControl {
  /** The background knows of the card: it does what is asked from a frame that has one. */
  let told = Promise.resolve();
  const asked = (request: Request) => told.then(() => ask(request));
  const actFor = (request: Request) => own.act(() => asked(request));

  function changeMarks({ id }: StoryName, what: MarkChange, isUndone: boolean): void {
    own.act(() => {
      if (!isUndone) own.holdFor(UNDO_MS);
      const done = asked({ type: 'change', what, name: id, isUndone });
      if (isUndone) done.then(() => own.letGo());
    });
  }

  /** A card was rendered: there is nothing left to make ready. */
  let isWarm = false;

  /** The edition that the reader has chosen, the one in the interface's language, and the original. */
  function editionsNow(): Promise<Edition[]> {
    const { language } = options();
    const chosen = language === 'auto' ? [] : editionsFor(story, language).slice(0, 1);
    const [own, ...others] = editionsFor(story, uiLanguage());
    const offered = [...chosen, own, ...others.filter(({ kind }) => kind === 'original')];
    const langs = new Set(offered.flatMap((edition) => edition?.lang ?? []));
    return Promise.all([...langs].map(loadEdition));
  }

  const cardFor = (
    name: StoryName,
    passage: RankedPassage,
    ranking: FittingRanking,
    editions: readonly Edition[],
  ) => {
    return (
      <Card
        name={name}
        passage={passage}
        ranking={ranking}
        story={story}
        editions={editions}
        pageMonth={pageMonth(document)}
        actions={{
          readArticle: (paragraph, lang) => actFor({ type: 'article', paragraph, lang }),
          prefer: (lang) => actFor({ type: 'language', lang }),
          change: (what, isUndone) => changeMarks(name, what, isUndone),
          read: options().dimRead
            ? (paragraph) => void asked({ type: 'read', paragraph })
            : undefined,
          openOptions: () => actFor({ type: 'options' }),
          copy: copier(story, window),
          close: () => own.refuse(),
        }}
      />
    );
  };

  /** What was asked last: a pointer that rests on a mention asks when it comes there and when the card opens. */
  let last:
    | { readonly passage: RankedPassage; readonly ranking: Promise<FittingRanking | undefined> }
    | undefined;

  /** @returns undefined: nobody answered */
  function rank(passage: RankedPassage): Promise<FittingRanking | undefined> {
    if (last && JSON.stringify(last.passage) === JSON.stringify(passage)) {
      return last.ranking;
    }
    const answer = askForCard<'rank'>({ type: 'rank', passages: [passage] }, RANKING_TRIES);
    const ranking = answer.then(
      ([first]) => first,
      () => {
        last = undefined;
        return undefined;
      },
    );
    last = { passage, ranking };
    return ranking;
  }

  const own = new CardController(window, {
    mentions,
    options,
    lang: textLanguage(),
    dir: uiDirection(),
    async prepare(mention) {
      const name = story.names.find(({ id }) => id === mention.name);
      if (!name || !isAlive()) return undefined;
      const title = native.titleOf(document).slice(0, TITLE_UNITS);
      const passage = { ...passageAround(mention), name: name.id, title };
      const [ranking, editions] = await Promise.all([rank(passage), editionsNow()]);
      isWarm = true;
      return cardFor(name, passage, ranking ?? introductionFirst(name, editions), editions);
    },
    tell: (isOpen) => {
      told = ask({ type: 'card', isOpen });
    },
  });
  const tasks = [
    () => warmUpFonts(),
    // The first of each of the browser's formats takes milliseconds.
    () => [
      monthName(story.asOf),
      agoOf(story.asOf),
      languageName(story.languages[0]?.lang ?? 'en'),
    ],
    // Never shown: what is left of what a first card costs.
    async () => {
      const [name] = story.names;
      const editions = await editionsNow().catch(() => undefined);
      if (!name || !editions || isWarm) return;
      const passage = { name: name.id, text: '', start: 0, end: 0, title: '' };
      new CardHost(document).warmUp(
        cardFor(name, passage, introductionFirst(name, editions), editions),
      );
    },
  ];
  makeReady(tasks, () => isWarm);
  return own;
}

/** Milliseconds in which a frame may be waited for before a task is done anyway. */
const WAIT = 40;

/** The rest of the pointer is the time to make ready, one task after the other, frames between them. */
function makeReady([task, ...others]: readonly (() => unknown)[], isDone: () => boolean): void {
  if (!task) return;
  requestIdleCallback(
    () => {
      if (isDone() || !isAlive()) return;
      task();
      makeReady(others, isDone);
    },
    { timeout: WAIT },
  );
}
