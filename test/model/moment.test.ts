// A moment is written exactly as a Date writes it.
import {expect, test} from 'vitest';
import fc from 'fast-check';
import {isoTime, momentNow} from '../../src/model/moment.ts';

test('any millisecond from 1970 to 9999 is written as a Date writes it', () => {
  fc.assert(
    fc.property(fc.integer({min: 0, max: Date.UTC(9999, 11, 31, 23, 59, 59, 999)}), ms => {
      expect(isoTime(ms)).toBe(new Date(ms).toISOString());
    }),
    {numRuns: 5000},
  );
});

test('every day from 1970 to 2400 begins and ends as a Date says, leap years and centuries too', () => {
  const dayMs = 86_400_000;
  const wrong: number[] = [];
  for (let ms = 0; ms < Date.UTC(2400, 0, 1); ms += dayMs)
    for (const at of [ms, ms + dayMs - 1]) if (isoTime(at) !== new Date(at).toISOString()) wrong.push(at);
  expect(wrong).toEqual([]);
});

test('now is the time of the system, and does not go on by itself', () => {
  const before = Date.now();
  const now = momentNow();
  const first = now.toISOString();
  expect(now.getTime()).toBeGreaterThanOrEqual(before);
  expect(now.getTime()).toBeLessThanOrEqual(Date.now());
  expect([first, now.toISOString()]).toEqual([new Date(now.getTime()).toISOString(), first]);
});
