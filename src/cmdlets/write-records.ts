// Records as plain lines or CSV, whichever was asked for.
import {renderCsv} from '../terminal/render-csv.ts';
import {renderPlain} from '../terminal/render-plain.ts';
import type {Context} from './context.ts';

export interface Records {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function writeRecords(context: Context, records: Records): void {
  const text =
    context.format === 'csv' ? renderCsv(records.columns, records.rows) : renderPlain(records.columns, records.rows);
  if (text !== '') context.data(text);
}
