// What a field of a few cells shows of a line.
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {glyphsFor} from '../../../src/terminal/glyphs.ts';
import {textWidth} from '../../../src/terminal/text-width.ts';
import {graphemesOf, lineOf} from '../../../src/tui/fields/edit-line.ts';
import {fieldWindow} from '../../../src/tui/fields/field-window.ts';

const unicode = glyphsFor({LANG: 'C.UTF-8'}, 'linux');
const ascii = glyphsFor({LANG: 'C'}, 'linux');

test('a line that fits stands as it is, with room for the cursor', () => {
  expect(fieldWindow(lineOf('proxy'), 10, 0, unicode)).toEqual({first: 0, text: 'proxy     ', column: 5});
  expect(fieldWindow({text: 'proxy', cursor: 2}, 10, 0, unicode).column).toBe(2);
});

test('a longer line shows its end, and a mark where something is left out', () => {
  const end = fieldWindow(lineOf('proxy.contoso.com'), 10, 0, unicode);
  expect(end).toEqual({first: 11, text: '<so.com   ', column: 7});
  const start = fieldWindow({text: 'proxy.contoso.com', cursor: 0}, 10, end.first, unicode);
  expect(start).toEqual({first: 0, text: 'proxy.con>', column: 0});
  expect(fieldWindow({text: 'proxy.contoso.com', cursor: 9}, 10, 0, unicode)).toEqual({
    first: 5,
    text: '<.contoso>',
    column: 5,
  });
});

test('the text does not move while the cursor stays in view', () => {
  const one = fieldWindow({text: 'proxy.contoso.com', cursor: 8}, 10, 5, unicode);
  const two = fieldWindow({text: 'proxy.contoso.com', cursor: 12}, 10, 5, unicode);
  expect([one.first, two.first]).toEqual([5, 5]);
});

test('T1 hostile characters stand escaped, and the cursor right between them', () => {
  const text = 'a\u202Eb\u001Bc';
  expect(fieldWindow({text, cursor: 2}, 30, 0, unicode)).toMatchObject({
    text: 'a\\u{202E}b\\x1bc'.padEnd(30),
    column: 9,
  });
});

test('WZ23 where only ASCII may be shown, everything else is escaped', () => {
  expect(fieldWindow(lineOf('bücher'), 20, 0, ascii)).toMatchObject({text: 'b\\u{FC}cher'.padEnd(20), column: 11});
});

test('wide characters take two cells', () => {
  expect(fieldWindow(lineOf('漢字'), 10, 0, unicode)).toEqual({first: 0, text: '漢字      ', column: 4});
});

test('always as wide as the field, always with the cursor in it', () => {
  const part = fc.constantFrom(
    'a',
    'proxy',
    '漢',
    'e\u0301',
    '\u{1F1E9}\u{1F1EA}',
    '\u202E',
    '\u{1F468}\u200D\u{1F469}',
  );
  fc.assert(
    fc.property(
      fc.array(part, {maxLength: 30}),
      fc.integer({min: 1, max: 40}),
      fc.nat({max: 200}),
      fc.nat({max: 40}),
      fc.boolean(),
      (parts, width, at, first, isAscii) => {
        const text = parts.join('');
        const ends = [0, ...graphemesOf(text).map(grapheme => grapheme.from + grapheme.text.length)];
        const line = {text, cursor: ends[at % ends.length] ?? 0};
        const shown = fieldWindow(line, width, first, isAscii ? ascii : unicode);
        expect(textWidth(shown.text)).toBe(width);
        expect(shown.column).toBeGreaterThanOrEqual(0);
        expect(shown.column).toBeLessThan(width);
      },
    ),
  );
});
