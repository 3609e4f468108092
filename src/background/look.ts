/** The style sheet of the look that a person chose, for a frame with something to mark. */
import browser from 'webextension-polyfill';
import { inheritedMarks, lookSheet } from '../settings/look.ts';
import { read, type Storage } from '../settings/storage.ts';
import { optionKey, storedOptions } from '../settings/stored.ts';
import type { FrameSender } from './check-sender.ts';
import { frameOf } from './frames.ts';

/** As the manifest has marks.css: the user's sheet in Firefox, where the page's would not reach shadow roots. */
export async function bringLook(storage: Storage, sender: FrameSender): Promise<void> {
  const stored = await read(storage.local, [optionKey('markStyle'), optionKey('markColour')]);
  const { markStyle, markColour } = storedOptions(stored);
  const sheet = lookSheet(markStyle, markColour);
  await browser.scripting.insertCSS({
    target: frameOf(sender),
    css: __FIREFOX__ ? sheet : inheritedMarks(sheet),
    origin: __FIREFOX__ ? 'USER' : 'AUTHOR',
  });
}
