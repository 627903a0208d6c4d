// The hash of short texts, beside the one that Node brings.
import {createHash} from 'node:crypto';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {sha256} from '../../src/plan/sha256.ts';

const byNode = (text: string): string => createHash('sha256').update(text).digest('hex');

test.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 1000, 65_536, 65_537])('%i characters', length => {
  expect(sha256('a'.repeat(length))).toBe(byNode('a'.repeat(length)));
});

test('any text, with lone surrogates and letters of several bytes', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary', maxLength: 300}), text => sha256(text) === byNode(text)),
    {numRuns: 2000},
  );
  expect(sha256('\ud800ä漢😀')).toBe(byNode('\ud800ä漢😀'));
});
