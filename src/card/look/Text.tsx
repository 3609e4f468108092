import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface TextProps {
  /** What is shown: another one begins where its own sentence that fits is. */
  readonly of: string;
  readonly children: ComponentChildren;
}

/** What scrolls where there is too little room. The sentence that fits is in view from the beginning. */
export function Text({ of, children }: TextProps) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current } = box;
    const fits = current?.querySelector<HTMLElement>('.fits');
    if (!current) return;
    const end = fits ? fits.offsetTop + fits.offsetHeight : 0;
    // Its end, and never more than its beginning allows.
    current.scrollTop = Math.min(fits?.offsetTop ?? 0, Math.max(0, end - current.clientHeight));
  }, [of]);
  return (
    <div class="text" ref={box}>
      {children}
    </div>
  );
}
