// What was done to a hierarchy, run by run, as its journal tells it.
import {journalPath} from './journal/journal-path.ts';
import {
  isUndone,
  isUnfinished,
  mayHaveWritten,
  readRuns,
  type ChangeState,
  type JournalledChange,
  type JournalledRun,
} from './journal/read-runs.ts';
import type {RunOperation} from './journal/record.ts';
import type {FieldKey} from '../model/finding.ts';
import type {NamedServer, PlannedChange} from '../plan/plan.ts';
import {fieldText} from './record.ts';
import type {Refusal} from './refusal.ts';
import {groupByServer} from './server-groups.ts';

/** `unknown`: a write was begun or accepted and not read back. `nothingWritten`: it ended before its first write. */
export type RunResult = 'done' | 'partial' | 'failed' | 'unknown' | 'nothingWritten';

export interface RunSummaryLine {
  readonly run: string;
  readonly at: string;
  readonly lastAt: string;
  readonly who: string;
  readonly host: string;
  readonly siteAccount: string | null;
  readonly ticket: string | null;
  readonly operation: RunOperation;
  readonly connection: string;
  readonly hierarchyId: string;
  readonly planHash: string;
  readonly toolVersion: string;
  readonly servers: readonly NamedServer[];
  readonly result: RunResult;
  /** Changes by what became of them. */
  readonly changes: Readonly<Record<ChangeState, number>>;
  readonly resumable: boolean;
  /** The run that this one undid. */
  readonly undoes: string | null;
  /** The run by which this one is wholly undone. */
  readonly undoneBy: string | null;
  /** False where the journal's chain is broken before the run's end. */
  readonly trusted: boolean;
}

export interface HistoryField {
  readonly order: number;
  readonly server: string;
  readonly siteCode: string;
  readonly object: PlannedChange['object'];
  /** `account` for a created account. */
  readonly field: FieldKey | 'account';
  readonly before: string;
  readonly after: string;
  readonly state: ChangeState;
  readonly at: string;
  readonly why: string | null;
  readonly undoneBy: string | null;
}

export interface History {
  readonly kind: 'history';
  readonly file: string;
  /** Oldest first. */
  readonly runs: readonly RunSummaryLine[];
  readonly brokenAt: number | null;
  readonly brokenWhy: string | null;
}

export interface HistoryPlace {
  readonly journalFolder: string;
  readonly connection: string;
  readonly hierarchyId: string;
}

/** The runs of a hierarchy that began at or after `since`. A journal that is not there has none. Reads only. */
export function history(place: HistoryPlace, since?: Date): History | Refusal {
  const file = journalPath(place.journalFolder, place.connection, place.hierarchyId);
  const read = readRuns(file);
  if (read.kind === 'refused') return read;
  const runs = read.runs.filter(({at}) => since === undefined || Date.parse(at) >= since.getTime());
  return {kind: 'history', file, runs: runs.map(summaryOf), brokenAt: read.brokenAt, brokenWhy: read.brokenWhy};
}

/** One run field by field, in the order of its plan; null where the journal does not have it. */
export function historyOfRun(
  place: HistoryPlace,
  run: string,
): {readonly kind: 'run'; readonly summary: RunSummaryLine; readonly fields: readonly HistoryField[]} | Refusal | null {
  const read = readRuns(journalPath(place.journalFolder, place.connection, place.hierarchyId));
  if (read.kind === 'refused') return read;
  const found = read.runs.find(candidate => candidate.run === run);
  return found === undefined ? null : {kind: 'run', summary: summaryOf(found), fields: found.changes.flatMap(fieldsOf)};
}

function summaryOf(run: JournalledRun): RunSummaryLine {
  const {at, lastAt, who, host, siteAccount, ticket, planHash, toolVersion, trusted} = run;
  const {operation, connection, hierarchyId, undoes} = run.start;
  const changes: Record<ChangeState, number> = {
    planned: 0,
    writing: 0,
    accepted: 0,
    applied: 0,
    failed: 0,
    uncertain: 0,
  };
  for (const {state} of run.changes) changes[state] += 1;
  const servers = groupByServer(run.changes).map(({server, siteCode}) => ({server, siteCode}));
  return {
    run: run.run,
    at,
    lastAt,
    who,
    host,
    siteAccount,
    ticket,
    operation,
    connection,
    hierarchyId,
    planHash,
    toolVersion,
    servers,
    changes,
    undoes,
    trusted,
    result: resultOf(run),
    resumable: isUnfinished(run) && run.trusted,
    undoneBy: isUndone(run) ? (run.changes.find(({undoneBy}) => undoneBy !== null)?.undoneBy ?? null) : null,
  };
}

function resultOf({changes}: JournalledRun): RunResult {
  const has = (...states: ChangeState[]): boolean => changes.some(({state}) => states.includes(state));
  if (!has('planned', 'failed', 'writing', 'accepted', 'uncertain')) return 'done';
  if (has('applied') && has('planned', 'failed')) return 'partial';
  if (has('writing', 'accepted', 'uncertain')) return 'unknown';
  if (has('failed')) return 'failed';
  return changes.some(mayHaveWritten) ? 'partial' : 'nothingWritten';
}

function fieldsOf({change, state, at, why, undoneBy}: JournalledChange): HistoryField[] {
  const {order, server, siteCode, object} = change;
  const common = {order, server, siteCode, object, state, at, why, undoneBy};
  if (change.object === 'account') {
    const text = (exists: boolean): string => (exists ? change.userName : 'not there');
    const isKept = change.before.exists && change.after.exists;
    const after = isKept ? `${change.userName} (new password)` : text(change.after.exists);
    return [{...common, field: 'account', before: text(change.before.exists), after}];
  }
  return change.fields.map(field => ({
    ...common,
    field,
    before: fieldText(change.before, field),
    after: fieldText(change.after, field),
  }));
}
