// The same cases at each run; `npm run test:long` takes new ones.
import {expect, test} from 'vitest';
import {anyObjectBindsOrIsRefused, anySettingIsTakenOrRefused, anyWordsBindOrAreRefused} from './fuzz-words.ts';

const fuzz = {seed: 20_261_127, numRuns: 1500};

test('F1 any words bind to any cmdlet, or are refused with an id and a safe text', () => {
  const {taken, refused} = anyWordsBindOrAreRefused(fuzz);
  expect(Math.min(taken, refused)).toBeGreaterThan(100);
});

test('F1 any piped object binds or is refused', async () => {
  const {taken, refused} = await anyObjectBindsOrIsRefused(fuzz);
  expect(Math.min(taken, refused)).toBeGreaterThan(20);
});

test('F1 any --set, --where and --override is taken as it was written, or refused with a reason', () => {
  const {taken, refused} = anySettingIsTakenOrRefused(fuzz);
  expect(Math.min(taken, refused)).toBeGreaterThan(20);
});
