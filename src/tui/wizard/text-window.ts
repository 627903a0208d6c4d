// A long text in the rows that there are.
import type {Line} from '../components/lines.tsx';
import {lineRow, lineRows, type ScreenRow} from '../rows.ts';

/** `room` rows of the lines from `scroll` on, never beyond the end; the last row says how many more there are. */
export function textWindow(lines: readonly Line[], scroll: number, room: number): readonly ScreenRow[] {
  if (lines.length <= room) return lineRows(lines);
  const most = Math.max(1, room - 1);
  const start = Math.min(scroll, lines.length - most);
  const left = lines.length - start - most;
  const place = left === 0 ? '  end of the text' : `  ${left} more ${left === 1 ? 'line' : 'lines'} (arrow keys)`;
  return [...lineRows(lines.slice(start, start + most)), lineRow(place, 'dim')];
}
