// Locks as files: who holds it is written in it, a live one is never taken, and what cannot be read is never taken for free.
import {linkSync, mkdirSync, renameSync, unlinkSync, writeFileSync, statSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import {errorCode, FileProblem, reasonOf} from './file-problem.ts';
import {judge} from './judge-lock.ts';
import {processIdentity, type ProcessIdentity} from './process-identity.ts';
import {readLock, type LockOwner} from './read-lock.ts';
import {randomName, temporaryName} from './temporary-files.ts';
import {writeFileAtomically} from './write-file-atomically.ts';

export interface HeldLock {
  readonly id: string;
  readonly path: string;
  heartbeat(): void;
  release(): void;
  isStillOurs(): boolean;
}

export type Acquired = {
  readonly kind: 'acquired';
  readonly lock: HeldLock;
  readonly takenOver: {readonly owner: LockOwner; readonly why: string} | null;
};
export type Locked = {
  readonly kind: 'locked';
  /** null where the lock could not be read. */
  readonly owner: LockOwner | null;
  readonly why: string;
  /** Whether `site unlock ID` may help. */
  readonly mayUnlock: boolean;
  readonly message: string;
};

export interface LockRequest {
  readonly operation: string;
  readonly who: string;
  readonly toolVersion: string;
  readonly clock: () => Date;
  readonly identity?: ProcessIdentity;
}

const beatEveryMs = 10_000;

/** Takes the lock, takes a stale one over, or says who holds it. The heartbeat runs by itself until `release`. */
export function acquireLock(path: string, request: LockRequest): Acquired | Locked {
  const here = request.identity ?? processIdentity();
  for (let attempt = 0; attempt < 10; attempt++) {
    const created = create(path, request, here);
    if (created !== null) return {kind: 'acquired', lock: created, takenOver: null};
    const found = readLock(path);
    if (found.kind === 'free') continue;
    if (found.kind === 'unreadable')
      return lockedText(path, null, `the lock file ${path} could not be read: ${found.why}`, false);
    const judged = judge(found.owner, here, request.clock());
    if (judged.kind === 'live') return lockedText(path, found.owner, judged.why, judged.mayUnlock);
    if (!removeStale(path, found.owner.id)) continue;
    const mine = create(path, request, here);
    if (mine !== null) return {kind: 'acquired', lock: mine, takenOver: {owner: found.owner, why: judged.why}};
  }
  return lockedText(path, null, 'others took it again and again', false);
}

function lockedText(path: string, owner: LockOwner | null, why: string, mayUnlock: boolean): Locked {
  const who =
    owner === null
      ? ''
      : ` It is held by ${owner.who}@${owner.host} (pid ${owner.pid}) for "${owner.operation}" since ${owner.created}.`;
  const todo =
    owner === null
      ? `Look at ${path}; remove it only when no run is at work.`
      : mayUnlock
        ? `When that run is surely gone: cmproxy site unlock ${owner.id}`
        : 'Wait for it to end.';
  return {kind: 'locked', owner, why, mayUnlock, message: `${why}.${who} ${todo}`};
}

/** Whole from its first moment: written beside it and linked into place, which fails where there is one. null where there is one. */
function create(path: string, request: LockRequest, here: ProcessIdentity): HeldLock | null {
  const now = request.clock().toISOString();
  const owner: LockOwner = {
    id: randomName(),
    operation: request.operation,
    who: request.who,
    version: request.toolVersion,
    created: now,
    heartbeat: now,
    ...here,
  };
  const folder = dirname(path);
  const temporary = join(folder, temporaryName(basename(path)));
  try {
    mkdirSync(folder, {recursive: true, mode: 0o700});
    writeFileSync(temporary, `${JSON.stringify(owner)}\n`, {mode: 0o600, flag: 'wx'});
    try {
      linkSync(temporary, path);
    } finally {
      unlinkSync(temporary);
    }
  } catch (error) {
    if (errorCode(error) === 'EEXIST' && statSync(folder, {throwIfNoEntry: false})?.isDirectory() === true) return null;
    throw new FileProblem(path, {
      what: 'The lock could not be made',
      why: `${path}: ${reasonOf(error)}`,
      todo: 'Check that the folder can be written, or set CMPROXY_HOME.',
    });
  }
  return held(path, owner, request.clock);
}

function held(path: string, first: LockOwner, clock: () => Date): HeldLock {
  const isStillOurs = (): boolean => {
    const now = readLock(path);
    return now.kind === 'held' && now.owner.id === first.id;
  };
  const heartbeat = (): void => {
    if (isStillOurs()) writeFileAtomically(path, `${JSON.stringify({...first, heartbeat: clock().toISOString()})}\n`);
  };
  const timer = setInterval(() => {
    try {
      heartbeat();
    } catch {
      // A heartbeat that cannot be written leaves the older one; on this machine the process number decides.
    }
  }, beatEveryMs);
  timer.unref();
  return {
    id: first.id,
    path,
    heartbeat,
    isStillOurs,
    release() {
      clearInterval(timer);
      if (isStillOurs()) unlinkSync(path);
    },
  };
}

/** Takes a stale lock out of the way. Of two that try, one wins; a lock that is not the judged one is put back. */
function removeStale(path: string, id: string): boolean {
  const aside = join(dirname(path), temporaryName(basename(path)));
  try {
    renameSync(path, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return true;
    throw error;
  }
  const taken = readLock(aside);
  if (taken.kind === 'held' && taken.owner.id === id) {
    unlinkSync(aside);
    return true;
  }
  try {
    linkSync(aside, path);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  unlinkSync(aside);
  return false;
}

export type Unlocked =
  {readonly kind: 'unlocked'; readonly owner: LockOwner} | {readonly kind: 'wrongId' | 'free' | 'unreadable'};

/** Frees a lock by its id alone, whoever holds it. */
export function forceUnlock(path: string, id: string): Unlocked {
  const found = readLock(path);
  if (found.kind !== 'held') return {kind: found.kind};
  if (found.owner.id !== id) return {kind: 'wrongId'};
  return removeStale(path, id) ? {kind: 'unlocked', owner: found.owner} : {kind: 'wrongId'};
}
