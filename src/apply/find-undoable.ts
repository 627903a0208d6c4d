// Which run an undo is about: the named one, the newest that is not undone, or the one of an undo file.
import {exitCodes, type ExitCode} from '../model/exit-codes.ts';
import type {PlannedChange} from '../plan/plan.ts';
import {journalPath} from './journal/journal-path.ts';
import {isUndone, mayHaveWritten, readRuns, type JournalledRun} from './journal/read-runs.ts';
import {readUndoFile} from './read-undo-file.ts';
import {refusal, type Refusal} from './refusal.ts';
import {undoFilePath} from './undo-file.ts';

export interface Undoable {
  readonly kind: 'run';
  readonly run: string;
  /** null where only an undo file tells of the run. */
  readonly at: string | null;
  readonly who: string | null;
  readonly ticket: string | null;
  /** What the run wrote, in its order. `certain`: it was read back. */
  readonly changes: readonly {readonly change: PlannedChange; readonly certain: boolean}[];
  readonly accountsLeft: readonly {readonly siteCode: string; readonly userName: string}[];
}

export interface UndoChoice {
  readonly hierarchyId: string;
  readonly connection: string;
  readonly journalFolder: string;
  readonly run?: string | undefined;
  readonly undoFile?: string | undefined;
}

export type UndoableOutcome =
  Undoable | {readonly kind: 'nothing'; readonly text: string} | (Refusal & {readonly exitCode: ExitCode});

/** Finds the run. Reads the journal and, where one is named, the undo file. */
export async function findUndoable(choice: UndoChoice): Promise<UndoableOutcome> {
  return choice.undoFile === undefined ? fromJournal(choice) : fromFile(choice, choice.undoFile);
}

function fromJournal({hierarchyId, connection, journalFolder, run: wanted}: UndoChoice): UndoableOutcome {
  const file = journalPath(journalFolder, connection, hierarchyId);
  const read = readRuns(file);
  if (read.kind === 'refused') return {...read, exitCode: exitCodes.failed};
  const found =
    wanted === undefined
      ? read.runs.findLast(run => run.changes.some(isLeft) && !isUndone(run))
      : read.runs.find(({run}) => run === wanted);
  if (found === undefined) {
    if (wanted === undefined) return {kind: 'nothing', text: 'There is no run left to undo.'};
    return {
      ...refusal(`There is no run ${wanted}`, `the journal ${file} does not have it`, 'See: cmproxy history'),
      exitCode: exitCodes.usage,
    };
  }
  if (!found.trusted) {
    const why = `the journal's chain is broken at line ${read.brokenAt} (${read.brokenWhy}), before the end of this run`;
    const todo = `Its undo file still works, after a look into it: cmproxy undo ${undoFilePath(journalFolder, found.run)}`;
    return {...refusal(`Run ${found.run} cannot be undone by the journal`, why, todo), exitCode: exitCodes.failed};
  }
  if (found.start.hierarchyId !== hierarchyId)
    return otherHierarchy(`Run ${found.run}`, found.start.hierarchyId, hierarchyId);
  if (found.start.operation === 'account')
    return {kind: 'nothing', text: `Run ${found.run} changed accounts, which are not undone; nothing was written.`};
  if (!found.changes.some(mayHaveWritten))
    return {kind: 'nothing', text: `Run ${found.run} wrote nothing; there is nothing to undo.`};
  if (isUndone(found))
    return {kind: 'nothing', text: `Run ${found.run} is already undone, by ${undoneBy(found)}; nothing was written.`};
  return undoable(found);
}

/** Something that the run wrote and that can be written back. */
function isLeft({wrote, undoneBy: by, change}: JournalledRun['changes'][number]): boolean {
  return wrote && by === null && change.object !== 'account';
}

function undoneBy(run: JournalledRun): string {
  return run.changes.find(change => change.undoneBy !== null)?.undoneBy ?? 'another run';
}

function undoable(run: JournalledRun): Undoable {
  return {
    kind: 'run',
    run: run.run,
    at: run.at,
    who: run.who,
    ticket: run.ticket,
    changes: run.changes.filter(isLeft).map(({change, state}) => ({change, certain: state === 'applied'})),
    accountsLeft: run.changes.flatMap(({change, wrote}) =>
      change.object === 'account' && wrote ? [{siteCode: change.siteCode, userName: change.userName}] : [],
    ),
  };
}

async function fromFile(
  {hierarchyId, connection, journalFolder}: UndoChoice,
  undoFile: string,
): Promise<UndoableOutcome> {
  const file = await readUndoFile(undoFile);
  if (file.kind === 'refused') return {...file, exitCode: exitCodes.failed};
  if (file.hierarchyId !== hierarchyId)
    return otherHierarchy(`The undo file ${undoFile}`, file.hierarchyId, hierarchyId);
  const read = readRuns(journalPath(journalFolder, connection, hierarchyId));
  const known = read.kind === 'journal' ? read.runs.find(({run}) => run === file.run) : undefined;
  return {
    kind: 'run',
    run: file.run,
    at: known?.at ?? null,
    who: known?.who ?? null,
    ticket: known?.ticket ?? null,
    changes: file.changes.map(change => ({change, certain: true})),
    accountsLeft: known === undefined ? [] : undoable(known).accountsLeft,
  };
}

function otherHierarchy(what: string, made: string, here: string): UndoableOutcome {
  return {
    ...refusal(
      `${what} cannot be undone here`,
      `it belongs to the hierarchy ${made}, and this is ${here}`,
      'Choose the connection with --connection.',
    ),
    exitCode: exitCodes.failed,
  };
}
