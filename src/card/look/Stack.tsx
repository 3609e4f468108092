import type { ComponentChildren } from 'preact';

interface StackProps {
  readonly class: string;
  /** What may be shown instead, as text. */
  readonly others: readonly string[];
  /** Of the others: BCP 47; undefined: of the interface. */
  readonly lang?: string;
  readonly children: ComponentChildren;
}

/**
 * Takes the room that the longest of all that may be shown in it needs, so that nothing around it moves when another
 * of them is shown. The others are no text of the card: they can be neither found nor copied nor heard.
 */
export function Stack({ class: kind, others, lang, children }: StackProps) {
  return (
    <div class="stack">
      <div class={kind}>{children}</div>
      {[...new Set(others)].map((text) => (
        <div class={`${kind} unseen`} key={text} lang={lang} data-text={text} />
      ))}
    </div>
  );
}
