// What Ink draws on: standard output, except that it always has a size, that moves take few bytes, and that nothing beyond ASCII comes out where the locale has none.
import type {WriteStream} from 'node:tty';
import {asciiCells, type Glyphs} from '../terminal/glyphs.ts';

/**
 * A terminal may tell 0 columns and rows: one without a size, or one that is gone. Ink would then start `tput` twice for every frame. Here the last size that
 * was told counts, and before any 80x24.
 */
export function inkStdout(stdout: WriteStream, glyphs: Glyphs): WriteStream {
  const last = {columns: 80, rows: 24};
  const sizeOf = (side: 'columns' | 'rows'): number => {
    if (stdout[side] > 0) last[side] = stdout[side];
    return last[side];
  };
  const write = (text: string | Uint8Array, done?: (error?: Error | null) => void): boolean => {
    if (typeof text !== 'string') return stdout.write(text, done);
    const short = shortMoves(text);
    return stdout.write(glyphs.ascii ? asciiCells(short) : short, done);
  };
  return new Proxy(stdout, {
    get(target, name) {
      if (name === 'columns' || name === 'rows') return sizeOf(name);
      if (name === 'write') return write;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/**
 * Ink goes over each line that has not changed by a sequence of its own; one with a count does the same in a third of the bytes of a key press.
 * Cursor Next Line, CSI n E (ECMA-48, 8.3.12). After it, as after a line end, the cursor is in column 1 and need not be sent there.
 * On a line that was just erased (CSI K) blanks are already there, and the cursor goes over many of them at once (Cursor Forward, CSI n C).
 */
export function shortMoves(text: string): string {
  return text
    .replace(/(?:\u001B\[E){2,}/g, moves => `\u001B[${moves.length / 3}E`)
    .replace(/(\u001B\[\d*E|\r\n)\u001B\[1G/g, '$1')
    .replace(/\u001B\[K[^\r\n]+/g, line => line.replace(/ {7,}(?=[^ ])/g, blanks => `\u001B[${blanks.length}C`));
}
