// The journal opened for writing: repaired after a crash, appended line by line, flushed to disk before anyone goes on.
import {closeSync, constants, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync} from 'node:fs';
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
    mkdirSync(place.folder, {recursive: true, mode: 0o700});
    const read = readRuns(file);
    if (read.kind === 'refused') return read;
    const notices: string[] = [];
    if (read.incompleteBytes > 0) {
      const aside = setAsideIncomplete(file, read.completeBytes, read.incompleteBytes, clock());
      notices.push(`the journal's last line was incomplete, as after a crash; it was moved to ${aside}`);
    }
    if (read.brokenAt !== null)
      notices.push(`the journal's chain is broken at line ${read.brokenAt} (${read.brokenWhy}); runs after it can be undone by their undo files only`);
    const descriptor = openSync(file, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND, 0o600);
    return {...appender(file, descriptor, read.completeBytes, read.lastLineHash), runs: read.runs, notices};
  } catch (error) {
    if (error instanceof Error && 'code' in error)
      return refusal(`The journal ${file} cannot be written`, error.message, 'Make room or make the folder writable, or give another folder with --journal. Nothing was written to the site.');
    throw error;
  }
}

function appender(file: string, descriptor: number, bytes: number, lastLineHash: string | null): Omit<OpenJournal, 'runs' | 'notices'> {
  let size = bytes;
  let previous = lastLineHash;
  let failed: string | null = null;
  return {
    kind: 'open',
    file,
    append(records) {
      if (failed !== null) return failed;
      try {
        const grown = fstatSync(descriptor).size;
        if (grown !== size) [size, previous] = [grown, lastLineOf(descriptor, grown)];
        let chain = previous;
        const lines = records.map(record => {
          const line = journalLine(record, chain);
          chain = hashOfLine(line);
          return `${line}\n`;
        });
        const data = Buffer.from(lines.join(''));
        writeAll(descriptor, data);
        fsyncSync(descriptor);
        [size, previous] = [size + data.length, chain];
        return null;
      } catch (error) {
        failed = error instanceof Error ? error.message : String(error);
        cutBack(descriptor, size);
        return failed;
      }
    },
    close() {
      closeSync(descriptor);
    },
  };
}

function writeAll(descriptor: number, data: Buffer): void {
  for (let at = 0; at < data.length; ) at += writeSync(descriptor, data, at);
}

/** A shared journal has grown by another machine's lines: the chain goes on from its last one. */
function lastLineOf(descriptor: number, size: number): string | null {
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

/** A half-written line must not glue itself to the next one; where even this fails, the next opening moves it aside. */
function cutBack(descriptor: number, size: number): void {
  try {
    ftruncateSync(descriptor, size);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}
