// `--columns a,b,c`: which columns plain and CSV output have, in what order.
import {closest} from '../../model/closest-name.ts';
import {exitCodes} from '../../model/exit-codes.ts';
import {listOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import type {Opened} from '../opened.ts';
import {refuse} from '../refuse.ts';
import {statusRecordColumns, type StatusRecordColumn} from '../views/status-records.ts';

/** undefined: all of them. */
export function columnsOption(context: Context, values: Values): Opened<readonly StatusRecordColumn[] | undefined> {
  if (!values.has('Columns')) return {kind: 'open', value: undefined};
  if (context.format === 'json' || context.format === 'table')
    return refuse(context, exitCodes.usage, {
      what: `--columns is not for ${context.format} output`,
      why: 'only plain and csv have columns to choose from',
      todo: 'Add --output plain or --output csv.',
    });
  const columns: StatusRecordColumn[] = [];
  for (const name of listOf(values, 'Columns').flatMap(text => text.split(','))) {
    const wanted = name.trim().toLowerCase();
    const column = statusRecordColumns.find(known => known.toLowerCase() === wanted);
    if (column === undefined) {
      const guess = closest(wanted, statusRecordColumns);
      return refuse(context, exitCodes.usage, {
        what: `There is no column "${name.trim()}"`,
        why: `the columns are ${statusRecordColumns.join(', ')}`,
        todo: guess === null ? 'See: cmproxy status --help' : `Did you mean ${guess}?`,
      });
    }
    columns.push(column);
  }
  return {kind: 'open', value: columns};
}
