// How much room a screen has, and from what size on it is a screen at all.
import {useWindowSize} from 'ink';

export interface ScreenSize {
  /** Cells. */
  readonly width: number;
  /** Rows that a frame may take: one less than the terminal has, so that it never scrolls. */
  readonly height: number;
}

export const leastColumns = 40;
export const leastRows = 12;

export function isTooSmall({columns, rows}: {readonly columns: number; readonly rows: number}): boolean {
  return columns < leastColumns || rows < leastRows;
}

/** Follows the terminal's size. Never less than a screen needs: below that it is not drawn, and `showScreen` says so instead. */
export function useScreenSize(): ScreenSize {
  const {columns, rows} = useWindowSize();
  return {width: Math.max(leastColumns, columns), height: Math.max(leastRows, rows) - 1};
}
