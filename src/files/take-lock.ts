// Puts lock files in place and takes them away, so that of many contenders one wins and a live lock is not even touched.
import {linkSync, mkdirSync, statSync, writeFileSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import {errorCode, withoutLinks} from './file-problem.ts';
import {judge} from './judge-lock.ts';
import type {ProcessIdentity} from './process-identity.ts';
import {readLock, type LockOwner} from './read-lock.ts';
import {renameStubbornly} from './rename-stubbornly.ts';
import {claimName, randomName, removeTemporary, temporaryName} from './temporary-files.ts';

export interface Contender {
  /** What the lock file will hold. */
  readonly mine: LockOwner;
  readonly here: ProcessIdentity;
  readonly clock: () => Date;
  /** Whether the file must outlive a power cut: one that is cut short is never taken for free. */
  readonly isFlushed: boolean;
}

export interface TakenOver {
  readonly owner: LockOwner;
  readonly why: string;
}

export type Taken =
  | {readonly kind: 'taken'; readonly takenOver: TakenOver | null}
  | {readonly kind: 'refused'; readonly owner: LockOwner | null; readonly why: string; readonly mayUnlock: boolean}
  /** Another was quicker: look again. */
  | {readonly kind: 'again'};

/** One try. Throws the error of a file system that refuses. */
export function takeLock(path: string, contender: Contender): Taken {
  const found = readLock(path);
  if (found.kind === 'unreadable')
    return {
      kind: 'refused',
      owner: null,
      mayUnlock: false,
      why: `the lock file ${path} could not be read: ${found.why}`,
    };
  if (found.kind === 'free') return place(path, contender) ? {kind: 'taken', takenOver: null} : {kind: 'again'};
  const judged = judge(found.owner, contender.here, contender.clock());
  if (judged.kind === 'live')
    return {kind: 'refused', owner: found.owner, why: judged.why, mayUnlock: judged.mayUnlock};
  const replaced = underClaim(path, found.owner.id, contender, () => {
    replaceLock(path, contender.mine, contender.isFlushed);
    return true;
  });
  return replaced === null ? {kind: 'again'} : {kind: 'taken', takenOver: {owner: found.owner, why: judged.why}};
}

/**
 * Runs `action` while the lock at `path` is still the one with that id and nobody else may replace it; null where another has come first.
 *
 * Only who holds the claim on an id may replace or remove the lock with that id. A claim is a lock file itself, named by the id, so one that a
 * killed process left is taken over in the same way.
 */
export function underClaim<T>(path: string, id: string, contender: Contender, action: () => T): T | null {
  const claim = join(dirname(path), claimName(basename(path), id));
  const taken = takeLock(claim, {...contender, mine: {...contender.mine, id: randomName()}, isFlushed: false});
  if (taken.kind !== 'taken') return null;
  try {
    const now = readLock(path);
    return now.kind === 'held' && now.owner.id === id ? action() : null;
  } finally {
    removeTemporary(claim);
  }
}

/** Whole from its first moment: written beside it and linked into place, which fails where there is one. False where there is one. */
function place(path: string, {mine, isFlushed}: Contender): boolean {
  const folder = dirname(path);
  if (statSync(folder, {throwIfNoEntry: false}) === undefined) mkdirSync(folder, {recursive: true, mode: 0o700});
  const temporary = writeBeside(path, mine, isFlushed);
  try {
    linkSync(temporary, path);
    return true;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') return false;
    if (!withoutLinks.has(code)) throw error;
    return placeWithoutLinks(path, mine, isFlushed);
  } finally {
    removeTemporary(temporary);
  }
}

/** For file systems such as FAT. Who reads it half written takes it for unreadable, which is held. */
function placeWithoutLinks(path: string, owner: LockOwner, isFlushed: boolean): boolean {
  try {
    writeFileSync(path, textOf(owner), {mode: 0o600, flag: 'wx', flush: isFlushed});
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Puts `owner` over the lock that is there. Only under a claim. */
export function replaceLock(path: string, owner: LockOwner, isFlushed: boolean): void {
  const temporary = writeBeside(path, owner, isFlushed);
  try {
    renameStubbornly(temporary, path);
  } catch (error) {
    removeTemporary(temporary);
    throw error;
  }
}

function writeBeside(path: string, owner: LockOwner, isFlushed: boolean): string {
  const temporary = join(dirname(path), temporaryName(basename(path)));
  try {
    writeFileSync(temporary, textOf(owner), {mode: 0o600, flag: 'wx', flush: isFlushed});
  } catch (error) {
    removeTemporary(temporary);
    throw error;
  }
  return temporary;
}

function textOf(owner: LockOwner): string {
  return `${JSON.stringify(owner)}\n`;
}
