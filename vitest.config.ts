import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { readStory } from './src/build/story/read-story.ts';
import { bundledStory } from './src/build/vite/bundled-story.ts';
import { findBrowser } from './test/harness/browsers.ts';

/** What vite.config.ts puts into the bundle for Chromium, the engine of the `browser` project. */
const define = {
  ...bundledStory(readStory('assets/story')),
  __FIREFOX__: 'false',
  __DEV__: 'true',
};

/** Undefined: there is none, which `need-chromium.ts` says to whoever runs tests that need it. */
const chromium = (() => {
  try {
    return findBrowser('chromium');
  } catch {
    return undefined;
  }
})();

export default defineConfig({
  test: {
    projects: [
      {
        define: { __DEV__: 'true' },
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          environment: 'node',
          // For property tests on a busy machine; none takes more than a few seconds on an idle one.
          testTimeout: 60_000,
        },
      },
      {
        define,
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        optimizeDeps: {
          // All that the tests' pages import: one found late reloads the page in the midst of a test.
          include: [
            'fast-check',
            'preact',
            'preact/hooks',
            'preact/jsx-runtime',
            'preact/jsx-dev-runtime',
            'tldts',
            'valibot',
          ],
        },
        test: {
          name: 'browser',
          globalSetup: 'test/run/need-chromium.ts',
          include: ['test/browser/**/*.test.{ts,tsx}'],
          // For a busy machine: what is waited for comes at once on an idle one.
          testTimeout: 60_000,
          expect: { poll: { timeout: 15_000 } },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(chromium ? { executablePath: chromium } : {}),
                args: ['--no-sandbox', '--disable-gpu'],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'built',
          include: ['test/built/**/*.test.ts'],
          globalSetup: 'test/run/fresh-build.ts',
        },
      },
      // `npm test` leaves out the tools' own tests but for packages, since they take minutes: `npm run test:tools`.
      ...['e2e', 'tools'].map((name) => ({
        test: {
          name,
          include: [`test/${name}/**/*.test.ts`],
          environment: 'node' as const,
          globalSetup: 'test/run/fresh-build.ts',
          // One browser at a time: of two, one hung now and then until its tests were over (Firefox 153, `life`).
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      })),
    ],
  },
});
