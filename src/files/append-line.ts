// An append-only log: one line, one write, one flush; a line is there wholly or, after a full disk, not at all.
import {closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync, writeSync} from 'node:fs';
import {dirname} from 'node:path';
import {FileProblem, reasonOf} from './file-problem.ts';
import {syncFolder} from './sync-folder.ts';

export interface AppendLog {
  /** `line` without its line feed. Throws `FileProblem`; what was written of it is taken back. */
  append(line: string): void;
  close(): void;
}

/** Mode 0600 for a new file, folders 0700. */
export function openAppendLog(path: string): AppendLog {
  const problem = (error: unknown): FileProblem =>
    new FileProblem(path, {
      what: `${path} could not be written`,
      why: reasonOf(error),
      todo: 'Make room or mend the permissions before anything else is written.',
    });
  let handle: number;
  try {
    mkdirSync(dirname(path), {recursive: true, mode: 0o700});
    const isNew = !existsSync(path);
    handle = openSync(path, 'a', 0o600);
    if (isNew) syncFolder(dirname(path));
  } catch (error) {
    throw problem(error);
  }
  return {
    append(line) {
      const before = fstatSync(handle).size;
      const bytes = Buffer.from(`${line}\n`, 'utf8');
      let written = 0;
      try {
        while (written < bytes.length) written += writeSync(handle, bytes, written);
        fsyncSync(handle);
      } catch (error) {
        takeBack(handle, before, written);
        throw problem(error);
      }
    },
    close() {
      closeSync(handle);
    },
  };
}

/** Only where nothing came after it: in a shared folder another machine may have added its own lines meanwhile. */
function takeBack(handle: number, before: number, written: number): void {
  try {
    if (fstatSync(handle).size === before + written) ftruncateSync(handle, before);
  } catch {
    // The reader moves an incomplete last line aside; nothing more can be done on a disk that refuses everything.
  }
}
