// Reads a journal from its beginning and says where its chain is broken. Changes nothing.
import {existsSync} from 'node:fs';
import {ShapeError} from '../../model/shape.ts';
import {refusal, type Refusal} from '../refusal.ts';
import {hashOfLine, NewerJournal, parseJournalLine, type ReadLine} from './journal-line.ts';
import type {JournalRecord} from './record.ts';
import {scanLines, type ScannedLines} from './scan-lines.ts';

export interface ReadJournal {
  readonly kind: 'journal';
  /** Line number of the first break; null where the chain holds. */
  readonly brokenAt: number | null;
  readonly brokenWhy: string | null;
  readonly completeBytes: number;
  readonly incompleteBytes: number;
  readonly lastLineHash: string | null;
}

/** Gives each record to `onRecord` with its line number (from 1). A file that is not there is an empty journal. */
export function readJournal(
  file: string,
  onRecord: (record: JournalRecord, line: number) => void,
): ReadJournal | Refusal {
  let number = 0;
  let previous: string | null = null;
  let brokenAt: number | null = null;
  let brokenWhy: string | null = null;
  const broken = (why: string): void => {
    if (brokenAt !== null) return;
    brokenAt = number;
    brokenWhy = why;
  };
  let scanned: ScannedLines = {completeBytes: 0, incompleteBytes: 0};
  try {
    if (existsSync(file))
      scanned = scanLines(file, line => {
        number += 1;
        const read = tryParse(line);
        if (typeof read === 'string') broken(read);
        else {
          if (read.previousLineHash !== previous) broken('a line before it was changed, removed or added');
          if (!read.intact) broken('the line was changed');
          onRecord(read.record, number);
        }
        previous = hashOfLine(line);
      });
  } catch (error) {
    if (error instanceof NewerJournal)
      return refusal(
        `The journal ${file} cannot be used`,
        error.message,
        'Use the version of cmproxy that wrote it, or --journal with another folder.',
      );
    if (error instanceof Error && 'code' in error)
      return refusal(
        `The journal ${file} cannot be read`,
        error.message,
        'Make the file readable, or give another folder with --journal.',
      );
    throw error;
  }
  return {kind: 'journal', brokenAt, brokenWhy, lastLineHash: previous, ...scanned};
}

function tryParse(line: Buffer): ReadLine | string {
  try {
    return parseJournalLine(line.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return 'the line is not JSON';
    if (error instanceof ShapeError) return `the line is not a journal record: ${error.message}`;
    throw error;
  }
}
