/** Commands of the extension, as their shortcuts run them: puppeteer's keys do not reach the browser's own. */
import { chromeScope } from './bidi.ts';
import type { Launched } from './launch.ts';

declare const chrome: {
  commands: {
    onCommand: { dispatch(name: string, tab: object | undefined): void };
    update(change: { name: string; shortcut: string }): Promise<void>;
  };
  tabs: { query(query: object): Promise<object[]> };
};

/** Runs a command in the tab in front. In Firefox it has a key of the test's from then on. */
export async function runCommand(launched: Launched, name: string): Promise<void> {
  if (launched.kind === 'firefox') {
    await launched.inExtension(
      (wanted) => chrome.commands.update({ name: wanted, shortcut: 'Alt+Shift+F9' }),
      name,
    );
    const run = await chromeScope(launched.browser);
    await run(`(() => {
      const keys = [...document.querySelectorAll('keyset[id^="ext-keyset-id-backstory"] key')];
      keys.find((key) => key.getAttribute('keycode') === 'VK_F9').doCommand();
    })()`);
    await launched.inExtension(
      (wanted) => chrome.commands.update({ name: wanted, shortcut: '' }),
      name,
    );
    return;
  }
  const target = await launched.browser.waitForTarget((found) => found.type() === 'service_worker');
  const worker = await target.worker();
  await worker?.evaluate(async (wanted) => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    chrome.commands.onCommand.dispatch(wanted, tab);
  }, name);
}
