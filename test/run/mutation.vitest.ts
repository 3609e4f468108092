import { defineConfig } from 'vitest/config';

/**
 * The tests for `npm run test:mutation`: those of the unit project, without the ones that read the build or the
 * sources as text (they would see the changes that Stryker makes, and no fault), and those of the browser
 * project that need nothing of a browser but its locks.
 */
export default defineConfig({
  define: { __DEV__: 'true' },
  test: {
    include: ['test/unit/**/*.test.ts', 'test/browser/settings/**/*.test.ts'],
    exclude: ['test/unit/rooms.test.ts'],
    setupFiles: ['test/harness/locks.ts'],
    environment: 'node',
    testTimeout: 60_000,
  },
});
