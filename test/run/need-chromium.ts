/** Before the tests in a page: says in one line that there is no browser, where the runner would show a stack. */
import { findBrowser } from '../harness/browsers.ts';

export default function needChromium(): void {
  findBrowser('chromium');
}
