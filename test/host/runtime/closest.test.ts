import {expect, test} from 'vitest';
import {closest} from '../../../src/host/runtime/closest.ts';

test.each([
  ['aply', 'apply'],
  ['statsu', 'status'],
  ['STATUS', 'status'],
  ['hlp', 'help'],
  ['udno', 'undo'],
  ['xyz', null],
  ['s', null],
  ['', null],
] as const)('the word nearest to "%s" is %s', (word, expected) => {
  expect(closest(word, ['apply', 'status', 'help', 'undo'])).toBe(expected);
});

test('of words that are equally near, the first is taken', () => {
  expect(closest('sits', ['site', 'sits-a', 'sita'])).toBe('site');
});
