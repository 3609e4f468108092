/** A frame's own window and document, as its controller needs them. */
import * as native from '../dom/native.ts';
import { siteAt, siteOf } from '../settings/sites.ts';
import type { FrameSurroundings } from './frame-setup.ts';
import { whenParsed } from './moments.ts';

/**
 * A frame's first, blank document gives its window, and with it our world, to the one that it was made
 * for: a script that came into that blank one hears nothing of the new.
 */
const own = document;

export const surroundings: FrameSurroundings = {
  isTop: window === window.top,
  get isHidden() {
    return native.visibilityState(own) === 'hidden';
  },
  get isOwn() {
    return own === document;
  },
  topSite() {
    // A window that a page opened without an address, to write into it, is of that page's origin.
    if (this.isTop) return siteAt(location) ?? siteOf(origin);
    const { ancestorOrigins } = location;
    // Firefox says "null" for a parent that sends no referrer.
    return siteOf(ancestorOrigins?.[ancestorOrigins.length - 1]);
  },
  whenParsed,
};
