// The one way in which files are saved: after a crash at any moment the file is wholly the old or wholly the new one.
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readlinkSync,
  realpathSync,
  statSync,
  writeSync,
  type Stats,
} from 'node:fs';
import {basename, dirname, join, resolve} from 'node:path';
import {errorCode, FileProblem, reasonOf} from './file-problem.ts';
import {renameStubbornly, type Rename} from './rename-stubbornly.ts';
import {syncFolder} from './sync-folder.ts';
import {removeTemporary, temporaryName} from './temporary-files.ts';

export type WriteStep = 'opened' | 'written' | 'synced' | 'renamed';

interface Options {
  /** For a new file; an existing one keeps its mode. */
  readonly mode?: number;
  /** Called after each step; for tests. */
  readonly faultPoint?: (step: WriteStep) => void;
  /** The rename itself; tests make it fail as another program's grip on the file does. */
  readonly rename?: Rename | undefined;
}

/**
 * Real path first (a link stays, its target is replaced), then a temporary file beside it opened exclusively, fsync, rename, fsync of the folder.
 * Folders are made with mode 0700. An existing file keeps mode and owner. Throws `FileProblem`; the old file is intact and no temporary file is left.
 *
 * Test hook: with CMPROXY_TEST_FAULT=`write:STEP` or `write:STEP:FILENAME` the process kills itself after that step.
 */
export function writeFileAtomically(
  path: string,
  data: string | Uint8Array,
  {mode = 0o600, faultPoint = killAt(path), rename}: Options = {},
): void {
  const problem = (error: unknown): FileProblem =>
    error instanceof FileProblem
      ? error
      : new FileProblem(path, {
          what: `${path} was not saved`,
          why: reasonOf(error),
          todo: 'The old file, if there was one, is as it was. Mend the cause and try again.',
        });
  let temporary: string | null = null;
  try {
    const target = realTarget(path);
    const folder = dirname(target);
    mkdirSync(folder, {recursive: true, mode: 0o700});
    const before = statIfThere(target);
    if (before !== null && !before.isFile()) throw notAFile(path, before);
    temporary = join(folder, temporaryName(basename(target)));
    const handle = openSync(temporary, 'wx', mode);
    try {
      keepOwnerAndMode(handle, before, mode, path);
      faultPoint('opened');
      writeWhole(handle, data);
      faultPoint('written');
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    faultPoint('synced');
    renameStubbornly(temporary, target, rename);
    temporary = null;
    faultPoint('renamed');
    flush(folder, path);
  } catch (error) {
    if (temporary !== null) removeTemporary(temporary);
    throw problem(error);
  }
}

/** Follows links, also one whose target is not there yet. */
function realTarget(path: string): string {
  let target = resolve(path);
  for (let depth = 0; depth < 40; depth++) {
    try {
      return realpathSync(target);
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error;
    }
    try {
      if (!lstatSync(target).isSymbolicLink()) return target;
      target = resolve(realpathSync(dirname(target)), readlinkSync(target));
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return target;
      throw error;
    }
  }
  throw new FileProblem(path, {
    what: `${path} was not saved`,
    why: 'its links lead in a circle',
    todo: 'Remove the link.',
  });
}

/** A rename would replace a device such as /dev/null for the whole machine. */
function notAFile(path: string, stat: Stats): FileProblem {
  return new FileProblem(path, {
    what: `${path} was not saved`,
    why: stat.isDirectory() ? 'it is a folder' : 'it is not a regular file but a device, a pipe or a socket',
    todo: 'Name a file.',
  });
}

function statIfThere(path: string): Stats | null {
  return statSync(path, {throwIfNoEntry: false}) ?? null;
}

/** Never hands a file of another user silently to root: the owner is kept, or the save is refused. */
function keepOwnerAndMode(handle: number, before: Stats | null, mode: number, path: string): void {
  fchmodSync(handle, before === null ? mode : before.mode & 0o777);
  const ownId = process.geteuid?.();
  if (before === null || ownId === undefined || (before.uid === ownId && before.gid === process.getegid?.())) return;
  try {
    fchownSync(handle, before.uid, before.gid);
  } catch (error) {
    if (before.uid === ownId) return;
    throw new FileProblem(path, {
      what: `${path} was not saved`,
      why: `it belongs to another user (uid ${before.uid}), and its owner could not be kept: ${reasonOf(error)}`,
      todo: 'Run as that user, or change the owner first.',
    });
  }
}

function writeWhole(handle: number, data: string | Uint8Array): void {
  const bytes = typeof data === 'string' ? Buffer.from(data, 'utf8') : data;
  let written = 0;
  while (written < bytes.length) written += writeSync(handle, bytes, written, bytes.length - written);
}

function flush(folder: string, path: string): void {
  try {
    syncFolder(folder);
  } catch (error) {
    throw new FileProblem(path, {
      what: `${path} was saved, but perhaps not for good`,
      why: reasonOf(error),
      todo: 'It holds the new text now; whether that outlives a power cut is not known. Check the disk.',
    });
  }
}

function killAt(path: string): (step: WriteStep) => void {
  const fault = process.env['CMPROXY_TEST_FAULT'];
  if (fault === undefined || !fault.startsWith('write:')) return () => undefined;
  const [, wanted, file] = fault.split(':');
  return step => {
    if (step === wanted && (file === undefined || file === basename(path))) process.kill(process.pid, 'SIGKILL');
  };
}
