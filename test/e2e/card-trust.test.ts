/** What leads out of the card does nothing unless a person can see what they press: every page here tries to have it otherwise. */
import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, test } from 'vitest';
import { STILL_MS } from '../../src/card/trust.ts';
import { buttonCentre, CARD, countCards, inCard, openMenu, stillCentre } from '../harness/card.ts';
import { registered } from '../harness/marks.ts';
import { hoverMark } from '../harness/pointer.ts';
import { switchSite } from '../harness/state.ts';
import { until } from '../harness/wait.ts';
import { cardIsGone, cardIsOpen, html, longerThan, onCardStage } from './card-stage.ts';

const TEXT = '<p>Nothing here.</p><p>A lawsuit against OpenAI, they say.</p>';
const COVER =
  'pointer-events: none; position: fixed; inset: 0; width: 100vw; height: 100vh; margin: 0; border: 0; ' +
  'max-width: none; max-height: none; background: #060; color: #fff; font-size: 40px';
/** Keeps to itself what would tell of a cover, and does what it does when it is asked to. */
const SCRIPT = `
  for (const type of ['toggle', 'beforetoggle', 'fullscreenchange']) {
    for (const target of [window, document]) {
      target.addEventListener(type, (event) => event.stopImmediatePropagation(), true);
    }
  }`;

const attacking = (body: string, attack: string, head = '') =>
  html(`${TEXT}${body}<script>${SCRIPT} function attack() { ${attack} }</script>`, head);
const inShadow = (mode: string) => `
  const root = decoy.attachShadow({ mode: '${mode}' });
  root.innerHTML = '<div popover="manual" style="${COVER}">CLICK</div>';
  root.firstChild.showPopover();`;
/** By frames, not by time: a busy machine may show none between two changes. */
const eachFrame = (change: string) => `
  let turn = 0;
  const go = () => { turn++; ${change}; requestAnimationFrame(go); };
  go();`;
const jitter = (property: string, values: string) =>
  eachFrame(`document.documentElement.style.${property} = ${values}[turn % 2]`);

/** Each page, once a card is open, does this to it. */
const ATTACKS: Record<string, string> = {
  'a popover': attacking(
    `<div id="decoy" popover="manual" style="${COVER}">CLICK</div>`,
    'decoy.showPopover()',
  ),
  'a modal dialog': attacking(
    `<dialog id="decoy" style="${COVER}">CLICK</dialog>`,
    'decoy.showModal()',
  ),
  'a popover in an open shadow root': attacking('<div id="decoy"></div>', inShadow('open')),
  'a popover in a closed shadow root': attacking('<div id="decoy"></div>', inShadow('closed')),
  'a popover after a thousand elements': attacking(
    `${'<i></i>'.repeat(1200)}<div id="decoy"></div>`,
    inShadow('closed'),
  ),
  'a frame in a popover': attacking(
    `<div id="decoy" popover="manual" style="${COVER}"><iframe srcdoc="CLICK" style="${COVER}"></iframe></div>`,
    'decoy.showPopover()',
  ),
  'a popover that was open before': attacking(
    `<div id="decoy" popover="manual" style="${COVER}">CLICK</div><script>decoy.showPopover()</script>`,
    'decoy.hidePopover(); decoy.showPopover()',
  ),
  'a popover that comes and goes': attacking(
    `<div id="decoy" popover="manual" style="${COVER}">CLICK</div>`,
    eachFrame(`if (turn % 4 === 0) decoy.togglePopover()`),
  ),
  'the card taken out of the top layer, under an element': attacking(
    `<div id="decoy" style="${COVER}; z-index: 2147483647; display: none">CLICK</div>`,
    `const host = document.querySelector('${CARD}'); host.removeAttribute('popover');
    decoy.style.display = 'block'; document.body.append(decoy)`,
  ),
  'the page moved to and fro': attacking('', jitter('paddingTop', `['0px', '3px']`)),
  'the page zoomed to and fro': attacking('', jitter('zoom', `['1', '1.4']`)),
  'the page zoomed to nothing': attacking('', `document.documentElement.style.zoom = '0.01'`),
  'the page scrolled to and fro': attacking(
    '<p style="height: 3000px"></p>',
    eachFrame(`scrollTo({ top: turn % 2 ? 6 : 0, behavior: 'instant' })`),
  ),
  'its text made to grow and shrink': attacking(
    '',
    `const [, text] = document.querySelectorAll('p');
    ${eachFrame(`text.style.textIndent = turn % 2 ? '9px' : '0px'`)}`,
  ),
  'a filter that leaves nothing to read': attacking(
    '',
    `document.documentElement.style.filter = 'opacity(0.02)'`,
  ),
  'a filter that makes all one colour': attacking(
    '',
    `document.documentElement.style.filter = 'invert(0.5)'`,
  ),
  'a picture of the page as it was': attacking(
    '<style>::view-transition { pointer-events: none }</style>',
    `const again = () => document.startViewTransition?.(() => {}).finished.then(again, again); again()`,
    '<style>::view-transition-group(root) { animation-duration: 60s }</style>',
  ),
};

/** In Chromium no filter of the page's reaches the top layer. */
const FIREFOX_ALONE = [
  'a filter that leaves nothing to read',
  'a filter that makes all one colour',
];

/** The page does this, and a person can see and press the button all the same. */
const HARMLESS: Record<string, string> = {
  nothing: attacking('', ''),
  'an element with the largest z-index': attacking(
    `<div id="decoy" style="${COVER}; z-index: 2147483647; display: none"></div>`,
    `decoy.style.display = 'block'`,
  ),
  'a popover that was always there': attacking(
    `<div id="decoy" popover="manual" style="${COVER}"></div><script>decoy.showPopover()</script>`,
    '',
  ),
  'opacity of the page, which the top layer does not take part in': attacking(
    '',
    `document.documentElement.style.opacity = '0.1'; document.body.style.opacity = '0.1'`,
  ),
  'a page in inverted colours': attacking(
    '',
    `document.documentElement.style.filter = 'invert(1) hue-rotate(180deg)'`,
  ),
};

const pathOf = (name: string) => `/${name.replaceAll(/\W+/g, '-')}`;
/** What the menu of the card says of turning marking off. */
const OFF = 'Turn off on this site';

const PAGES = Object.fromEntries(
  Object.entries({ ...ATTACKS, ...HARMLESS }).map(([name, page]) => [pathOf(name), page]),
);

/** A hand that clicks at one place, at intervals that leave no room for a second thought. */
async function clickRepeatedly(page: Page, { x, y }: { x: number; y: number }): Promise<void> {
  for (let count = 0; count < 4; count++) {
    await page.mouse.click(x, y);
    await longerThan(page, 100);
  }
}

onCardStage('a press in the card', { pages: PAGES }, (stage) => {
  const isMarked = async () => (await registered(stage.page)).texts.length > 0;
  /** One test that fails does not fail the others. */
  afterEach(async () => {
    if (await isMarked()) return;
    await switchSite(stage.launched, '127.0.0.1', true);
    await stage.page.bringToFront();
  });

  describe('does nothing under', () => {
    const attacks = Object.keys(ATTACKS).filter(
      (name) => stage.kind === 'firefox' || !FIREFOX_ALONE.includes(name),
    );
    test.each(attacks)('%s', async (name) => {
      const { page } = stage;
      await stage.openCard(pathOf(name));
      await openMenu(page);
      const centre = await buttonCentre(page, OFF);
      await page.evaluate('attack()');
      await clickRepeatedly(page, centre);
      expect(await isMarked()).toBe(true);
      await page.keyboard.press('Escape');
      await cardIsGone(page);
      expect(await countCards(page)).toBe(0);
    });
  });

  describe('does what the button says beside', () => {
    test.each(Object.keys(HARMLESS))('%s', async (name) => {
      const { page } = stage;
      await stage.openCard(pathOf(name));
      await openMenu(page);
      await page.evaluate('attack()');
      // On a busy machine frames may fail for so long that the page could have done anything.
      await until('no marks', async () => {
        if (!(await isMarked())) return true;
        const { x, y } = await stillCentre(page, OFF);
        await page.mouse.click(x, y);
        await longerThan(page, 100);
        return !(await isMarked());
      });
    });
  });

  test('does nothing just after the card has come', async () => {
    const { page } = stage;
    await stage.open(pathOf('nothing'));
    const mark = await hoverMark(page);
    await cardIsOpen(page);
    await page.mouse.click(mark.x + 4, mark.y + 4);
    const { x, y } = await buttonCentre(page, 'Read the article');
    const tabs = async () => (await page.browser().pages()).length;
    const count = await tabs();
    await page.keyboard.press('Escape');
    await cardIsGone(page);
    // A machine that is busy may take longer for two clicks than a person has to wait.
    for (let tries = 0; tries < 8; tries++) {
      const begin = performance.now();
      await page.mouse.click(mark.x + 4, mark.y + 4);
      await page.mouse.click(x, y);
      const isQuick = performance.now() - begin < STILL_MS;
      if (isQuick) await longerThan(page, 100);
      expect(isQuick && (await tabs()) > count).toBe(false);
      await page.keyboard.press('Escape');
      await cardIsGone(page);
      if (isQuick) return;
    }
  });

  test('by key does what the button says, once the card stands still', async () => {
    const { page } = stage;
    await stage.open(pathOf('nothing'));
    const mark = await hoverMark(page);
    await cardIsOpen(page);
    await page.mouse.click(mark.x + 4, mark.y + 4);
    await openMenu(page);
    await stillCentre(page, OFF);
    await until('the focus on it', async () => {
      await page.keyboard.press('Tab');
      return inCard(page, (root, name) => root.activeElement?.textContent === name, OFF);
    });
    await until('no marks', async () => {
      await page.keyboard.press('Enter');
      await longerThan(page, 100);
      return !(await isMarked());
    });
  });
});
