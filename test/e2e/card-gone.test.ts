/** The extension is switched off while a card is open: the card goes with it, and nobody's console hears of it. */
import { expect, test } from 'vitest';
import { CARD } from '../harness/card.ts';
import { setEnabled } from '../harness/manage.ts';
import { pointAway } from '../harness/pointer.ts';
import { until } from '../harness/wait.ts';
import { html, onCardStage } from './card-stage.ts';

const PAGES = { '/': html('<p>Nothing.</p><p>A lawsuit against OpenAI, they say.</p>') };

onCardStage('of an extension that is switched off the card', { pages: PAGES }, (stage) => {
  test('is gone', async () => {
    const { page, launched } = stage;
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(String(error)));
    const { x, y } = await stage.openCard('/');
    await page.mouse.click(x + 4, y + 4);
    await pointAway(page);
    const isShown = () =>
      page.$$eval(CARD, (hosts) => hosts.some((host) => host.checkVisibility()));
    expect(await isShown()).toBe(true);
    await setEnabled(launched, false);
    await page.bringToFront();
    await until('no card', async () => !(await isShown()));
    await page.mouse.move(x + 4, y + 4, { steps: 5 });
    await page.mouse.click(x + 4, y + 4);
    await page.keyboard.press('Tab');
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(errors).toEqual([]);
  });
});
