import type { ComponentChildren } from 'preact';
import type { Span } from '../terms/sentences.ts';

export interface SetOff extends Span {
  /** A name (bold) or the sentence that fits (a line beside it). */
  readonly as: 'name' | 'sentence';
}

/** A paragraph with its names and the sentence that fits set off. Spans must not cross. */
export function ArticleParagraph(props: { text: string; lang: string; setOff: readonly SetOff[] }) {
  const spans = [...props.setOff].sort((a, b) => a.start - b.start || b.end - a.end);
  return (
    <p class="paragraph" lang={props.lang} dir="auto">
      {children(props.text, 0, props.text.length, spans)}
    </p>
  );
}

function children(
  text: string,
  from: number,
  to: number,
  spans: readonly SetOff[],
): ComponentChildren[] {
  const parts: ComponentChildren[] = [];
  let at = from;
  for (const { start, end, as } of spans) {
    if (start < at || end > to) continue;
    parts.push(text.slice(at, start));
    const inner = spans.filter((span) => span.start >= start && span.end <= end && span.as !== as);
    const content = children(text, start, end, inner);
    parts.push(as === 'name' ? <b>{content}</b> : <span class="fits">{content}</span>);
    at = end;
  }
  parts.push(text.slice(at, to));
  return parts;
}
