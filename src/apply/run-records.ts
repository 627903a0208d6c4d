// What a run leaves behind on disk: its journal records and its undo file, both begun before the first write to the site.
import {existsSync, rmSync} from 'node:fs';
import {FileProblem} from '../files/file-problem.ts';
import {writeFileAtomically} from '../files/write-file-atomically.ts';
import {openJournal, type OpenJournal} from './journal/open-journal.ts';
import {mayHaveWritten} from './journal/read-runs.ts';
import {journalSchema, type RunStart} from './journal/record.ts';
import {createRunJournal, type RunJournal} from './journal/run-journal.ts';
import {refusal, type Refusal} from './refusal.ts';
import type {RunEnvironment, RunWork} from './run-input.ts';
import {undoEntries, undoFilePath, undoFileText} from './undo-file.ts';

export interface RunRecords {
  readonly kind: 'open';
  readonly file: string;
  readonly journal: RunJournal;
  readonly notices: readonly string[];
  /** Leaves an undo file of what was really written, or none where nothing was. */
  finish(): {readonly undoFile: string | null; readonly notice: string | null};
  close(): void;
}

/** Opens the journal, writes the undo file and then all planned records. Where one of these fails, nothing is left of the others. */
export function openRunRecords(
  work: RunWork,
  environment: RunEnvironment,
  siteAccount: string | null,
  tookOverLock: string | null,
): RunRecords | Refusal {
  const {site, journalFolder, clock} = environment;
  const opened = openJournal({folder: journalFolder, connection: site.name, hierarchyId: work.plan.hierarchyId}, clock);
  if (opened.kind === 'refused') return opened;
  if (work.earlier !== null && opened.runs.find(({run}) => run === work.run)?.lastSeq !== work.earlier.lastSeq) {
    opened.close();
    return refusal(
      `Run ${work.run} was not resumed`,
      'it has gone on since it was looked at',
      'Look again with: cmproxy history',
    );
  }
  const undoFile = undoFilePath(journalFolder, work.run);
  const changes = work.items.map(({change}) => change);
  const saveUndo = (entries = undoEntries(changes)): Refusal | null =>
    saved(
      undoFile,
      undoFileText({
        hierarchyId: work.plan.hierarchyId,
        run: work.run,
        planHash: work.plan.hash,
        at: clock().toISOString(),
        servers: entries,
      }),
    );
  const refused = existsSync(undoFile) ? null : saveUndo();
  if (refused !== null) {
    opened.close();
    return refused;
  }
  const pen = createPen(work, environment, opened, siteAccount);
  const failure = work.earlier === null ? pen.planned(changes, startOf(work, site.name, tookOverLock)) : null;
  if (failure !== null) {
    opened.close();
    rmSync(undoFile, {force: true});
    return refusal(
      `The journal ${opened.file} cannot be written`,
      failure,
      'Make room, or give another folder with --journal.',
    );
  }
  const written = new Set(work.earlier?.changes.filter(mayHaveWritten).map(({change}) => change.order));
  return {
    kind: 'open',
    file: opened.file,
    notices: opened.notices,
    journal: {
      ...pen,
      note(change, event, more) {
        const failed = pen.note(change, event, more);
        if (event === 'writing' && failed === null) written.add(change.order);
        if (event === 'failed' || more?.wrote === false) written.delete(change.order);
        return failed;
      },
    },
    finish() {
      const entries = undoEntries(changes.filter(({order}) => written.has(order)));
      if (entries.length === 0) {
        rmSync(undoFile, {force: true});
        return {undoFile: null, notice: null};
      }
      const failed = entries.length === undoEntries(changes).length ? null : saveUndo(entries);
      const notice =
        failed === null
          ? null
          : `the undo file ${undoFile} names servers that were not written: it could not be saved again (${failed.why})`;
      return {undoFile, notice};
    },
    close: () => opened.close(),
  };
}

function createPen(
  work: RunWork,
  environment: RunEnvironment,
  opened: OpenJournal,
  siteAccount: string | null,
): RunJournal {
  const {who, host, toolVersion, site, clock} = environment;
  const {ticket, hash: planHash} = work.plan;
  const undone = work.undoes === null ? null : (opened.runs.find(({run}) => run === work.undoes) ?? null);
  const author = {run: work.run, who, host, siteAccount, provider: site.provider, toolVersion, ticket, planHash};
  return createRunJournal(opened, author, work.earlier?.lastSeq ?? 0, undone, clock);
}

function startOf(work: RunWork, connection: string, tookOverLock: string | null): RunStart {
  return {
    schema: journalSchema,
    operation: work.operation === 'undo' ? 'undo' : 'apply',
    connection,
    hierarchyId: work.plan.hierarchyId,
    changes: work.items.length,
    undoes: work.undoes,
    confirm: work.plan.confirm,
    tookOverLock,
  };
}

function saved(file: string, text: string): Refusal | null {
  try {
    writeFileAtomically(file, text);
    return null;
  } catch (error) {
    if (error instanceof FileProblem) return refusal(error.what, error.why, error.todo);
    throw error;
  }
}
