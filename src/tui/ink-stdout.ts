// What Ink draws on: standard output, except that it always has a size, and that nothing beyond ASCII comes out where the locale has none.
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
  const write = (text: string | Uint8Array, done?: (error?: Error | null) => void): boolean =>
    stdout.write(typeof text === 'string' && glyphs.ascii ? asciiCells(text) : text, done);
  return new Proxy(stdout, {
    get(target, name) {
      if (name === 'columns' || name === 'rows') return sizeOf(name);
      if (name === 'write') return write;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
