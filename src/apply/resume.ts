// Goes on with a run that was cut off: by a crash, by Ctrl+C, by a failure. The journal has all that is needed.
import {exitCodes, type ExitCode} from '../model/exit-codes.ts';
import {executeRun} from './execute-run.ts';
import {isUnfinished, readRuns, type JournalledRun} from './journal/read-runs.ts';
import {journalPath} from './journal/journal-path.ts';
import {whyNotWritable} from './parse-change.ts';
import {refusal, type Refusal} from './refusal.ts';
import type {RunEnvironment, RunReport} from './run-input.ts';

export interface ResumePlace {
  readonly journalFolder: string;
  readonly connection: string;
  readonly hierarchyId: string;
  /** undefined: the newest unfinished run. */
  readonly run?: string | undefined;
}

export type Resumable =
  | {readonly kind: 'run'; readonly run: JournalledRun}
  /** Nothing is left to do. */
  | {readonly kind: 'nothing'; readonly text: string}
  | (Refusal & {readonly exitCode: ExitCode});

/** The run that `apply --resume` goes on with, for review before it does. Reads only. */
export function findResumable({journalFolder, connection, hierarchyId, run}: ResumePlace): Resumable {
  const file = journalPath(journalFolder, connection, hierarchyId);
  const read = readRuns(file);
  if (read.kind === 'refused') return {...read, exitCode: exitCodes.failed};
  const found =
    run === undefined ? read.runs.findLast(isUnfinished) : read.runs.find(candidate => candidate.run === run);
  if (found === undefined) {
    if (run === undefined) return {kind: 'nothing', text: 'There is no unfinished run.'};
    return {
      ...refusal(`There is no run ${run}`, `the journal ${file} does not have it`, 'See: cmproxy history'),
      exitCode: exitCodes.usage,
    };
  }
  const why = whyNotResumable(found, hierarchyId);
  if (why !== null)
    return {
      ...refusal(`Run ${found.run} cannot be resumed`, why, 'Make a new plan for what is left.'),
      exitCode: exitCodes.failed,
    };
  if (!isUnfinished(found)) return {kind: 'nothing', text: `Run ${found.run} is finished; nothing is left to do.`};
  return {kind: 'run', run: found};
}

function whyNotResumable(run: JournalledRun, hierarchyId: string): string | null {
  if (run.start.hierarchyId !== hierarchyId)
    return `it was made for the hierarchy ${run.start.hierarchyId}, and this is ${hierarchyId}`;
  if (!run.trusted) return "the journal's chain is broken before its end, so its records cannot be trusted";
  if (!run.complete) return 'it was killed before it had written down what it would do; it wrote nothing to the site';
  if (run.changes.some(({undoneBy}) => undoneBy !== null)) return 'it was undone since';
  for (const {change, state} of run.changes) {
    const refused = state === 'applied' ? null : whyNotWritable(change.after);
    if (refused !== null) return `its record for ${change.server} cannot be written: ${refused}`;
  }
  return null;
}

/**
 * Completes `run` as `findResumable` gave it. Servers that are applied are left alone; one whose result is not known is read again before
 * anything is written to it; one that was accepted is only read. No server is written twice.
 */
export function resumeRun({run, ...environment}: RunEnvironment & {readonly run: JournalledRun}): Promise<RunReport> {
  const {planHash, ticket, start, changes} = run;
  const items = changes.map(({change, state, writingAt}) => ({change, state, writingAt}));
  const plan = {
    hash: planHash,
    hierarchyId: start.hierarchyId,
    ticket,
    confirm: start.confirm,
    changes: changes.map(({change}) => change),
  };
  return executeRun({run: run.run, operation: 'resume', plan, items, undoes: start.undoes, earlier: run}, environment);
}
