// Locks as files: who holds it is written in it, a live one is never taken, and what cannot be read is never taken for free.
import {unlinkSync} from 'node:fs';
import {dirname} from 'node:path';
import {FileProblem, reasonOf} from './file-problem.ts';
import {processIdentity, type ProcessIdentity} from './process-identity.ts';
import {readLock, type LockOwner} from './read-lock.ts';
import {replaceLock, takeLock, underClaim, type Contender, type Taken, type TakenOver} from './take-lock.ts';
import {randomName, sweepTemporaryFiles} from './temporary-files.ts';

export interface HeldLock {
  readonly id: string;
  readonly path: string;
  heartbeat(): void;
  /** Never throws: a lock that cannot be removed is taken over once this process has ended. */
  release(): void;
  isStillOurs(): boolean;
}

export type Acquired = {
  readonly kind: 'acquired';
  readonly lock: HeldLock;
  readonly takenOver: TakenOver | null;
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
  /** Held for moments only: no heartbeat, and not flushed to disk. */
  readonly isShort?: boolean;
}

const beatEveryMs = 10_000;
const tries = 20;

/** Takes the lock, takes a stale one over, or says who holds it. The heartbeat runs by itself until `release`. Throws `FileProblem`. */
export function acquireLock(path: string, request: LockRequest): Acquired | Locked {
  const contender = contend(request);
  for (let attempt = 0; attempt < tries; attempt++) {
    const taken = tryOnce(path, contender);
    if (taken.kind === 'taken') {
      if (taken.takenOver !== null) sweepTemporaryFiles(dirname(path));
      const lock = held(path, contender, request.isShort === true ? null : beatEveryMs);
      return {kind: 'acquired', lock, takenOver: taken.takenOver};
    }
    if (taken.kind === 'refused') return lockedText(path, taken.owner, taken.why, taken.mayUnlock);
    waitAMoment();
  }
  return lockedText(path, null, `others took the lock ${path} again and again`, false);
}

function contend({operation, who, toolVersion, clock, identity, isShort}: LockRequest): Contender {
  const here = identity ?? processIdentity();
  const now = clock().toISOString();
  const mine = {id: randomName(), operation, who, version: toolVersion, created: now, heartbeat: now, ...here};
  return {mine, here, clock, isFlushed: isShort !== true};
}

function tryOnce(path: string, contender: Contender): Taken {
  try {
    return takeLock(path, contender);
  } catch (error) {
    throw new FileProblem(path, {
      what: 'The lock could not be made',
      why: `${path}: ${reasonOf(error)}`,
      todo: 'Check that the folder can be written, or set CMPROXY_HOME.',
    });
  }
}

function waitAMoment(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1 + Math.random() * 4);
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

function held(path: string, contender: Contender, beatMs: number | null): HeldLock {
  const {id} = contender.mine;
  const heartbeat = (): void => {
    const mine = {...contender.mine, heartbeat: contender.clock().toISOString()};
    underClaim(path, id, contender, () => replaceLock(path, mine, contender.isFlushed));
  };
  const timer = beatMs === null ? null : setInterval(() => quietly(heartbeat), beatMs);
  timer?.unref();
  return {
    id,
    path,
    heartbeat,
    isStillOurs() {
      const now = readLock(path);
      return now.kind === 'held' && now.owner.id === id;
    },
    release() {
      if (timer !== null) clearInterval(timer);
      quietly(() => underClaim(path, id, contender, () => unlinkSync(path)));
    },
  };
}

function quietly(action: () => void): void {
  try {
    action();
  } catch {
    // The lock stays as it was, with its older heartbeat. On this machine the process decides whether it is live, so nothing is taken or lost.
  }
}

export type Unlocked =
  {readonly kind: 'unlocked'; readonly owner: LockOwner} | {readonly kind: 'wrongId' | 'free' | 'unreadable'};

/** Frees a lock by its id alone, whoever holds it. Throws `FileProblem` where it cannot be removed. */
export function forceUnlock(path: string, id: string): Unlocked {
  const clock = (): Date => new Date();
  const contender = contend({operation: 'site unlock', who: '', toolVersion: '', clock, isShort: true});
  try {
    for (let attempt = 1; ; attempt++) {
      const found = readLock(path);
      if (found.kind !== 'held') return {kind: found.kind};
      if (found.owner.id !== id) return {kind: 'wrongId'};
      const unlocked: Unlocked = {kind: 'unlocked', owner: found.owner};
      if (
        underClaim(path, id, contender, () => {
          unlinkSync(path);
          return true;
        }) !== null
      )
        return unlocked;
      if (attempt === tries) {
        // A claim that nobody gives up, left by a machine that is gone: whoever unlocks has decided.
        unlinkSync(path);
        return unlocked;
      }
      waitAMoment();
    }
  } catch (error) {
    throw new FileProblem(path, {
      what: 'The lock was not freed',
      why: `${path}: ${reasonOf(error)}`,
      todo: 'Check that the folder can be written.',
    });
  }
}
