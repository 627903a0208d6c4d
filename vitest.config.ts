import {defineConfig} from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/bench/**'],
    env: {CI: '', FORCE_COLOR: '0', NODE_ENV: 'test'},
    testTimeout: 20_000,
  },
});
