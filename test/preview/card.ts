import type { Page, Viewport } from 'puppeteer-core';
import { cardText, isCardStill } from '../harness/card.ts';
import { registered } from '../harness/marks.ts';
import { hoverMark } from '../harness/pointer.ts';
import { step } from '../harness/state.ts';
import { until } from '../harness/wait.ts';
import type { Scenes, Stage } from './scene.ts';

const ALL_SETUPS = ['light', 'dark', 'forced', 'text200', 'narrow', 'french', 'arabic'] as const;

const TEXT =
  'The founder of xAI had asked a court to hold the makers of OpenAI to what they once promised.';

async function photograph(page: Page): Promise<Uint8Array> {
  await until('a card', async () => (await isCardStill(page)) && (await cardText(page)));
  return page.screenshot();
}

/** The sample page with another body, marked anew. */
async function openWith({ openSample }: Stage, body: string, phone?: Viewport): Promise<Page> {
  const page = await openSample();
  // Loads the page anew.
  if (phone) await page.setViewport(phone);
  await page.evaluate((html) => {
    document.body.innerHTML = html;
  }, body);
  await until('marks', async () => (await registered(page)).texts.includes('OpenAI'));
  return page;
}

async function hoverOpenAI(page: Page): Promise<Uint8Array> {
  await hoverMark(page, 'OpenAI');
  return photograph(page);
}

export const cardScenes = {
  marks: {
    setups: ALL_SETUPS,
    async take({ openSample }) {
      return (await openSample()).screenshot();
    },
  },
  card: {
    setups: ALL_SETUPS,
    async take({ openSample }) {
      const page = await openSample();
      await hoverMark(page);
      return photograph(page);
    },
  },
  'card-dark-page': {
    setups: ['light', 'dark'],
    async take(stage) {
      const page = await openWith(stage, `<p>${TEXT}</p>`);
      await page.evaluate(() => {
        document.body.style.cssText =
          'background: #14171c; color: #e8e6e1; margin: 120px 200px; font: 20px/1.6 sans-serif';
      });
      return hoverOpenAI(page);
    },
  },
  'card-pinned': {
    setups: ['light', 'dark', 'forced'],
    async take({ openSample }) {
      const page = await openSample();
      const { x, y, width, height } = await hoverMark(page);
      await page.mouse.click(x + width / 2, y + height / 2);
      await page.mouse.move(2, 2);
      return photograph(page);
    },
  },
  'card-by-key': {
    setups: ['light', 'forced'],
    async take({ launched, openSample }) {
      const page = await openSample();
      await step(launched, page, 1);
      await until('a card', () => cardText(page));
      await page.keyboard.press('Tab');
      return photograph(page);
    },
  },
  'card-touch': {
    setups: ['narrow'],
    async take(stage) {
      // Firefox cannot be made a phone, but can be touched.
      const phone = { width: 360, height: 640, hasTouch: true, isMobile: true };
      const page = await openWith(
        stage,
        `<p style="margin: 0; font: 18px/1.6 sans-serif">${TEXT} ${TEXT} ${TEXT}</p>`,
        stage.launched.kind === 'chromium' ? phone : undefined,
      );
      const { x, y, height } = await hoverMark(page, 'xAI');
      await page.mouse.move(1, 1);
      await until('no card', async () => (await cardText(page)) === undefined);
      await page.touchscreen.tap(x + 4, y + height / 2);
      return photograph(page);
    },
  },
  'card-rtl': {
    setups: ['light', 'arabic'],
    async take(stage) {
      const page = await openWith(
        stage,
        `<p lang="ar" dir="rtl" style="margin: 80px 60px; font-size: 20px">
          رفع مؤسس xAI دعوى أمام المحكمة ضد شركة OpenAI أمس.</p>`,
      );
      return hoverOpenAI(page);
    },
  },
  'card-dialog': {
    async take(stage) {
      const page = await openWith(
        stage,
        `<dialog style="width: 600px; font: 18px/1.5 sans-serif"><p>${TEXT}</p></dialog>`,
      );
      await page.$eval('dialog', (dialog) => dialog.showModal());
      return hoverOpenAI(page);
    },
  },
  'card-fullscreen': {
    async take(stage) {
      const page = await openWith(
        stage,
        `<button>Full screen</button>
        <div style="background: #fff; padding: 80px; font: 20px/1.5 sans-serif">${TEXT}</div>`,
      );
      await page.evaluate(() => {
        const full = document.querySelector('div');
        document
          .querySelector('button')
          ?.addEventListener('click', () => full?.requestFullscreen());
      });
      await page.click('button');
      await until('full screen', () => page.evaluate(() => document.fullscreenElement !== null));
      return hoverOpenAI(page);
    },
  },
  'card-wrapped': {
    async take(stage) {
      const page = await openWith(
        stage,
        `<p style="width: 190px; margin: 60px 300px; font: 20px/1.8 monospace;
          overflow-wrap: anywhere">A lawsuit of last year against the makers of OpenAI.</p>`,
      );
      return hoverOpenAI(page);
    },
  },
} satisfies Scenes;
