// WZ20: one line of text, edited.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
  editLine,
  graphemesOf,
  insertPaste,
  lineOf,
  whyNotAList,
  type EditedLine,
} from '../../../src/tui/fields/edit-line.ts';
import type {Key, KeyName} from '../../../src/tui/keys.ts';
import {hostileText} from '../../terminal/hostile-text.ts';

const press = (name: KeyName): Key => ({name, text: ''});
const type = (text: string): Key => ({name: 'text', text});

/** `|` stands for the cursor. */
function line(marked: string): EditedLine {
  return {text: marked.replace('|', ''), cursor: marked.indexOf('|')};
}

function shown({text, cursor}: EditedLine): string {
  return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
}

function edited(start: string, ...keys: readonly Key[]): string {
  return shown(keys.reduce((now, key) => editLine(now, key) ?? now, line(start)));
}

describe('WZ20 editing keys', () => {
  test.each([
    ['pro|xy', 'left', 'pr|oxy'],
    ['|proxy', 'left', '|proxy'],
    ['pro|xy', 'right', 'prox|y'],
    ['proxy|', 'right', 'proxy|'],
    ['pro|xy', 'home', '|proxy'],
    ['pro|xy', 'ctrl+a', '|proxy'],
    ['pro|xy', 'end', 'proxy|'],
    ['pro|xy', 'ctrl+e', 'proxy|'],
    ['pro|xy', 'backspace', 'pr|xy'],
    ['|proxy', 'backspace', '|proxy'],
    ['pro|xy', 'delete', 'pro|y'],
    ['proxy|', 'delete', 'proxy|'],
    ['pro|xy', 'ctrl+u', '|xy'],
    ['pro|xy', 'ctrl+k', 'pro|'],
    ['proxy-a.contoso.com|', 'ctrl+w', 'proxy-a.contoso.|'],
    ['proxy-a.contoso.|', 'ctrl+w', 'proxy-a.|'],
    ['CONTOSO\\svc|-x', 'ctrl+w', 'CONTOSO\\|-x'],
    ['one two  |', 'ctrl+w', 'one |'],
    ['|x', 'ctrl+w', '|x'],
  ] as const)('%s, %s: %s', (start, key, end) => {
    expect(edited(start, press(key))).toBe(end);
  });

  test('typed text goes in at the cursor, blanks and letters that are keys elsewhere too (KB3)', () => {
    expect(edited('pr|xy', type('o'))).toBe('pro|xy');
    expect(edited('|', type('q'), type('?'), type('/'), type(':'), type(' '))).toBe('q?/: |');
  });

  test('a key that edits nothing is not one of the field', () => {
    const others: readonly KeyName[] = [
      'enter',
      'escape',
      'tab',
      'shiftTab',
      'up',
      'down',
      'pageUp',
      'f1',
      'ctrl+c',
      'ctrl+s',
      'ctrl+z',
    ];
    expect(others.map(name => editLine(lineOf('x'), press(name)))).toEqual(others.map(() => null));
  });

  test('a control, hidden or private-use character inserts nothing', () => {
    for (const character of ['\u0001', '\t', '\u007F', '\u009B', '\uE001', '\u202E', '\u200B', '\uD800', '\u2028']) {
      expect(edited('a|b', type(character))).toBe('a|b');
    }
  });

  test('the line ends at 4096 characters', () => {
    const full = lineOf('x'.repeat(4096));
    expect(editLine(full, type('y'))).toBe(full);
    expect(editLine(full, press('backspace'))?.text.length).toBe(4095);
  });
});

describe('WZ20 editing goes by grapheme', () => {
  const family = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}';
  test.each([
    ['an accent in two characters', 'e\u0301'],
    ['a flag', '\u{1F1E9}\u{1F1EA}'],
    ['a joined pictograph', family],
    ['a character of two units', '\u{20000}'],
    ['a Hangul syllable in three parts', '\u1112\u1161\u11AB'],
  ])('%s is one step and one Backspace', (_what, character) => {
    expect(edited(`a${character}|b`, press('left'))).toBe(`a|${character}b`);
    expect(edited(`a|${character}b`, press('right'))).toBe(`a${character}|b`);
    expect(edited(`a${character}|b`, press('backspace'))).toBe('a|b');
    expect(edited(`a|${character}b`, press('delete'))).toBe('a|b');
  });

  test('the cursor never stands inside of a grapheme, and never outside of the line', () => {
    const keys: readonly KeyName[] = [
      'left',
      'right',
      'home',
      'end',
      'backspace',
      'delete',
      'ctrl+u',
      'ctrl+k',
      'ctrl+w',
    ];
    const anyKey = fc.oneof(
      fc.constantFrom(...keys).map(press),
      fc.constantFrom('a', ' ', '.', 'e', '\u0301', '\u{1F1E9}', '\u1112', '\u1161', '漢').map(type),
    );
    fc.assert(
      fc.property(fc.array(anyKey, {maxLength: 60}), pressed => {
        const end = pressed.reduce((now, key) => editLine(now, key) ?? now, lineOf(''));
        const ends = [0, ...graphemesOf(end.text).map(({text, from}) => from + text.length)];
        expect(ends).toContain(end.cursor);
      }),
    );
  });
});

describe('T3 pastes', () => {
  test('a line goes in at the cursor without the blanks and line ends around it', () => {
    expect(insertPaste(line('a|b'), '\r\n  proxy.contoso.com \t\n')).toEqual({
      kind: 'line',
      line: line('aproxy.contoso.com|b'),
    });
    expect(insertPaste(line('a|b'), ' \n')).toEqual({kind: 'line', line: line('a|b')});
  });

  test.each([
    ['two lines', 'proxy-a\r\nproxy-b', 'it has 2 lines, and this field takes one'],
    ['an escape sequence', 'x\u001B[31my', 'it holds a control character (U+001B)'],
    ['a tab inside', 'x\ty', 'it holds a control character (U+0009)'],
    ['a bidirectional control', 'x\u202Ey', 'it holds a character that cannot be seen (U+202E)'],
    ['a zero-width space', 'x\u200By', 'it holds a character that cannot be seen (U+200B)'],
    ['too much', 'x'.repeat(5000), 'the field takes at most 4096 characters'],
  ])('%s: refused with the reason', (_what, pasted, why) => {
    expect(insertPaste(line('a|b'), pasted)).toEqual({kind: 'refused', why});
  });

  test.each(hostileText.map(({id, text}) => [id, text] as const))(
    '%s: nothing that acts or hides gets in',
    (_id, text) => {
      const result = insertPaste(lineOf('old'), text);
      const taken = result.kind === 'line' ? result.line.text : 'old';
      expect(taken).not.toMatch(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u);
    },
  );
});

test('a list may have lines and columns; T3 one with something in it that cannot be seen is refused whole', () => {
  expect(whyNotAList('\r\nCM01\r\nCM02\tCM03\n')).toBeNull();
  expect(whyNotAList('CM01\nCM\u202E02')).toBe('it holds a character that cannot be seen (U+202E)');
});
