import {defineConfig} from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/own-folder.ts'],
    reporters: ['default', './test/plain-count.ts'],
    env: {CI: '', FORCE_COLOR: '0', NODE_ENV: 'test'},
    testTimeout: 20_000,
    // One for each core: most tests wait for processes of their own.
    maxWorkers: '100%',
  },
});
