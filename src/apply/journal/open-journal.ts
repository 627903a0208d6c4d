// The journal opened for writing: repaired after a crash, appended line by line, flushed to disk before anyone goes on.
import {closeSync, openSync, readSync, statSync} from 'node:fs';
import {openAppendLog, type AppendLog} from '../../files/append-line.ts';
import {FileProblem} from '../../files/file-problem.ts';
import {sweepTemporaryFiles} from '../../files/temporary-files.ts';
import {refusal, type Refusal} from '../refusal.ts';
import {hashOfLine, journalLine} from './journal-line.ts';
import {journalPath} from './journal-path.ts';
import {readRuns, type JournalledRun} from './read-runs.ts';
import type {JournalRecord} from './record.ts';
import {setAsideIncomplete} from './set-aside.ts';

export interface OpenJournal {
  readonly kind: 'open';
  readonly file: string;
  /** As they stood when the journal was opened. */
  readonly runs: readonly JournalledRun[];
  /** What people should know: a line moved aside, a broken chain. */
  readonly notices: readonly string[];
  /** Writes and flushes; null, or why it failed. After a failure nothing is appended any more. */
  append(records: readonly JournalRecord[]): string | null;
  close(): void;
}

export interface JournalPlace {
  readonly folder: string;
  readonly connection: string;
  readonly hierarchyId: string;
}

/** Opens or creates the journal of a hierarchy. */
export function openJournal(place: JournalPlace, clock: () => Date): OpenJournal | Refusal {
  const file = journalPath(place.folder, place.connection, place.hierarchyId);
  try {
    sweepTemporaryFiles(place.folder);
    const read = readRuns(file);
    if (read.kind === 'refused') return read;
    const notices: string[] = [];
    if (read.incompleteBytes > 0) {
      const aside = setAsideIncomplete(file, read.completeBytes, read.incompleteBytes, clock());
      notices.push(`the journal's last line was incomplete, as after a crash; it was moved to ${aside}`);
    }
    if (read.brokenAt !== null)
      notices.push(
        `the journal's chain is broken at line ${read.brokenAt} (${read.brokenWhy}); runs after it can be undone by their undo files only`,
      );
    return {...appender(file, openAppendLog(file), read.completeBytes, read.lastLineHash), runs: read.runs, notices};
  } catch (error) {
    const why =
      error instanceof FileProblem ? error.why : error instanceof Error && 'code' in error ? error.message : null;
    if (why === null) throw error;
    return refusal(
      `The journal ${file} cannot be written`,
      why,
      'Make room or make the folder writable, or give another folder with --journal.',
    );
  }
}

function appender(
  file: string,
  log: AppendLog,
  bytes: number,
  lastLineHash: string | null,
): Omit<OpenJournal, 'runs' | 'notices'> {
  let size = bytes;
  let previous = lastLineHash;
  let failed: string | null = null;
  return {
    kind: 'open',
    file,
    append(records) {
      if (failed !== null) return failed;
      try {
        const grown = statSync(file).size;
        if (grown !== size) previous = lastLineOf(file, grown);
        const lines = records.map(record => {
          const line = journalLine(record, previous);
          previous = hashOfLine(line);
          return line;
        });
        const text = lines.join('\n');
        log.append(text);
        size = grown + Buffer.byteLength(text) + 1;
        return null;
      } catch (error) {
        failed = error instanceof FileProblem ? error.why : error instanceof Error ? error.message : String(error);
        return failed;
      }
    },
    close: () => log.close(),
  };
}

/** A shared journal has grown by another machine's lines: the chain goes on from its last one. */
function lastLineOf(file: string, size: number): string | null {
  const descriptor = openSync(file, 'r');
  try {
    return lastLineBefore(descriptor, size);
  } finally {
    closeSync(descriptor);
  }
}

function lastLineBefore(descriptor: number, size: number): string | null {
  for (let bytes = 4096; ; bytes *= 2) {
    const length = Math.min(bytes, size);
    const tail = Buffer.alloc(length);
    readSync(descriptor, tail, 0, length, size - length);
    const end = tail.lastIndexOf(10);
    const start = end < 0 ? -1 : tail.lastIndexOf(10, end - 1);
    if (end >= 0 && (start >= 0 || length === size)) return hashOfLine(tail.subarray(start + 1, end));
    if (length === size) return null;
  }
}
