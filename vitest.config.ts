import {defineConfig} from 'vitest/config';

/** What every run has in common; `vitest.long.config.ts` runs what takes long. */
export const common = {
  globalSetup: ['test/own-folder.ts'],
  reporters: ['default', './test/plain-count.ts'],
  env: {CI: '', FORCE_COLOR: '0', NODE_ENV: 'test'},
  testTimeout: 20_000,
  // One for each core: most tests wait for processes of their own.
  maxWorkers: '100%',
};

export default defineConfig({
  test: {...common, include: ['test/**/*.test.{ts,tsx}'], exclude: ['test/long/**']},
});
