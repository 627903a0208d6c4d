// `npm run test:long`: each hostile text by itself, and random cases with a new seed at each run. They run in CI too.
import {defineConfig} from 'vitest/config';
import {common} from './vitest.config.ts';

export default defineConfig({
  test: {...common, include: ['test/long/**/*.test.{ts,tsx}'], testTimeout: 300_000},
});
