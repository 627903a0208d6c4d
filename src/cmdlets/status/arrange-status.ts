// The options by which a command shows what the status screen shows: what is left out, in what order, and a file for the result.
import {existsSync} from 'node:fs';
import {resolve} from 'node:path';
import {FileProblem} from '../../files/file-problem.ts';
import {writeFileAtomically} from '../../files/write-file-atomically.ts';
import {inheritProxies} from '../../inheritance/inherit.ts';
import {exitCodes} from '../../model/exit-codes.ts';
import {siteSystemKey} from '../../model/server-name.ts';
import {sameAccountName} from '../../model/validate-proxy.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {isSet, textOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import type {Opened, OpenSite} from '../opened.ts';
import {refuse} from '../refuse.ts';
import {readingOrder, showSystems, type StatusLook} from '../views/show-status.ts';
import type {SiteSystemStatus} from '../views/status-json.ts';
import {columnsOption} from './columns-option.ts';
import {filterRows} from './filter-rows.ts';
import {sortRows, statusColumns, statusRows, storedUserNames} from './status-rows.ts';

/** Shows, or saves, what the options leave; gives it back for the exit code. */
export function showArranged(
  values: Values,
  context: Context,
  open: OpenSite,
  {all, look}: {readonly all: readonly SiteSystemStatus[]; readonly look: StatusLook},
): Opened<readonly SiteSystemStatus[]> {
  const columns = columnsOption(context, values);
  if (columns.kind === 'refused') return columns;
  const shown = arrangeStatus(context, open, all, values);
  const whole = {...look, columns: columns.value};
  const out = textOf(values, 'Out');
  if (out === undefined) {
    showSystems(context, open, {all, shown}, whole);
    return {kind: 'open', value: shown};
  }
  const file = statusToFile(context, out, isSet(values, 'Force'));
  if (file.kind === 'refused') return file;
  showSystems(file.value.context, open, {all, shown}, whole);
  const saved = file.value.save();
  return saved.kind === 'refused' ? saved : {kind: 'open', value: shown};
}

/** The site systems that the options leave, in their order. Sites that could not be read are no site systems. */
export function arrangeStatus(
  context: Context,
  open: OpenSite,
  all: readonly SiteSystemStatus[],
  values: Values,
): readonly SiteSystemStatus[] {
  const systems = choose(all, values, open);
  const {hierarchy} = open.reading;
  const rows = statusRows({
    systems,
    inheritance: inheritProxies(hierarchy),
    sites: [],
    storedUserNames: storedUserNames(hierarchy.siteSystems),
  });
  const filtered = filterRows(rows, textOf(values, 'Filter') ?? '');
  const needed = isSet(values, 'NeedsInternet') ? filtered.filter(row => row.needsInternet) : filtered;
  const wanted = textOf(values, 'Sort')?.toLowerCase();
  const descending = isSet(values, 'Descending');
  const column = statusColumns.find(name => name.toLowerCase() === wanted) ?? (descending ? 'state' : undefined);
  const sorted = column === undefined ? needed : sortRows(needed, column, descending);
  const left = sorted.map(row => row.status).filter(status => status !== null);
  return column === undefined ? readingOrder(context, left) : left;
}

function choose(all: readonly SiteSystemStatus[], values: Values, open: OpenSite): readonly SiteSystemStatus[] {
  const account = textOf(values, 'Account');
  const serious = isSet(values, 'Faults')
    ? all.filter(({state}) => state === 'fault' || state === 'warning' || state === 'unknown')
    : all;
  if (account === undefined) return serious;
  const stored = storedUserNames(open.reading.hierarchy.siteSystems);
  return serious.filter(({siteCode, server, proxy}) => {
    const left = stored.get(siteSystemKey(siteCode ?? '', server));
    return (
      (proxy?.account.kind === 'account' && sameAccountName(proxy.account.userName, account)) ||
      (left !== undefined && sameAccountName(left, account))
    );
  });
}

/** A context whose data goes to a file, and what saves it in the end. */
interface ToFile {
  readonly context: Context;
  readonly save: () => Opened<null>;
}

/** Refuses a file that is there, unless `--force`. The file is whole or not there at all. */
function statusToFile(context: Context, out: string, force: boolean): Opened<ToFile> {
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
