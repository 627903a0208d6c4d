import {expect, test} from 'vitest';
import {isInteractive} from '../../src/terminal/is-interactive.ts';

const cases = [true, false].flatMap(input =>
  [true, false].flatMap(output =>
    [undefined, 'xterm', 'dumb'].flatMap(TERM =>
      [false, true].flatMap(noInput => [undefined, 'true'].map(CI => ({input, output, TERM, noInput, CI}))),
    ),
  ),
);

test.each(cases)(
  'WZ14 stdin $input, stdout $output, TERM $TERM, --no-input $noInput, CI $CI',
  ({input, output, TERM, noInput, CI}) => {
    const expected = input && output && TERM !== 'dumb' && !noInput;
    expect(isInteractive({stdin: {isTTY: input}, stdout: {isTTY: output}, env: {TERM, CI}, noInput})).toBe(expected);
  },
);

test('WZ14 a pipe has no isTTY at all', () => {
  expect(isInteractive({stdin: {}, stdout: {isTTY: true}, env: {}, noInput: false})).toBe(false);
});
