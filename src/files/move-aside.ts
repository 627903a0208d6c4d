// A broken file of ours is never cleared: it is moved aside under a name that is not taken.
import {existsSync, linkSync, realpathSync, renameSync, unlinkSync} from 'node:fs';
import {errorCode, FileProblem, reasonOf, withoutLinks} from './file-problem.ts';

/**
 * Renames `path` to `path.broken-TIME`, never over another file, and gives the new path. Of a symbolic link it moves the target, so that the
 * link stays where its owner put it. Throws `FileProblem`.
 */
export function moveAside(path: string, clock: () => Date): string {
  const stamp = clock().toISOString().replace(/[:.]/g, '-');
  try {
    const real = realpathSync(path);
    for (let count = 0; ; count++) {
      const target = `${real}.broken-${stamp}${count === 0 ? '' : `-${count}`}`;
      if (!existsSync(target) && moved(real, target)) return target;
    }
  } catch (error) {
    throw new FileProblem(path, {
      what: `${path} was not moved aside`,
      why: reasonOf(error),
      todo: 'It is as it was. Mend the cause, or move it away yourself.',
    });
  }
}

/** A link and not a rename, because a rename would replace what another process has put there meanwhile. False where there is something. */
function moved(from: string, to: string): boolean {
  try {
    linkSync(from, to);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') return false;
    if (!withoutLinks.has(code)) throw error;
    renameSync(from, to);
    return true;
  }
  unlinkSync(from);
  return true;
}
