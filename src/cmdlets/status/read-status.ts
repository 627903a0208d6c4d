// One reading with everything that the status screen says about it. What goes wrong comes back as text: a screen must not be written over.
import {history, historyOfRun, type HistoryField, type HistoryPlace, type RunSummaryLine} from '../../apply/history.ts';
import {inheritProxies} from '../../inheritance/inherit.ts';
import type {InheritanceRow} from '../../inheritance/row.ts';
import type {Context} from '../context.ts';
import type {OpenSite} from '../opened.ts';
import {keepReading, lastReading} from './last-reading.ts';
import {readStatuses, statusesOf, type Statuses} from './read-statuses.ts';
import {statusRows, storedUserNames, type StatusRow} from './status-rows.ts';

export type RunField = HistoryField;

export interface StatusReading {
  readonly open: OpenSite;
  /** In the order of the reading. */
  readonly rows: readonly StatusRow[];
  readonly inheritance: readonly InheritanceRow[];
  /** Newest first. */
  readonly runs: readonly RunSummaryLine[];
  /** Why the journal tells nothing, or tells less; null where it is whole. */
  readonly journalProblem: string | null;
  /** What has to be told beside it; null as a rule. */
  readonly notice: string | null;
}

export type StatusOutcome =
  {readonly kind: 'read'; readonly reading: StatusReading} | {readonly kind: 'failed'; readonly text: string};

/** Reads afresh, and keeps the reading where it took long. Never writes to the terminal. */
export async function readStatus(context: Context): Promise<StatusOutcome> {
  const started = performance.now();
  const read = await readStatuses(context);
  if (read.kind === 'failed') return read;
  keepReading(context, read.open, performance.now() - started);
  return {kind: 'read', reading: readingOf(context, read)};
}

/** What was read last, or null where nothing was kept or `--fresh` was given: it is shown with its age until the fresh one is there. */
export async function lastStatus(context: Context): Promise<StatusReading | null> {
  const open = context.fresh ? null : lastReading(context);
  if (open === null) return null;
  return readingOf(context, await statusesOf(context, open));
}

function readingOf(context: Context, {open, systems, notice}: Statuses): StatusReading {
  const {hierarchy} = open.reading;
  const inheritance = inheritProxies(hierarchy);
  const rows = statusRows({
    systems,
    inheritance,
    sites: hierarchy.sites,
    storedUserNames: storedUserNames(hierarchy.siteSystems),
  });
  return {open, rows, inheritance, notice, ...runsOf(context, open)};
}

function runsOf(context: Context, open: OpenSite): Pick<StatusReading, 'runs' | 'journalProblem'> {
  const place = placeOf(context, open);
  if (place === null) return {runs: [], journalProblem: null};
  const found = history(place);
  if (found.kind === 'refused') return {runs: [], journalProblem: `${found.what}: ${found.why}`};
  const broken =
    found.brokenAt === null
      ? null
      : `the journal is broken at line ${found.brokenAt}: ${found.brokenWhy ?? 'not told'}`;
  return {runs: found.runs.toReversed(), journalProblem: broken};
}

/** One run field by field; why not, where its journal cannot tell. */
export function readRun(
  context: Context,
  open: OpenSite,
  run: string,
):
  | {readonly kind: 'fields'; readonly fields: readonly HistoryField[]}
  | {readonly kind: 'failed'; readonly text: string} {
  const place = placeOf(context, open);
  const found = place === null ? null : historyOfRun(place, run);
  if (found === null) return {kind: 'failed', text: 'The journal does not have this run.'};
  return found.kind === 'run'
    ? {kind: 'fields', fields: found.fields}
    : {kind: 'failed', text: `${found.what}: ${found.why}`};
}

function placeOf(context: Context, {site, hierarchyId}: OpenSite): HistoryPlace | null {
  if (context.paths.kind === 'nowhere') return null;
  return {journalFolder: context.paths.paths.journalFolder, connection: site.name, hierarchyId};
}
