// One run's pen: fills in what every record of the run has in common and counts its records.
import type {PlannedChange} from '../../plan/plan.ts';
import type {OpenJournal} from './open-journal.ts';
import {mayHaveWritten, type JournalledChange, type JournalledRun} from './read-runs.ts';
import type {JournalEvent, JournalRecord, RunStart} from './record.ts';

/** Who and what every record of a run names. */
export interface RunAuthor {
  readonly run: string;
  readonly who: string;
  readonly host: string;
  readonly siteAccount: string | null;
  readonly provider: string;
  readonly toolVersion: string;
  readonly ticket: string | null;
  readonly planHash: string;
}

export interface RunJournal {
  /** Writes down all that the run is going to do. null, or why it failed. */
  planned(changes: readonly PlannedChange[], start: RunStart): string | null;
  /** One event about one change. null, or why it failed. */
  note(
    change: PlannedChange,
    event: Exclude<JournalEvent, 'planned' | 'undone'>,
    more?: {readonly why?: string; readonly wrote?: false},
  ): string | null;
}

/** `undone`: the run that this run undoes, where the journal has it; what is restored is marked there too. */
export function createRunJournal(
  journal: OpenJournal,
  author: RunAuthor,
  lastSeq: number,
  undone: JournalledRun | null,
  clock: () => Date,
): RunJournal {
  let seq = lastSeq;
  let undoneSeq = undone?.lastSeq ?? 0;
  const toMark = new Map(
    (undone?.changes ?? []).filter(change => mayHaveWritten(change)).map(known => [keyOf(known.change), known]),
  );
  const {run, planHash, ...common} = author;
  const record = (change: PlannedChange, event: JournalEvent): JournalRecord => ({
    run,
    seq: (seq += 1),
    at: clock().toISOString(),
    ...common,
    event,
    ...contents(change),
    planHash,
  });
  const mark = (undoneRun: JournalledRun, {change}: JournalledChange): JournalRecord => ({
    run: undoneRun.run,
    seq: (undoneSeq += 1),
    at: clock().toISOString(),
    ...common,
    event: 'undone',
    ...contents(change),
    before: change.after,
    after: change.before,
    planHash: undoneRun.planHash,
    by: run,
  });
  return {
    planned: (changes, start) =>
      journal.append(
        changes.map((change, index) =>
          index === 0 ? {...record(change, 'planned'), start} : record(change, 'planned'),
        ),
      ),
    note(change, event, more = {}) {
      const records = [{...record(change, event), ...more}];
      const original = toMark.get(keyOf(change));
      if (event === 'applied' && undone !== null && original !== undefined) records.push(mark(undone, original));
      return journal.append(records);
    },
  };
}

function contents(
  change: PlannedChange,
): Pick<JournalRecord, 'order' | 'server' | 'siteCode' | 'object' | 'before' | 'after'> {
  const {order, server, siteCode, object, before, after} = change;
  return {
    order,
    server,
    siteCode,
    object,
    ...(change.object === 'account' ? {userName: change.userName} : {}),
    before,
    after,
  };
}

function keyOf(change: PlannedChange): string {
  return `${change.object} ${change.siteCode}/${change.server.toLowerCase()}`;
}
