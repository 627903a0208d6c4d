// A broken file of ours is never cleared: it is moved aside under a name that is not taken.
import {linkSync, renameSync, unlinkSync} from 'node:fs';
import {errorCode} from './file-problem.ts';

/** Renames `path` to `path.broken-TIME`, never over another file. Gives the new path. */
export function moveAside(path: string, clock: () => Date): string {
  const stamp = clock().toISOString().replace(/[:.]/g, '-');
  for (let count = 0; ; count++) {
    const target = `${path}.broken-${stamp}${count === 0 ? '' : `-${count}`}`;
    try {
      linkSync(path, target);
      unlinkSync(path);
      return target;
    } catch (error) {
      if (errorCode(error) === 'EEXIST') continue;
      if (errorCode(error) !== 'EPERM' && errorCode(error) !== 'ENOTSUP') throw error;
      renameSync(path, target);
      return target;
    }
  }
}
