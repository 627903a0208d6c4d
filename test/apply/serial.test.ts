import {expect, test} from 'vitest';
import {batchesOf, defaultSerial, parseSerial, type SerialStep} from '../../src/apply/serial.ts';

const steps = (text: string): readonly SerialStep[] => {
  const parsed = parseSerial(text);
  if (parsed.kind === 'refused') throw new Error(parsed.why);
  return parsed.steps;
};
const sizes = (count: number, text: string): number[] =>
  batchesOf(Array.from({length: count}), steps(text)).map(batch => batch.length);

test('steps are counts and percentages of all servers, the last one standing for the rest', () => {
  expect(sizes(100, '1,10,25%')).toEqual([1, 10, 25, 25, 25, 14]);
  expect(sizes(3, '50%')).toEqual([1, 1, 1]);
  expect(sizes(0, '1')).toEqual([]);
});

test('without steps the first server is alone and all others follow', () => {
  expect(batchesOf([1, 2, 3], defaultSerial)).toEqual([[1], [2, 3]]);
});

test.each(['', '0', '-1', '1,,2', '101%', '0%', '1.5', 'ten', '1;2'])(
  'PL17 "%s" is refused with what to write',
  text => {
    expect(parseSerial(text)).toMatchObject({
      kind: 'refused',
      todo: expect.stringContaining('--serial 1,10,25%') as unknown,
    });
  },
);
