// Tables for people: aligned, without borders, one line a row whatever the data holds.
import {withoutCiCommands, withoutCiMarkers} from './ci-commands.ts';
import {fitColumns} from './fit-columns.ts';
import {makeSafe} from './make-safe.ts';
import {cutToWidth, padToWidth, textWidth} from './text-width.ts';

export interface TableColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** In cells; without it 3, or the widest text where that is less. Held as long as the table can be made to fit by it. */
  readonly minWidth?: number;
  /** In cells; counts only where the table has a width. */
  readonly maxWidth?: number;
  /** Which column gives way first when the table is too wide: the one with the highest number. 0 or none: only when no other can. */
  readonly shrink?: number;
}

export interface Table {
  readonly columns: readonly TableColumn[];
  /** As many cells as there are columns; a missing cell is empty. */
  readonly rows: readonly (readonly string[])[];
  /** In cells; null: nothing is cut to fit. */
  readonly width: number | null;
  /** What a cut text ends with. */
  readonly mark?: string;
}

const between = '  ';
const leastWidth = 3;

/**
 * The table as text that ends with a newline: a line of titles, then one line a row, never wider than `width`, without blanks at the end.
 * Cells are made safe here; a cell that starts its line or holds `##[` can't become a command of a build server.
 */
export function renderTable({columns, rows, width, mark = '…'}: Table): string {
  const lines = [columns.map(column => column.title), ...rows].map(row => safeCells(columns, row));
  const widths = widthsOf(columns, lines, width);
  const text = lines.map(cells => {
    const line = cells.map((cell, index) => {
      const room = widths[index] ?? 0;
      return padToWidth(cutToWidth(cell, room, mark), room, columns[index]?.align);
    });
    const whole = line.join(between).trimEnd();
    return width === null ? whole : cutToWidth(whole, width, mark).trimEnd();
  });
  return `${text.join('\n')}\n`;
}

function safeCells(columns: readonly TableColumn[], row: readonly string[]): readonly string[] {
  let startsLine = true;
  return columns.map((_column, index) => {
    const cell = makeSafe(row[index] ?? '');
    const safe = startsLine ? withoutCiCommands(cell) : withoutCiMarkers(cell);
    startsLine &&= cell.trim() === '';
    return safe;
  });
}

function widthsOf(
  columns: readonly TableColumn[],
  lines: readonly (readonly string[])[],
  width: number | null,
): readonly number[] {
  const natural = columns.map((_column, index) =>
    lines.reduce((widest, cells) => Math.max(widest, textWidth(cells[index] ?? '')), 0),
  );
  if (width === null) return natural;
  const rooms = columns.map((column, index) => ({
    natural: Math.min(natural[index] ?? 0, column.maxWidth ?? Infinity),
    minWidth: column.minWidth ?? leastWidth,
    shrink: column.shrink ?? 0,
  }));
  return fitColumns(rooms, width);
}
