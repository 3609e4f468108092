import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Finder } from '../../names/find-candidates.ts';
import { highlightName, lookSheet } from '../../settings/look.ts';
import type { Options } from '../../settings/options.ts';
import { t } from '../../ui/i18n.ts';

/** Paper and ink of old books, until a person chooses others. */
const GROUND = '#f4ecd8';
const INK = '#4a3b28';

/** Text with marks as pages have them, by the same rules: on light ground, on dark, and on colours that are chosen. */
export function Sample(props: { text: string; options: Options; finder: Finder }) {
  const { text, options, finder } = props;
  const figure = useRef<HTMLElement>(null);
  const [background, setBackground] = useState(GROUND);
  const [color, setColor] = useState(INK);
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
      <fieldset>
        <legend class="quiet">{t('sampleOwn')}</legend>
        <Colour label={t('sampleGround')} colour={background} choose={setBackground} />
        <Colour label={t('sampleLetters')} colour={color} choose={setColor} />
      </fieldset>
      <p class="on-own" style={{ background, color }}>
        {text}
      </p>
    </figure>
  );
}

function Colour(props: { label: string; colour: string; choose: (colour: string) => void }) {
  const { label, colour, choose } = props;
  return (
    <label>
      <input
        type="color"
        value={colour}
        onInput={({ currentTarget }) => choose(currentTarget.value)}
      />{' '}
      {label}
    </label>
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
