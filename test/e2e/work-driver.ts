/** Runs in a page: counts the work of our engine on documents of any shape, as work.test.ts does in Chromium. */
import { checkWork } from '../browser/frame/work-property.ts';

Object.assign(window, { checkWork });
