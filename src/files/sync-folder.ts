// Flushes a folder to disk, so that a new name in it outlives a power cut.
import {closeSync, fsyncSync, openSync} from 'node:fs';
import {errorCode} from './file-problem.ts';

/** What file systems answer that cannot flush a folder, such as some network shares. */
const cannot = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EBADF', 'EACCES', 'EPERM']);

/** Best effort: Windows and some network shares cannot do it, and the file itself is already saved. Throws the error of a failing disk. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  let handle: number | null = null;
  try {
    handle = openSync(folder, 'r');
    fsyncSync(handle);
  } catch (error) {
    if (!cannot.has(errorCode(error))) throw error;
  } finally {
    if (handle !== null) closeSync(handle);
  }
}
