/**
 * Hides what would outlive us. Firefox ends the scripts of an extension that is updated, switched off or removed
 * without a word (seen in 153), and what they showed stays in the page: an animation hides it, which a script that
 * lives puts back to its beginning again and again.
 */

/** After so long without us it is gone. */
const LIFE_MS = 900;
const RENEWAL_MS = 250;

export interface Lifeline {
  /** The one animation in the card that is ours. */
  readonly animation: Animation | undefined;
  /** To be called when it is taken out of the page. */
  end(): void;
}

/** Hides `element` once we are gone. */
export function keepAlive(element: Element): Lifeline {
  if (!__FIREFOX__) return { animation: undefined, end: () => undefined };
  const animation = element.animate(
    [{}, { visibility: 'hidden', width: 0, height: 0, padding: 0, borderWidth: 0 }],
    { delay: LIFE_MS, fill: 'forwards' },
  );
  const renewal = setInterval(() => {
    animation.currentTime = 0;
    animation.play();
  }, RENEWAL_MS);
  return {
    animation,
    end() {
      clearInterval(renewal);
      animation.cancel();
    },
  };
}
