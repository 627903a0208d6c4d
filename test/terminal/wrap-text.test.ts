// Sentences broken to a width.
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {textWidth} from '../../src/terminal/text-width.ts';
import {wrapText} from '../../src/terminal/wrap-text.ts';

test('breaks at blanks and indents what follows', () => {
  expect(wrapText('warning CMP119 PS1/CM01P: the active site server has another proxy', 30)).toEqual([
    'warning CMP119 PS1/CM01P: the',
    '    active site server has',
    '    another proxy',
  ]);
});
test('without a width, or where it fits, it is one line', () => {
  expect(wrapText('one line', null)).toEqual(['one line']);
  expect(wrapText('one line', 80)).toEqual(['one line']);
});
test('a word that is wider than a line is cut, and nothing is lost', () => {
  const lines = wrapText(`before ${'x'.repeat(50)} after`, 20);
  expect(lines.every(line => line.length <= 20)).toBe(true);
  expect(lines.join('').replaceAll(' ', '')).toBe(`before${'x'.repeat(50)}after`);
});
test('no line is wider than the width, whatever the text', () => {
  fc.assert(
    fc.property(
      fc.string({unit: fc.constantFrom('a', 'b', ' ', '漢', 'é', '-', ':', '#', '['), maxLength: 200}),
      fc.integer({min: 16, max: 90}),
      (text, width) => {
        for (const line of wrapText(text, width)) expect(textWidth(line)).toBeLessThanOrEqual(width);
      },
    ),
  );
});

test.each(['because of ::error::owned', `${'x'.repeat(20)}::error::owned`, '::error::owned', 'a b c ##[error] x'])(
  'T2 no line of %j is a command of a build server',
  text => {
    for (const width of [null, 12, 20, 24, 80])
      expect(wrapText(text, width).filter(line => /^\s*::|##\[/.test(line))).toEqual([]);
  },
);
