/** A frame's card, with the bundled story in it. */
import { browser } from '../browser.ts';
import type { Request } from '../protocol/messages.ts';
import type { CardControl, CardOptions, Mention, PageMentions } from '../protocol/world.ts';
import { forms, story } from '../story/bundled.ts';
import { topics } from '../story/bundled-topics.ts';
import { createFinder } from '../story/find-candidates.ts';
import { indexTopics } from '../story/topic-index.ts';
import { textLanguage, uiDirection, uiLanguage } from '../ui/i18n.ts';
import { Card } from './Card.tsx';
import { HoverCard } from './control.tsx';

/** The extension may be gone: then there is nobody to ask, and soon no card. */
const ask = (request: Request) => browser.runtime.sendMessage(request).catch(() => undefined);

export function createCard(mentions: PageMentions, options: () => CardOptions): CardControl {
  const finder = createFinder(forms);
  const index = indexTopics(topics);
  const isAmongFrames = () => window.length > 0 || window.parent !== window;

  const render = (mention: Mention) => {
    const name = story.names[mention.name];
    const { language } = options();
    return (
      name && (
        <Card
          name={name}
          passage={{
            ...mentions.passage(mention),
            title: document.title,
            introducedIn: name.introducedIn,
          }}
          story={story}
          finder={finder}
          topics={index}
          language={language === 'auto' ? uiLanguage() : language}
          actions={{
            readArticle: (paragraph, lang) => ask({ type: 'article', paragraph, lang }),
            switchOff: () => ask({ type: 'switchOff' }),
            close: () => own.dismiss(),
          }}
        />
      )
    );
  };

  const own = new HoverCard(window, {
    mentions,
    options,
    names: story.names.map(({ id }) => id),
    lang: textLanguage(),
    dir: uiDirection(),
    render,
    tell: (isOpen) => {
      if (isAmongFrames()) ask({ type: 'card', isOpen });
    },
  });
  return own;
}
