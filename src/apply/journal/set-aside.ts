// After a crash: what is left of an incomplete last line is moved to a file of its own; complete lines are never touched.
import {closeSync, constants, fsyncSync, ftruncateSync, openSync, readSync, writeSync} from 'node:fs';

/**
 * Moves the `bytes` bytes after `from` to `<file>.incomplete-<time>` and gives that name. The copy is on disk before the journal is cut.
 * Throws what the file system throws.
 */
export function setAsideIncomplete(file: string, from: number, bytes: number, now: Date): string {
  const aside = `${file}.incomplete-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
  const journal = openSync(file, constants.O_RDWR);
  try {
    const rest = Buffer.alloc(bytes);
    readSync(journal, rest, 0, bytes, from);
    const copy = openSync(aside, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
    try {
      writeSync(copy, rest);
      fsyncSync(copy);
    } finally {
      closeSync(copy);
    }
    ftruncateSync(journal, from);
    fsyncSync(journal);
  } finally {
    closeSync(journal);
  }
  return aside;
}
