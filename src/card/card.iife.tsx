/** The card's bundle: comes into a frame when its pointer first meets a mention. Wiring only. */
import { type CardAnchor, type CardContent, type CardEvents, world } from '../protocol/world.ts';
import { forms, story, topics } from '../story/bundled.ts';
import { createFinder } from '../story/find-candidates.ts';
import { indexTopics } from '../story/topic-index.ts';
import { uiDirection } from '../ui/i18n.ts';
import { Card } from './Card.tsx';
import { CardHost } from './host.ts';
import { place } from './place.ts';

const finder = createFinder(forms);
const index = indexTopics(topics);
let host: CardHost | undefined;
let listening: AbortController | undefined;

function show(content: CardContent, anchor: CardAnchor, events: CardEvents): void {
  hide();
  const own = new CardHost(document);
  host = own;
  listening = new AbortController();
  const { signal } = listening;
  let scheduled = false;
  const follow = () => {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(() => {
      scheduled = false;
      if (!signal.aborted) put(own, anchor, events);
    });
  };
  own.open(
    <div dir={uiDirection()}>
      <Card content={content} story={story} finder={finder} topics={index} resized={follow} />
    </div>,
    anchor.node,
  );
  put(own, anchor, events);
  own.element.addEventListener('pointerenter', () => events.hovered(true), { signal });
  own.element.addEventListener('pointerleave', () => events.hovered(false), { signal });
  window.addEventListener('scroll', follow, { signal, capture: true, passive: true });
  window.addEventListener('resize', follow, { signal, passive: true });
}

/** Beside its mention; where that is out of sight, the card goes. */
async function put(own: CardHost, anchor: CardAnchor, events: CardEvents): Promise<void> {
  const lines = anchor.rects();
  const { visualViewport } = window;
  const viewport = {
    x: visualViewport?.offsetLeft ?? 0,
    y: visualViewport?.offsetTop ?? 0,
    width: visualViewport?.width ?? document.documentElement.clientWidth,
    height: visualViewport?.height ?? document.documentElement.clientHeight,
  };
  const isSeen = (line: DOMRect) =>
    line.bottom > viewport.y &&
    line.top < viewport.y + viewport.height &&
    line.right > viewport.x &&
    line.left < viewport.x + viewport.width;
  if (!own.element.isConnected || !lines.some(isSeen)) {
    events.dismissed();
    return;
  }
  const rightToLeft = uiDirection() === 'rtl';
  const { pointer } = anchor;
  const card = own.naturalSize();
  const box = await place({ lines, pointer, card, viewport, rightToLeft });
  if (box) own.moveTo(box);
  else events.dismissed();
}

function hide(): void {
  listening?.abort();
  listening = undefined;
  host?.close();
  host = undefined;
}

const isOn = (event: Event) => host !== undefined && event.composedPath().includes(host.element);

world().card = { show, hide, isOn };
