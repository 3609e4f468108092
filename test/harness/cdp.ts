/** Chromium's own protocol, for what puppeteer does not offer. */
import type { CDPSession, Page } from 'puppeteer-core';

const sessions = new WeakMap<Page, Promise<CDPSession>>();

/**
 * One a page, as long as the page lives: the end of one takes back, some time later, what another one
 * has set meanwhile (`Emulation.setEmulatedMedia`).
 */
export function sessionOf(page: Page): Promise<CDPSession> {
  const session = sessions.get(page) ?? page.createCDPSession();
  sessions.set(page, session);
  return session;
}
