/** Keeps what is being read in view in the panel, until the reader scrolls the panel by hand. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** CSS pixels above what the panel scrolls to. */
const MARGIN_PX = 12;

const most = () => Math.max(0, document.documentElement.scrollHeight - innerHeight);

interface PanelFollowing {
  readonly isOn: boolean;
  goOn(): void;
}

/**
 * @param id of the element that is being read; undefined: nothing is
 * @param isLed the reader went there from this very element, which stays where it is
 */
export function useFollowing(id: string | undefined, isLed: boolean): PanelFollowing {
  const [isOn, setOn] = useState(true);
  /** Where the panel scrolls to by itself; undefined: it does not. */
  const own = useRef<number | undefined>(undefined);
  /** How far it is scrolled, as far as that is no news. */
  const top = useRef(0);

  // Where what is shown changes in height, the browser scrolls by itself: at once, when it is asked how far.
  useLayoutEffect(() => {
    top.current = scrollY;
  });
  useEffect(() => {
    const stop = () => {
      own.current = undefined;
    };
    const byHand = () => {
      stop();
      if (most() > 0) setOn(false);
    };
    const scrolled = () => {
      if (own.current === undefined && Math.abs(scrollY - top.current) > 1) setOn(false);
      top.current = scrollY;
    };
    // Where another own one took its place, the end of the first is not that of the second.
    const scrollend = () => {
      if (Math.abs(scrollY - (own.current ?? scrollY)) <= 1) stop();
    };
    const resize = () => {
      top.current = scrollY;
    };
    const listening = new AbortController();
    const options = { passive: true, signal: listening.signal };
    const events = {
      wheel: byHand,
      touchmove: byHand,
      pointerdown: stop,
      keydown: stop,
      scroll: scrolled,
      scrollend,
      resize,
    };
    for (const [type, listener] of Object.entries(events)) {
      window.addEventListener(type, listener, options);
    }
    return () => listening.abort();
  }, []);
  useEffect(() => {
    if (!isOn || isLed || id === undefined) return;
    const box = document.getElementById(id)?.getBoundingClientRect();
    if (!box || (box.top >= 0 && box.bottom <= innerHeight)) return;
    const to = Math.round(Math.min(Math.max(0, box.top + scrollY - MARGIN_PX), most()));
    if (Math.abs(to - scrollY) <= 1) return;
    own.current = to;
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    scrollTo({ top: to, behavior: isCalm ? 'instant' : 'smooth' });
  }, [id, isOn, isLed]);
  return { isOn, goOn: () => setOn(true) };
}
