// What Ink sends, in fewer bytes and with the same effect.
import xterm from '@xterm/headless';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {shortMoves} from '../../src/tui/ink-stdout.ts';

test('moves over unchanged lines are one move, and column 1 is not asked for twice', () => {
  expect(shortMoves('\u001B[E\u001B[E\u001B[E\u001B[1G\u001B[Kx\r\n\u001B[1Gy\u001B[E')).toBe(
    '\u001B[3E\u001B[Kx\r\ny\u001B[E',
  );
  expect(shortMoves('a\u001B[1Gb')).toBe('a\u001B[1Gb');
  expect(shortMoves(`\u001B[Ka${' '.repeat(9)}b`)).toBe('\u001B[Ka\u001B[9Cb');
  expect(shortMoves(`a${' '.repeat(9)}b`)).toBe(`a${' '.repeat(9)}b`);
});

/** The screen and the place of the cursor after a text, as a terminal has them. */
async function shown(text: string): Promise<string> {
  const terminal = new xterm.Terminal({cols: 400, rows: 8, allowProposedApi: true});
  await new Promise<void>(resolve => {
    terminal.write(text, resolve);
  });
  const {active} = terminal.buffer;
  const lines = Array.from({length: 8}, (_, row) => active.getLine(row)?.translateToString(true) ?? '');
  const place = `${active.cursorX},${active.cursorY}`;
  terminal.dispose();
  return [...lines, place].join('\n');
}

test('a terminal shows the same, whatever is sent', async () => {
  const piece = fc.constantFrom(
    '\u001B[E',
    '\u001B[1G',
    '\u001B[K',
    '\r\n',
    'text',
    '\u001B[3A',
    '\u001B[2J',
    '\u001B[1m',
    ' ',
    '\u001B[22m',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, {maxLength: 30}), async pieces => {
      const text = pieces.join('');
      expect(await shown(shortMoves(text))).toBe(await shown(text));
    }),
  );
});
