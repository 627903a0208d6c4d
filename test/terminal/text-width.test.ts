import {createInterface} from 'node:readline';
import {PassThrough} from 'node:stream';
import xterm from '@xterm/headless';
import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {makeSafe} from '../../src/terminal/make-safe.ts';
import {cutToWidth, padToWidth, textWidth} from '../../src/terminal/text-width.ts';

/** Where the cursor of Node's own line editor would be, which asks ICU: a second opinion on widths. */
function widthByNode(): {width: (text: string) => number; close: () => void} {
  const editor = createInterface({
    input: new PassThrough(),
    output: Object.assign(new PassThrough(), {columns: 1_000_000}),
  });
  const width = (text: string): number => {
    editor.setPrompt(text);
    return editor.getCursorPos().cols;
  };
  return {width, close: () => editor.close()};
}

/** Where the cursor of a real terminal emulator is after the text. */
async function widthOnScreen(text: string): Promise<number> {
  const screen = new xterm.Terminal({cols: 200, rows: 2, allowProposedApi: true});
  await new Promise<void>(resolve => screen.write(text, resolve));
  const {cursorX} = screen.buffer.active;
  screen.dispose();
  return cursorX;
}

const pieces = fc.constantFrom(
  'a',
  ' ',
  'ü',
  'u\u0308',
  '漢',
  '가',
  '\u{1F600}',
  '…',
  '\u{1F469}\u{1F3FD}',
  '\u1112\u1161\u11AB',
  '\u0915\u0903',
);
const safeText = fc.array(pieces, {maxLength: 40}).map(parts => parts.join(''));

describe('text width', () => {
  test('T1j every character that makeSafe leaves as it is has the width that Unicode gives it', () => {
    const {width, close} = widthByNode();
    const wrong: string[] = [];
    for (let code = 0x20; code <= 0x10ffff; code += 1) {
      const character = String.fromCodePoint(code);
      // Node's line editor counts a regional indicator as two cells, and takes some notes of music apart; terminals do neither.
      if (
        makeSafe(character) !== character ||
        character.normalize('NFC') !== character ||
        (code >= 0x1f1e6 && code <= 0x1f1ff)
      )
        continue;
      if (textWidth(character) !== width(character))
        wrong.push(`U+${code.toString(16)}: ${textWidth(character)}, not ${width(character)}`);
    }
    close();
    expect(wrong).toEqual([]);
  });

  test.each(['CM01', '漢字サーバー', '가나다', 'Zu\u0308rich', '\u1112\u1161\u11AB', 'ที่ทำงาน', 'ＡＢＣ', 'a…b'])(
    'T1j a terminal gives %s the same room',
    async text => {
      expect(textWidth(text)).toBe(await widthOnScreen(text));
    },
  );

  test('T1j a pictograph takes two cells, with its skin tone too; a flag takes two', () => {
    expect(textWidth('\u{1F600}')).toBe(2);
    expect(textWidth('\u{1F44D}\u{1F3FD}')).toBe(2);
    expect(textWidth('\u{1F3FD}')).toBe(2);
    expect(textWidth('\u{1F1E9}\u{1F1EA}')).toBe(2);
  });

  test.each([
    ['CM01.contoso.com', 8, 'CM01.co…'],
    ['CM01', 4, 'CM01'],
    ['CM01', 3, 'CM…'],
    ['CM01', 1, '…'],
    ['CM01', 0, ''],
    ['漢字漢字', 8, '漢字漢字'],
    ['漢字漢字', 6, '漢字…'],
    ['漢字漢字', 7, '漢字漢…'],
    ['Zu\u0308rich', 3, 'Zu\u0308…'],
    ['\u{1F600}\u{1F600}', 2, '…'],
  ])('%s in %i cells is %s', (text, width, cut) => {
    expect(cutToWidth(text, width)).toBe(cut);
  });

  test('cut with another mark, or with none', () => {
    expect(cutToWidth('CM01.contoso.com', 8, '...')).toBe('CM01....');
    expect(cutToWidth('CM01.contoso.com', 4, '')).toBe('CM01');
  });

  test('filled on either side; what is wider stays', () => {
    expect(padToWidth('漢', 4)).toBe('漢  ');
    expect(padToWidth('8080', 6, 'right')).toBe('  8080');
    expect(padToWidth('CM01', 2)).toBe('CM01');
  });

  test('cut text is never wider than asked, begins the text, and a second cut changes nothing', () => {
    fc.assert(
      fc.property(safeText, fc.nat({max: 60}), (text, width) => {
        const cut = cutToWidth(text, width);
        expect(textWidth(cut)).toBeLessThanOrEqual(width);
        expect(text.startsWith(cut.replace(/…$/, ''))).toBe(true);
        expect(cutToWidth(cut, width)).toBe(cut);
        expect(textWidth(padToWidth(cut, width))).toBe(width);
      }),
    );
  });
});
