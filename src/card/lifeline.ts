/**
 * Hides what would outlive us. Firefox ends the scripts of an extension that is updated, switched off or removed
 * without a word (seen in 153), and what they showed stays in the page: an animation hides it, which a script that
 * lives puts back to its beginning again and again.
 */

/** After so long without us it is gone. */
const LIFE_MS = 900;
const RENEWAL_MS = 250;

/** @returns to be called when it is taken out of the page */
export function keepAlive(element: Element): () => void {
  if (!__FIREFOX__) return () => undefined;
  const animation = element.animate(
    [{}, { visibility: 'hidden', width: 0, height: 0, padding: 0, borderWidth: 0 }],
    { delay: LIFE_MS, fill: 'forwards' },
  );
  const renewal = setInterval(() => {
    animation.currentTime = 0;
    animation.play();
  }, RENEWAL_MS);
  return () => {
    clearInterval(renewal);
    animation.cancel();
  };
}
