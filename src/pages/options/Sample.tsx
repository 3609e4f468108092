import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Finder } from '../../names/find-candidates.ts';
import { highlightName, lookSheet } from '../../settings/look.ts';
import type { Options } from '../../settings/options.ts';
import { t } from '../../ui/i18n.ts';

/** Text with marks as pages have them, by the same rules: on light ground and on dark. */
export function Sample(props: { text: string; options: Options; finder: Finder }) {
  const { text, options, finder } = props;
  const figure = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const ranges = [...(figure.current?.querySelectorAll('p') ?? [])].flatMap((paragraph) =>
      finder
        .find(text)
        .filter(({ name }) => !options.names.includes(name))
        .map(({ start, end }) => rangeIn(paragraph, start, end)),
    );
    const { markStyle, markColour } = options;
    const name = highlightName(markStyle, markColour);
    CSS.highlights.set(name, new Highlight(...ranges));
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(lookSheet(markStyle, markColour));
    document.adoptedStyleSheets = [sheet];
    return () => {
      CSS.highlights.delete(name);
    };
  });
  return (
    <figure class="sample" ref={figure}>
      <figcaption class="quiet">{t('sample')}</figcaption>
      <p class="on-light">{text}</p>
      <p class="on-dark">{text}</p>
    </figure>
  );
}

function rangeIn(paragraph: HTMLElement, start: number, end: number): StaticRange {
  const node = paragraph.firstChild as Text;
  return new StaticRange({
    startContainer: node,
    startOffset: start,
    endContainer: node,
    endOffset: end,
  });
}
