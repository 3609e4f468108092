/** A frame's card, with the bundled story in it. */
import { isAlive, send } from '../browser.ts';
import * as native from '../dom/native.ts';
import { type Passage, passageAround } from '../dom/passage.ts';
import { forms } from '../names/bundled.ts';
import { createFinder } from '../names/find-candidates.ts';
import type { Mention } from '../protocol/marks.ts';
import type { Request } from '../protocol/messages.ts';
import type { CardControl, CardOptions } from '../protocol/world.ts';
import { story } from '../story/bundled.ts';
import type { StoryName } from '../story/types.ts';
import { topics } from '../topics/bundled.ts';
import { indexTopics } from '../topics/topic-index.ts';
import { languageName, monthName, textLanguage, uiDirection, uiLanguage } from '../ui/i18n.ts';
import { HoverCard } from './control.ts';
import { Card } from './look/Card.tsx';
import { CardHost } from './look/host.ts';

/** The extension may be gone: then there is nobody to ask, and soon no card. */
const ask = (request: Request): Promise<void> =>
  send(request).then(
    () => undefined,
    () => undefined,
  );

/** What is made when it is first needed. */
function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

export function createCard(
  mentions: () => readonly Mention[],
  options: () => CardOptions,
): CardControl {
  const finder = lazily(() => createFinder(forms));
  const index = lazily(() => indexTopics(topics));
  /** The background knows of the card: it does what is asked from a frame that has one. */
  let told = Promise.resolve();
  const actFor = (request: Request) => own.act(() => told.then(() => ask(request)));

  /** A card was rendered: there is nothing left to make ready. */
  let isWarm = false;

  const cardFor = (name: StoryName | undefined, passage: Passage) => {
    const { language } = options();
    return (
      name && (
        <Card
          name={name}
          passage={{ ...passage, title: native.titleOf(document), introducedIn: name.introducedIn }}
          story={story}
          finder={finder()}
          topics={index()}
          language={language === 'auto' ? uiLanguage() : language}
          actions={{
            readArticle: (paragraph, lang) => actFor({ type: 'article', paragraph, lang }),
            switchOff: () => actFor({ type: 'switchOff' }),
            close: () => own.refuse(),
          }}
        />
      )
    );
  };

  const own = new HoverCard(window, {
    mentions,
    options,
    lang: textLanguage(),
    dir: uiDirection(),
    render: (mention) => {
      if (!isAlive()) return undefined;
      isWarm = true;
      return cardFor(
        story.names.find(({ id }) => id === mention.name),
        passageAround(mention),
      );
    },
    tell: (isOpen) => {
      told = ask({ type: 'card', isOpen });
    },
  });
  const tasks = [
    () => CardHost.warmUpFonts(),
    index,
    () => finder().find(story.editions[0]?.paragraphs[0]?.text ?? ''),
    // The first of each of the browser's formats takes milliseconds.
    () => [monthName(story.asOf), languageName(story.editions[0]?.lang ?? 'en')],
    // Never shown: what is left of what a first card costs.
    () => {
      const card = cardFor(story.names[0], { text: '', start: 0, end: 0 });
      if (card) new CardHost(document).warmUp(card);
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
