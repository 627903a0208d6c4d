// How wide each column of a table may be, when the table has to fit into the terminal.

export interface ColumnRoom {
  /** The widest text in the column, in cells. */
  readonly natural: number;
  readonly minWidth: number;
  /** The higher, the sooner it gives way; 0 gives way only when no other can. */
  readonly shrink: number;
}

const between = 2;

/** The widths, in cells, so that the row with two blanks between its columns is at most `width` wide where the least widths allow it. */
export function fitColumns(columns: readonly ColumnRoom[], width: number): readonly number[] {
  const widths = columns.map(column => column.natural);
  let excess = widths.reduce((sum, each) => sum + each, between * Math.max(0, columns.length - 1)) - width;
  const priorities = [...new Set(columns.map(column => column.shrink))].toSorted((a, b) => b - a);
  for (const priority of priorities) {
    while (excess > 0) {
      const widest = widestThatCanShrink(columns, widths, priority);
      if (widest === null) break;
      widths[widest.index] = widest.width - 1;
      excess -= 1;
    }
  }
  return widths;
}

function widestThatCanShrink(
  columns: readonly ColumnRoom[],
  widths: readonly number[],
  priority: number,
): {index: number; width: number} | null {
  let widest: {index: number; width: number} | null = null;
  for (const [index, column] of columns.entries()) {
    const width = widths[index] ?? 0;
    if (column.shrink === priority && width > column.minWidth && (widest === null || width > widest.width))
      widest = {index, width};
  }
  return widest;
}
