import {describe, expect, test} from 'vitest';
import {paint, wantsColour, type Paints} from '../../src/terminal/colour.ts';

interface Case {
  readonly noColor: boolean;
  readonly NO_COLOR: string | undefined;
  readonly FORCE_COLOR: string | undefined;
  readonly TERM: string | undefined;
  readonly isTTY: boolean | undefined;
}

const cases: readonly Case[] = [false, true].flatMap(noColor =>
  [undefined, '', '1'].flatMap(NO_COLOR =>
    [undefined, '', '0', 'false', '1', 'true', '3'].flatMap(FORCE_COLOR =>
      [undefined, 'dumb', 'xterm'].flatMap(TERM =>
        [undefined, false, true].map(isTTY => ({noColor, NO_COLOR, FORCE_COLOR, TERM, isTTY})),
      ),
    ),
  ),
);

/** The documented order, written down a second time as a table: the first row that fits decides. */
const order: readonly (readonly [fits: (c: Case) => boolean, colour: boolean])[] = [
  [c => c.noColor, false],
  [c => c.NO_COLOR === '1', false],
  [c => c.FORCE_COLOR === '0' || c.FORCE_COLOR === 'false', false],
  [c => c.FORCE_COLOR === '1' || c.FORCE_COLOR === 'true' || c.FORCE_COLOR === '3', true],
  [c => c.TERM === 'dumb', false],
  [c => c.isTTY === true, true],
  [() => true, false],
];

function allOf({fault, warning, ok, dim, bold, heading}: Paints): readonly Paints['ok'][] {
  return [fault, warning, ok, dim, bold, heading];
}

describe('colour', () => {
  test.each(cases)(
    'C7 --no-color $noColor, NO_COLOR $NO_COLOR, FORCE_COLOR $FORCE_COLOR, TERM $TERM, terminal $isTTY',
    c => {
      const expected = order.find(([fits]) => fits(c))?.[1];
      const stream = c.isTTY === undefined ? {} : {isTTY: c.isTTY};
      expect(
        wantsColour(stream, {NO_COLOR: c.NO_COLOR, FORCE_COLOR: c.FORCE_COLOR, TERM: c.TERM}, {noColor: c.noColor}),
      ).toBe(expected);
    },
  );

  test('without colour every text stays as it is', () => {
    for (const colour of allOf(paint(false))) expect(colour('ok')).toBe('ok');
  });

  test('with colour the text stands between on and off, and an empty text stays empty', () => {
    for (const colour of allOf(paint(true))) {
      expect(colour('ok')).toMatch(/^\u001B\[\d+mok\u001B\[(?:22|39)m$/);
      expect(colour('')).toBe('');
    }
  });
});
