// The part of an edited line that a field of a few cells shows: always with the cursor in it, and never wider than the field.
import {screenText, type Glyphs} from '../../terminal/glyphs.ts';
import {cutToWidth, padToWidth, textWidth} from '../../terminal/text-width.ts';
import {graphemesOf, type EditedLine} from './edit-line.ts';

export interface FieldWindow {
  /** The first grapheme that is shown; give it back with the next line, so that the text moves only when it has to. */
  readonly first: number;
  /** What is shown, `width` cells wide. */
  readonly text: string;
  /** Cells before the cursor, less than `width`. */
  readonly column: number;
}

/** A narrower field has no room for the marks. */
const leastWithMarks = 4;

/**
 * Hostile characters are shown as escapes, each grapheme by itself, so that the cursor is right between them. Where text is left out at an end, the field has
 * `<` or `>` there. Moves by a part of a field, so that most keys repaint a few cells only.
 *
 * @param width cells, at least 1; the cursor behind the last character needs one too.
 */
export function fieldWindow(line: EditedLine, width: number, firstBefore: number, glyphs: Glyphs): FieldWindow {
  const graphemes = graphemesOf(line.text);
  const shown = graphemes.map(({text}) => screenText(text, glyphs));
  const cellsOf = shown.map(textWidth);
  const cells = (from: number, to: number): number => cellsOf.slice(from, to).reduce((sum, each) => sum + each, 0);
  const mark = width >= leastWithMarks ? 1 : 0;
  const left = (first: number): number => (first > 0 ? mark : 0);
  const end = graphemes.length;
  const at = graphemes.filter(({from}) => from < line.cursor).length;

  const isInView = (first: number): boolean => {
    const column = left(first) + cells(first, at);
    return first <= at && column + (at === end ? 1 : (cellsOf[at] ?? 0) + (at + 1 === end ? 0 : mark)) <= width;
  };
  let first = Math.min(firstBefore, end);
  if (cells(0, end) < width) first = 0;
  else if (!isInView(first)) {
    const column = Math.floor(at === end ? width * 0.75 : width / 2);
    first = at;
    while (first > 0 && left(first - 1) + cells(first - 1, at) <= column) first -= 1;
  }

  const room = width - left(first);
  const fits = cells(first, end) <= room;
  const rest = shown.slice(first).join('');
  const text = fits ? padToWidth(rest, room) : padToWidth(cutToWidth(rest, room - mark, ''), room - mark);
  return {
    first,
    text: `${left(first) === 0 ? '' : '<'}${text}${fits || mark === 0 ? '' : '>'}`,
    column: Math.min(width - 1, left(first) + cells(first, at)),
  };
}
