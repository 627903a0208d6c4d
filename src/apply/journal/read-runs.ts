// The runs that a journal tells of, each change with what became of it.
import type {PlannedChange} from '../../plan/plan.ts';
import {differingFields} from '../record.ts';
import type {Refusal} from '../refusal.ts';
import {readJournal, type ReadJournal} from './read-journal.ts';
import type {JournalRecord, RunStart} from './record.ts';

/** `writing`: a write was begun and nothing is known of its end. */
export type ChangeState = 'planned' | 'writing' | 'accepted' | 'applied' | 'failed' | 'uncertain';

export interface JournalledChange {
  readonly change: PlannedChange;
  readonly state: ChangeState;
  /** False where nothing was written to the site for it; true also where that is not known. */
  readonly wrote: boolean;
  /** When the present state was reached. */
  readonly at: string;
  /** When the last write was begun. */
  readonly writingAt: string | null;
  readonly why: string | null;
  readonly undoneBy: string | null;
}

export interface JournalledRun {
  readonly run: string;
  readonly at: string;
  readonly lastAt: string;
  readonly who: string;
  readonly host: string;
  readonly siteAccount: string | null;
  readonly provider: string;
  readonly toolVersion: string;
  readonly ticket: string | null;
  readonly planHash: string;
  readonly start: RunStart;
  /** In the order of the plan. */
  readonly changes: readonly JournalledChange[];
  /** False where the run was killed while it wrote down what it was going to do: nothing was written to the site. */
  readonly complete: boolean;
  /** False where the chain is broken before the run's end. */
  readonly trusted: boolean;
  readonly lastSeq: number;
}

export interface ReadRuns extends ReadJournal {
  /** Oldest first. */
  readonly runs: readonly JournalledRun[];
}

interface Growing {
  readonly first: JournalRecord;
  start: RunStart | null;
  lastAt: string;
  lastSeq: number;
  lastLine: number;
  readonly changes: Map<number, JournalledChange>;
}

/** All runs of a journal. A journal that is not there has none. */
export function readRuns(file: string): ReadRuns | Refusal {
  const growing = new Map<string, Growing>();
  const journal = readJournal(file, (record, line) => {
    let run = growing.get(record.run);
    if (run === undefined) {
      run = {first: record, start: null, lastAt: record.at, lastSeq: 0, lastLine: line, changes: new Map()};
      growing.set(record.run, run);
    }
    if (record.event !== 'undone' && record.event !== 'tested') {
      run.lastAt = record.at;
      run.lastLine = line;
    }
    run.lastSeq = Math.max(run.lastSeq, record.seq);
    run.start = record.start ?? run.start;
    const next = nextChange(run.changes.get(record.order), record);
    if (next !== null) run.changes.set(record.order, next);
  });
  if (journal.kind === 'refused') return journal;
  return {...journal, runs: [...growing.values()].flatMap(run => finished(run, journal.brokenAt))};
}

function nextChange(known: JournalledChange | undefined, record: JournalRecord): JournalledChange | null {
  const {event, at} = record;
  if (event === 'planned')
    return {change: changeOf(record), state: 'planned', wrote: false, at, writingAt: null, why: null, undoneBy: null};
  if (known === undefined || event === 'tested') return null;
  if (event === 'undone') return {...known, undoneBy: record.by ?? 'another run'};
  const wrote = record.wrote === false || event === 'failed' ? known.state === 'applied' && known.wrote : true;
  const writingAt = event === 'writing' ? at : known.writingAt;
  return {...known, state: event, wrote, at, writingAt, why: record.why ?? null};
}

function changeOf(record: JournalRecord): PlannedChange {
  const {order, server, siteCode, before, after} = record;
  const common = {order, server, siteCode, fields: differingFields(before, after)};
  if ('exists' in before && 'exists' in after)
    return {...common, object: 'account', userName: record.userName ?? '', before, after};
  if ('useProxy' in before && 'useProxy' in after) return {...common, object: 'softwareUpdatePoint', before, after};
  if ('enabled' in before && 'enabled' in after) return {...common, object: 'siteSystem', before, after};
  throw new Error('a journal record whose before and after are of different kinds passed the reader');
}

function finished(run: Growing, brokenAt: number | null): JournalledRun[] {
  if (run.start === null) return [];
  const {run: id, at, who, host, siteAccount, provider, toolVersion, ticket, planHash} = run.first;
  const changes = [...run.changes.values()].toSorted((a, b) => a.change.order - b.change.order);
  return [
    {
      run: id,
      at,
      who,
      host,
      siteAccount,
      provider,
      toolVersion,
      ticket,
      planHash,
      start: run.start,
      lastAt: run.lastAt,
      changes,
      complete: changes.length === run.start.changes,
      trusted: brokenAt === null || run.lastLine < brokenAt,
      lastSeq: run.lastSeq,
    },
  ];
}

/** Whether something was, or may have been, written to the site for this change. */
export function mayHaveWritten({wrote}: JournalledChange): boolean {
  return wrote;
}

/** Whether there is something left for `apply --resume`. A run that was undone, also in part, is over. */
export function isUnfinished(run: JournalledRun): boolean {
  return (
    run.complete &&
    run.start.operation !== 'account' &&
    run.changes.some(({state}) => state !== 'applied') &&
    !run.changes.some(({undoneBy}) => undoneBy !== null)
  );
}

/** Whether everything that the run wrote is undone. Created accounts stay, so they do not count. */
export function isUndone(run: JournalledRun): boolean {
  const written = run.changes.filter(change => mayHaveWritten(change) && change.change.object !== 'account');
  return written.length > 0 && written.every(({undoneBy}) => undoneBy !== null);
}
