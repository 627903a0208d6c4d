// Records for pipes and build logs: one a line, values separated by tabs.
import {withoutCiCommands} from './ci-commands.ts';
import {makeSafe} from './make-safe.ts';

/**
 * One line a record, its values in the order of the columns, separated by tabs, without a header; ends with a newline, and is '' without records.
 * An empty or missing value is `-`. Values are made safe, so a newline or tab in data makes neither a record nor a value, and no line is a command
 * of a build server: where it would start with `::` it starts with `\x3a:`.
 */
export function renderPlain(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return rows
    .map(row => `${withoutCiCommands(columns.map((_column, index) => makeSafe(row[index] ?? '') || '-').join('\t'))}\n`)
    .join('');
}
