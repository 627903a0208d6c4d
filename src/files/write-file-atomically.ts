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
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
  type Stats,
} from 'node:fs';
import {basename, dirname, join, resolve} from 'node:path';
import {errorCode, FileProblem, reasonOf} from './file-problem.ts';
import {temporaryName} from './temporary-files.ts';

export type WriteStep = 'opened' | 'written' | 'synced' | 'renamed';

interface Options {
  /** For a new file; an existing one keeps its mode. */
  readonly mode?: number;
  /** Called after each step; for tests. */
  readonly faultPoint?: (step: WriteStep) => void;
  /** The rename itself; tests make it fail as another program's grip on the file does. */
  readonly rename?: (from: string, to: string) => void;
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
  {mode = 0o600, faultPoint = killAt(path), rename = renameSync}: Options = {},
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
    syncFolder(folder);
  } catch (error) {
    if (temporary !== null) removeIfThere(temporary);
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
      target = resolve(dirname(target), readlinkSync(target));
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

const stubborn = new Set(['EPERM', 'EBUSY', 'EACCES']);
const renameTries = 20;

/** On Windows a virus scanner or an indexer may hold the file for a moment; tried again for about a second. */
function renameStubbornly(from: string, to: string, rename: (from: string, to: string) => void): void {
  for (let attempt = 1; ; attempt++) {
    try {
      rename(from, to);
      return;
    } catch (error) {
      if (
        !stubborn.has(errorCode(error)) ||
        attempt >= renameTries ||
        (process.platform !== 'win32' && rename === renameSync)
      )
        throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5 * attempt);
    }
  }
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
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
