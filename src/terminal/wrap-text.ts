// Long sentences broken at blanks to a width, with the lines after the first indented.
import {withoutCiCommands} from './ci-commands.ts';
import {makeSafe} from './make-safe.ts';
import {cutToWidth, textWidth} from './text-width.ts';

/**
 * Lines of at most `width` cells; null: one line. A word that is wider than a line is cut into the next ones. The text is made safe first, and no
 * line becomes a command of a build server by where it is broken.
 */
export function wrapText(text: string, width: number | null, indent = '    '): readonly string[] {
  const safe = withoutCiCommands(makeSafe(text));
  if (width === null || textWidth(safe) <= width || width < indent.length + 8) return [safe];
  const first = /^ */.exec(safe)?.[0] ?? '';
  const lines: string[] = [];
  let line = first;
  for (const word of safe.trim().split(' ')) {
    const joined = line.trim() === '' ? `${line}${word}` : `${line} ${word}`;
    if (textWidth(joined) <= width) {
      line = joined;
      continue;
    }
    if (line.trim() !== '') lines.push(line);
    line = `${first}${indent}${withoutCiCommands(word)}`;
    while (textWidth(line) > width) {
      const head = cutToWidth(line, width, '');
      if (head.length <= first.length + indent.length) break;
      lines.push(head);
      line = `${first}${indent}${withoutCiCommands(line.slice(head.length))}`;
    }
  }
  return [...lines, line];
}
