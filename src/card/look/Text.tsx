import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface TextProps {
  /** What is shown: another one begins where its own sentence that fits is. */
  readonly of: string;
  readonly children: ComponentChildren;
}

/** What scrolls where there is too little room. The sentence that fits is in view, until the reader scrolls. */
export function Text({ of, children }: TextProps) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return;
    // How much room there is, is known once the card is placed.
    const sizes = new ResizeObserver(() => showFitting(current));
    sizes.observe(current);
    const stop = () => sizes.disconnect();
    current.addEventListener('wheel', stop, { once: true, passive: true });
    return stop;
  }, [of]);
  return (
    <div class="text" ref={box}>
      {children}
    </div>
  );
}

/** Scrolls to the end of the sentence, and never further than its beginning allows. */
function showFitting(text: HTMLElement): void {
  const fits = text.querySelector<HTMLElement>('.fits');
  const start = fits?.offsetTop ?? 0;
  const end = start + (fits?.offsetHeight ?? 0);
  text.scrollTop = Math.min(start, Math.max(0, end - text.clientHeight));
}
