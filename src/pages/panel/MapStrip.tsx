import { useState } from 'preact/hooks';
import type { MappedMention, PageMap } from '../../protocol/world.ts';
import { t } from '../../ui/i18n.ts';
import { nearestTo } from './in-view.ts';

const percent = (share: number) => `${(share * 100).toFixed(2)}%`;

/**
 * The page as a strip: a line for each mention, a frame around what is in view. A click leads to the nearest mention, the
 * arrow keys from one to the next.
 */
export function MapStrip(props: {
  map: PageMap;
  /** `MappedMention.id` of the one that is being read. */
  current: number | undefined;
  /** Speaks of the paragraph that is being read. */
  isOfCurrent(mention: MappedMention): boolean;
  nameOf(mention: MappedMention): string;
  goTo(mention: MappedMention): void;
}) {
  const { map, current, isOfCurrent, nameOf, goTo } = props;
  const { mentions, from, to } = map;
  const [aimed, setAimed] = useState<number>();

  const at = ({ currentTarget, clientY }: { currentTarget: EventTarget; clientY: number }) => {
    const { top, height } = (currentTarget as HTMLElement).getBoundingClientRect();
    return nearestTo(mentions, (clientY - top) / height);
  };
  const press = (event: KeyboardEvent) => {
    const here = mentions.findIndex(({ id }) => id === current);
    const last = mentions.length - 1;
    // Without one in view the nearest one ahead is next.
    const ahead = here >= 0 ? here + 1 : mentions.findIndex((mention) => mention.at >= from);
    const places: Record<string, number> = {
      ArrowDown: ahead < 0 ? last : Math.min(ahead, last),
      ArrowUp: Math.max(0, here >= 0 ? here - 1 : (ahead < 0 ? last + 1 : ahead) - 1),
      Home: 0,
      End: last,
      Enter: here,
    };
    const next = mentions[places[event.key] ?? -1];
    if (!next || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    goTo(next);
  };
  const pointed = mentions.find(({ id }) => id === aimed);
  return (
    <div
      class="map"
      role="listbox"
      tabIndex={0}
      aria-label={t('pageMap')}
      aria-activedescendant={current === undefined ? undefined : optionId(current)}
      title={pointed && nameOf(pointed)}
      onKeyDown={press}
      onClick={(event) => {
        const mention = at(event);
        if (mention) goTo(mention);
      }}
      onPointerMove={(event) => setAimed(at(event)?.id)}
      onPointerLeave={() => setAimed(undefined)}
    >
      <div
        class="view"
        role="presentation"
        style={{ top: percent(from), height: percent(to - from) }}
      />
      {mentions.map((mention) => (
        <div
          key={mention.id}
          id={optionId(mention.id)}
          class={tickClass(mention.id === aimed, isOfCurrent(mention))}
          role="option"
          tabIndex={-1}
          aria-selected={mention.id === current}
          aria-label={nameOf(mention)}
          style={{ top: percent(mention.at) }}
        />
      ))}
    </div>
  );
}

const optionId = (id: number) => `mention-${id}`;

const tickClass = (isAimed: boolean, isOfCurrent: boolean) =>
  ['tick', isAimed && 'aimed', isOfCurrent && 'of-current'].filter(Boolean).join(' ');
