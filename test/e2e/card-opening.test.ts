/** What a person chose about the opening of cards: how long a rest, with which key, on links or not. */
import { afterEach, expect, test } from 'vitest';
import { GRACE_MS, REST_MS } from '../../src/card/hover.ts';
import { CARD, countCards, inCard } from '../harness/card.ts';
import { registered } from '../harness/marks.ts';
import { hoverMark, pointAway } from '../harness/pointer.ts';
import { clearStorage, type Items, store } from '../harness/settings.ts';
import { until } from '../harness/wait.ts';
import { cardIsGone, cardIsOpen, html, longerThan, onCardStage } from './card-stage.ts';

const PAGES = {
  '/': html(`
    <p>The founder of xAI answered.</p><p>A lawsuit against OpenAI.</p>`),
  '/link': html('<p><a href="#there">The founder of xAI</a> answered.</p><p>OpenAI.</p>'),
  '/teaser': html(`
    <p style="position: relative">A lawsuit against OpenAI.
    <a href="#over" style="position: absolute; inset: 0"></a></p>`),
};

onCardStage('the opening of a card', { pages: PAGES }, (stage) => {
  const choose = async (options: Items) => {
    await store(stage.launched, 'local', options);
    await stage.page.bringToFront();
  };
  afterEach(() => clearStorage(stage.launched));

  test.each([
    ['alt', 'Alt', 'Shift'],
    ['shift', 'Shift', 'Control'],
  ] as const)(
    'waits for %s, which may come while the pointer rests',
    async (openWith, key, other) => {
      const { page } = stage;
      await choose({ 'option:openWith': openWith });
      await stage.open('/');
      await hoverMark(page, 'OpenAI');
      await longerThan(page, GRACE_MS);
      expect(await countCards(page)).toBe(0);
      await page.keyboard.down(other);
      await longerThan(page, GRACE_MS);
      expect(await countCards(page)).toBe(0);
      await page.keyboard.up(other);
      await page.keyboard.down(key);
      await cardIsOpen(page);
      // It stays for who lets go of the key to read.
      await page.keyboard.up(key);
      await longerThan(page, GRACE_MS);
      expect(await countCards(page)).toBe(1);
      await pointAway(page);
      await cardIsGone(page);

      await page.keyboard.down(key);
      await hoverMark(page, 'xAI');
      expect(await cardIsOpen(page)).toMatch(/^xAI/);
      await page.keyboard.up(key);
      await pointAway(page);
      await cardIsGone(page);
    },
  );

  test('not on links for who has chosen so, nor on what a link lies over', async () => {
    const { page } = stage;
    await choose({ 'option:openOnLinks': false });
    for (const path of ['/link', '/teaser']) {
      await stage.open(path);
      await hoverMark(page);
      await longerThan(page, GRACE_MS);
      expect(await countCards(page), path).toBe(0);
    }
    await stage.open('/link');
    await hoverMark(page, 'OpenAI');
    expect(await cardIsOpen(page)).toMatch(/^OpenAI/);
  });

  test('on what a link lies over as well by default', async () => {
    const { page } = stage;
    for (const path of ['/link', '/teaser']) {
      await stage.open(path);
      await hoverMark(page);
      await cardIsOpen(page);
    }
  });

  test('its mark is ringed, letters stay as they are; pinned, the card has another edge', async () => {
    const { page } = stage;
    await stage.open('/');
    const before = await registered(page);
    const mark = await hoverMark(page, 'OpenAI');
    await cardIsOpen(page);
    const look = () =>
      inCard(page, (root) => {
        const rings = [...root.querySelectorAll('.ring')].map((ring) => ring.getClientRects()[0]);
        const { borderTopColor } = getComputedStyle(root.querySelector('.card') as Element);
        return JSON.stringify({ rings: rings.filter((ring) => ring), edge: borderTopColor });
      });
    const open = JSON.parse(String(await look()));
    const ring: DOMRect = open.rings[0];
    expect(open.rings).toHaveLength(1);
    expect(ring.x).toBeLessThan(mark.x);
    expect(ring.y).toBeLessThan(mark.y);
    expect(ring.x + ring.width).toBeGreaterThan(mark.x + mark.width);
    expect(ring.y + ring.height).toBeGreaterThan(mark.y + mark.height);
    // Under one more highlight letters would be painted anew.
    expect(await registered(page)).toEqual(before);
    await page.mouse.click(mark.x + mark.width / 2, mark.y + mark.height / 2);
    const pinned = await until('another edge', async () => {
      const now = JSON.parse(String(await look()));
      return now.edge !== open.edge && now;
    });
    expect(pinned.rings).toEqual(open.rings);
  });

  test('after a longer rest for who has chosen that', async () => {
    const { page } = stage;
    await choose({ 'option:openAfterMs': 500 });
    await stage.open('/');
    // The first card of a page takes longer anyway: the second one tells.
    await hoverMark(page, 'xAI');
    await cardIsOpen(page);
    await pointAway(page);
    await cardIsGone(page);
    const waited = page.evaluate(
      (selector) =>
        new Promise<number>((resolve) => {
          let movedAt = 0;
          addEventListener('pointermove', ({ timeStamp }) => {
            movedAt = timeStamp;
          });
          new MutationObserver(() => {
            if (document.querySelector(selector)) resolve(performance.now() - movedAt);
          }).observe(document, { childList: true, subtree: true });
        }),
      CARD,
    );
    await hoverMark(page, 'OpenAI');
    await cardIsOpen(page);
    // From the last move, which was on the name: the rest began there or some moves earlier.
    expect(await waited).toBeGreaterThan(2 * REST_MS);
  });
});
