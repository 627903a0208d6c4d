// Long sentences broken at blanks to a width, with the lines after the first indented.
import {makeSafe} from './make-safe.ts';
import {cutToWidth, textWidth} from './text-width.ts';

/** Lines of at most `width` cells; null: one line. A word that is wider than a line is cut into the next ones. The text is made safe first. */
export function wrapText(text: string, width: number | null, indent = '    '): readonly string[] {
  const safe = makeSafe(text);
  if (width === null || textWidth(safe) <= width || width < indent.length + 8) return [safe];
  const first = /^ */.exec(safe)?.[0] ?? '';
  const lines: string[] = [];
  let line = first;
  for (const word of safe.trim().split(' ')) {
    let rest = word;
    const joined = line.trim() === '' ? `${line}${rest}` : `${line} ${rest}`;
    if (textWidth(joined) <= width) {
      line = joined;
      continue;
    }
    if (line.trim() !== '') lines.push(line);
    line = `${first}${indent}${rest}`;
    while (textWidth(line) > width) {
      const head = cutToWidth(line, width, '');
      if (head.length <= first.length + indent.length) break;
      lines.push(head);
      rest = line.slice(head.length);
      line = `${first}${indent}${rest}`;
    }
  }
  return [...lines, line];
}
