import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {makeSafe} from '../../src/terminal/make-safe.ts';
import {textWidth} from '../../src/terminal/text-width.ts';
import {harmlessTexts, hostileText, neverRaw} from './hostile-text.ts';

const anyText = fc.oneof(
  fc.string({unit: 'binary'}),
  fc.string({unit: 'grapheme'}),
  fc
    .array(
      fc.constantFrom(
        '\u001B',
        '\n',
        '\u0301',
        '\u20DD',
        '\uFE0F',
        '\u034F',
        '\u1161',
        '\u200D',
        '\u202E',
        '\uD800',
        '\uDC00',
        'a',
        '\\',
        '漢',
        '\u{1F600}',
        '…',
      ),
      {maxLength: 60},
    )
    .map(parts => parts.join('')),
);

describe('makeSafe', () => {
  test.each(hostileText)('$id $name: nothing raw, at most 1000 characters', ({text}) => {
    const safe = makeSafe(text);
    expect(safe).not.toMatch(neverRaw);
    expect(safe.length).toBeLessThanOrEqual(1000);
  });

  test.each(harmlessTexts)('harmless text is unchanged: %s', text => {
    expect(makeSafe(text)).toBe(text);
  });

  test.each([
    ['\n', '\\n'],
    ['\r', '\\r'],
    ['\t', '\\t'],
    ['\0', '\\x00'],
    ['\u001B', '\\x1b'],
    ['\u007F', '\\x7f'],
    ['\u009B', '\\x9b'],
    ['\u00AD', '\\xad'],
    ['\u202E', '\\u{202E}'],
    ['\u2028', '\\u{2028}'],
    ['\u200D', '\\u{200D}'],
    ['\uFE0F', '\\u{FE0F}'],
    ['\uFFFF', '\\u{FFFF}'],
    ['\uE000', '\\u{E000}'],
    ['\uD800', '\\u{D800}'],
    ['\u{E0041}', '\\u{E0041}'],
    ['\u0301', '\\u{301}'],
  ])('%j is shown as %s', (character, shown) => {
    expect(makeSafe(character)).toBe(shown);
    expect(makeSafe(`漢${character === '\u0301' ? '\n\u0301' : character}`)).toBe(
      `漢${character === '\u0301' ? '\\n\\u{301}' : shown}`,
    );
  });

  test('T1h of more than three marks on one base three are kept, and the number of the others is told', () => {
    expect(makeSafe(`a${'\u0301'.repeat(3)}b`)).toBe(`a${'\u0301'.repeat(3)}b`);
    expect(makeSafe(`a${'\u0301'.repeat(10)}b`)).toBe(`a${'\u0301'.repeat(3)}…(+7)b`);
    expect(makeSafe('\u0301'.repeat(10))).toBe(`${'\\u{301}'.repeat(3)}…(+7)`);
  });

  test('T1h an invisible character among the marks of a flood is not shown raw', () => {
    expect(makeSafe('a\u0301\uFE0F\u0301\u0301\u0301\u0301')).not.toMatch(neverRaw);
  });

  test('T1i what is too long ends with the number of UTF-16 units that are not shown', () => {
    const safe = makeSafe('A'.repeat(10_000));
    expect(safe).toBe(`${'A'.repeat(991)}…(+9009)`);
    expect(makeSafe('A'.repeat(1000))).toBe('A'.repeat(1000));
    expect(makeSafe('A'.repeat(30), {maxLength: 25})).toBe(`${'A'.repeat(19)}…(+11)`);
  });

  test('T1i a cut never halves an escape or a character', () => {
    expect(makeSafe('\u001B'.repeat(10_000), {maxLength: 23})).toBe(`${'\\x1b'.repeat(3)}…(+9997)`);
    expect(makeSafe('\u{1F600}'.repeat(10_000), {maxLength: 20})).toBe(`${'\u{1F600}'.repeat(5)}…(+19990)`);
  });

  test('T1i a value of ten million characters costs nothing', () => {
    const start = performance.now();
    expect(makeSafe('\u001B漢'.repeat(5_000_000)).length).toBeLessThanOrEqual(1000);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('T1j a joined pictograph shows its parts and the joiner', () => {
    expect(makeSafe('\u{1F469}\u200D\u{1F4BB}')).toBe('\u{1F469}\\u{200D}\u{1F4BB}');
  });

  test('F6 the result holds nothing that acts or hides', () => {
    fc.assert(
      fc.property(anyText, text => {
        expect(makeSafe(text)).not.toMatch(neverRaw);
      }),
      {numRuns: 2000},
    );
  });

  test('F6 twice is as once, also where it is cut', () => {
    fc.assert(
      fc.property(anyText, fc.integer({min: 0, max: 60}), (text, maxLength) => {
        const once = makeSafe(text, {maxLength});
        expect(makeSafe(once, {maxLength})).toBe(once);
        expect(once.length).toBeLessThanOrEqual(Math.max(20, maxLength));
      }),
      {numRuns: 3000},
    );
  });

  test('F6 harmless text is unchanged', () => {
    const harmless = fc
      .array(
        fc.constantFrom(
          'a',
          'Z',
          '0',
          ' ',
          '\\',
          '{',
          'ü',
          'u\u0308',
          '漢',
          '가',
          '\u{1F600}',
          '…',
          'ß',
          'ที่',
          '::',
          '-',
          '=',
        ),
        {maxLength: 200},
      )
      .map(parts => parts.join(''));
    fc.assert(
      fc.property(harmless, text => {
        expect(makeSafe(text)).toBe(text);
      }),
    );
  });

  test('F6 each character of Unicode alone: unchanged, or escaped in ASCII', () => {
    const wrong: string[] = [];
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const character = String.fromCodePoint(code);
      const safe = makeSafe(character);
      const unchanged = safe === character && textWidth(character) > 0;
      if (!unchanged && !/^\\(?:[nrt]|x[0-9a-f]{2}|u\{[0-9A-F]+\})$/.test(safe))
        wrong.push(`U+${code.toString(16)}: ${JSON.stringify(safe)}`);
    }
    expect(wrong).toEqual([]);
  });
});
