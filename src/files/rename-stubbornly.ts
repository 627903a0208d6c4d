// Replaces a file although another program may hold it for a moment.
import {renameSync} from 'node:fs';
import {errorCode} from './file-problem.ts';

const passing = new Set(['EPERM', 'EBUSY', 'EACCES']);
const tries = 20;

export type Rename = (from: string, to: string) => void;

/**
 * On Windows a virus scanner or an indexer may hold a file for a moment (electron-store #254); tried again for about a second, then the error is
 * thrown. Elsewhere a rename that is refused stays refused. `rename` is for tests.
 */
export function renameStubbornly(from: string, to: string, rename: Rename = renameSync): void {
  const isPassing = process.platform === 'win32' || rename !== renameSync;
  for (let attempt = 1; ; attempt++) {
    try {
      rename(from, to);
      return;
    } catch (error) {
      if (!isPassing || !passing.has(errorCode(error)) || attempt >= tries) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5 * attempt);
    }
  }
}
