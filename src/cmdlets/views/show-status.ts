// The status in the format that was asked for.
import {inheritProxies} from '../../inheritance/inherit.ts';
import type {State} from '../../model/finding.ts';
import type {Context} from '../context.ts';
import type {OpenSite} from '../opened.ts';
import {writeRecords} from '../write-records.ts';
import {statusDocument, type SiteSystemStatus} from './status-json.ts';
import {statusRecords, type StatusRecordColumn} from './status-records.ts';
import {statusTable, type TableLook} from './status-table.ts';

export interface Systems {
  readonly all: readonly SiteSystemStatus[];
  /** In the order in which they are shown. */
  readonly shown: readonly SiteSystemStatus[];
}

export interface StatusLook extends TableLook {
  /** Of plain and CSV output; all where it is not said. */
  readonly columns?: readonly StatusRecordColumn[] | undefined;
}

export function showSystems(context: Context, open: OpenSite, {all, shown}: Systems, look: StatusLook): void {
  if (context.format === 'json') {
    context.data(`${JSON.stringify(statusDocument(open, shown))}\n`);
    return;
  }
  const inheritance = inheritProxies(open.reading.hierarchy);
  if (context.format === 'table') context.data(statusTable(context, open, {all, shown, inheritance}, look));
  else writeRecords(context, statusRecords(shown, inheritance, open.reading.hierarchy.sites, look.columns));
}

const order: Readonly<Record<State, number>> = {fault: 0, unknown: 1, warning: 2, information: 3, ok: 4};

/** The worst first where people read; the order of the reading in JSON. */
export function readingOrder(context: Context, systems: readonly SiteSystemStatus[]): readonly SiteSystemStatus[] {
  return context.format === 'json' ? systems : systems.toSorted((a, b) => order[a.state] - order[b.state]);
}
