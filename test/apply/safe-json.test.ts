import {expect, test} from 'vitest';
import {assert, property, string} from 'fast-check';
import {safeJson} from '../../src/apply/safe-json.ts';

test('any text comes back, and the line holds no deceptive character', () => {
  assert(
    property(string({unit: 'binary'}), text => {
      const line = safeJson({text});
      expect(JSON.parse(line)).toEqual({text});
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/);
    }),
  );
});

test('T1f a right-to-left override in a name is written as an escape', () => {
  expect(safeJson('a\u202eb')).toBe('"a\\u202eb"');
});
