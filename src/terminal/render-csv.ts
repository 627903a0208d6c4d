// Records for spreadsheets: RFC 4180, and nothing in a cell that a spreadsheet would calculate.
import {withoutCiCommands} from './ci-commands.ts';
import {makeSafe} from './make-safe.ts';

/** What spreadsheets take for the start of a formula, also behind blanks and in its full-width forms. Source: OWASP, CSV Injection. */
const formula = /^\s*[=+\-@\t\r＝＋－＠]/;
/** These begin with a hyphen and are nothing but themselves. */
const harmless = /^-(?:\d+(?:\.\d+)?)?$/;
const needsQuotes = /[",\r\n]|^\s|\s$/;

/**
 * A header and one line a record, with CRLF; a missing cell is empty. Cells are made safe (a newline in data shows as `\n`), and one that
 * begins with `=`, `+`, `-`, `@`, a tab or a carriage return gets a leading `'`, unless it is a negative number in digits or a single hyphen.
 */
export function renderCsv(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, ...rows]
    .map(row => `${withoutCiCommands(columns.map((_column, index) => csvCell(row[index] ?? '')).join(','))}\r\n`)
    .join('');
}

function csvCell(value: string): string {
  const text = `${formula.test(value) && !harmless.test(value) ? "'" : ''}${makeSafe(value)}`;
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
