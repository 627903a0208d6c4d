// A line of the plain mode: safe, ASCII where the locale is, and not wider than the terminal.
import {glyphsFor, screenText} from '../../terminal/glyphs.ts';
import {wrapText} from '../../terminal/wrap-text.ts';

/** `width` null: one line. */
export function formatLine(text: string, width: number | null): readonly string[] {
  const glyphs = glyphsFor(process.env, process.platform);
  return wrapText(text, width, '  ').map(line => screenText(line, glyphs));
}
