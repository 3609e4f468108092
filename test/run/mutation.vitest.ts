import { defineConfig } from 'vitest/config';

/**
 * The unit tests for `npm run test:mutation`, without those that read the build or the sources as text:
 * they would see the changes that Stryker makes, and no fault. It needs no browser.
 */
export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts'],
    exclude: ['test/unit/build/budget.test.ts', 'test/unit/rooms.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
  },
});
