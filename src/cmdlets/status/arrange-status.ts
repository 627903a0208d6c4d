// The options by which a command shows what the status screen shows: filter, order, rows that use the internet, and a file for the result.
import {existsSync} from 'node:fs';
import {resolve} from 'node:path';
import {FileProblem} from '../../files/file-problem.ts';
import {writeFileAtomically} from '../../files/write-file-atomically.ts';
import type {InheritanceRow} from '../../inheritance/row.ts';
import {exitCodes} from '../../model/exit-codes.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {isSet, textOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import type {Opened, OpenSite} from '../opened.ts';
import {refuse} from '../refuse.ts';
import type {SiteSystemStatus} from '../views/status-json.ts';
import {filterRows} from './filter-rows.ts';
import {sortRows, statusColumns, statusRows, storedUserNames} from './status-rows.ts';

interface Arranged {
  readonly systems: readonly SiteSystemStatus[];
  /** Whether an order was asked for; without one the worst come first where people read. */
  readonly isSorted: boolean;
}

/** The site systems that the options leave, in their order. Sites that could not be read are no site systems. */
export function arrangeStatus(
  open: OpenSite,
  systems: readonly SiteSystemStatus[],
  inheritance: readonly InheritanceRow[],
  values: Values,
): Arranged {
  const {hierarchy} = open.reading;
  const rows = statusRows({systems, inheritance, sites: [], storedUserNames: storedUserNames(hierarchy.siteSystems)});
  const filtered = filterRows(rows, textOf(values, 'Filter') ?? '');
  const needed = isSet(values, 'NeedsInternet') ? filtered.filter(row => row.needsInternet) : filtered;
  const wanted = textOf(values, 'Sort')?.toLowerCase();
  const descending = isSet(values, 'Descending');
  const column = statusColumns.find(name => name.toLowerCase() === wanted) ?? (descending ? 'state' : undefined);
  const sorted = column === undefined ? needed : sortRows(needed, column, descending);
  return {systems: sorted.map(row => row.status).filter(status => status !== null), isSorted: column !== undefined};
}

/** A context whose data goes to a file, and what saves it in the end. */
export interface ToFile {
  readonly context: Context;
  readonly save: () => Opened<null>;
}

/** Refuses a file that is there, unless `--force`. The file is whole or not there at all. */
export function statusToFile(context: Context, out: string, force: boolean): Opened<ToFile> {
  if (existsSync(out) && !force)
    return refuse(context, exitCodes.usage, {
      what: `The status was not saved to ${out}`,
      why: 'the file is already there',
      todo: 'Give another name, or --force.',
    });
  const parts: string[] = [];
  const toFile = Object.create(context, {
    data: {value: (text: string) => parts.push(text)},
    onTerminal: {value: false},
    colour: {value: false},
    width: {value: null},
  }) as Context;
  const save = (): Opened<null> => {
    try {
      writeFileAtomically(resolve(out), parts.join(''));
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      return refuse(context, exitCodes.failed, error);
    }
    context.message(makeSafe(`Saved as ${out}.`));
    return {kind: 'open', value: null};
  };
  return {kind: 'open', value: {context: toFile, save}};
}
