// A screen as rows: every one a line, but for the one that is a text field. What a screen shows is a pure function to these.
import {textWidth} from '../terminal/text-width.ts';
import {wrapText} from '../terminal/wrap-text.ts';
import type {Line, Look} from './components/lines.tsx';

/** Cells across, and rows that may be drawn: one less than the terminal has. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** `list`: a paste of many lines is taken whole. `proxyName`: letters beyond ASCII stand as code points. */
export type FieldStyle = 'text' | 'list' | 'filter' | 'password' | 'proxyName';

export type ScreenRow =
  | {readonly kind: 'line'; readonly line: Line}
  | {
      readonly kind: 'field';
      /** Before the field. */
      readonly label: string;
      readonly value: string;
      readonly style: FieldStyle;
      /** Shown in an empty field. */
      readonly placeholder?: string | undefined;
      /** Cells of the field; the rest of the row where it is not given. */
      readonly width?: number | undefined;
    }
  /** Choose one of a few; takes as many rows as it has items. */
  | {readonly kind: 'choice'; readonly items: readonly {readonly value: string; readonly label: string}[]};

export function lineRow(text: string, look?: Look): ScreenRow {
  return {kind: 'line', line: {text, look}};
}

export function lineRows(lines: readonly Line[]): readonly ScreenRow[] {
  return lines.map(line => ({kind: 'line', line}));
}

/** What is under the cursor is shown whole, in up to three rows. */
export function selectedRows(text: string, width: number): readonly ScreenRow[] {
  if (textWidth(text) <= width) return [lineRow(text, 'selected')];
  return wrapText(text, width)
    .slice(0, 3)
    .map(line => lineRow(line, 'selected'));
}

/** Rows that a row takes. */
export function heightOf(row: ScreenRow): number {
  return row.kind === 'choice' ? row.items.length : 1;
}

/**
 * Head and foot around a body that fills what is left, so that the foot stays at its place. A body that is too long loses its end; the whole never has
 * more rows than the size.
 */
export function fitRows(
  {height}: Size,
  head: readonly ScreenRow[],
  body: readonly ScreenRow[],
  foot: readonly ScreenRow[],
): readonly ScreenRow[] {
  const room = Math.max(0, height - head.length - foot.length);
  const kept: ScreenRow[] = [];
  let used = 0;
  for (const row of body) {
    if (used + heightOf(row) > room) break;
    kept.push(row);
    used += heightOf(row);
  }
  const blank = Array.from({length: room - used}, () => lineRow(''));
  return [...head, ...kept, ...blank, ...foot].slice(-Math.max(1, height));
}
