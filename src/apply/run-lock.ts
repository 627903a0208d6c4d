// One run at a time on a hierarchy, within one CMPROXY_HOME. Other homes and hosts are met by the second look before each write.
import {join} from 'node:path';
import {FileProblem} from '../files/file-problem.ts';
import {acquireLock} from '../files/lock.ts';
import {readLock} from '../files/read-lock.ts';
import {judge} from '../files/judge-lock.ts';
import {processIdentity} from '../files/process-identity.ts';
import {exitCodes, type ExitCode} from '../model/exit-codes.ts';
import {identityHash} from './journal/journal-path.ts';
import {refusal, type Refusal} from './refusal.ts';
import type {RunEnvironment, RunWork} from './run-input.ts';

/** Where the lock of a hierarchy is: its name comes from a hash of the identity. */
export function lockPathFor(lockFolder: string, hierarchyId: string): string {
  return join(lockFolder, `${identityHash(hierarchyId)}.lock`);
}

export interface RunLock {
  readonly kind: 'taken';
  /** Whose left-over lock was taken over, and why; null as a rule. */
  readonly tookOver: string | null;
  /** False once someone has forced the lock open. */
  isStillOurs(): boolean;
  release(): void;
}

export type TakenOrNot = RunLock | (Refusal & {readonly exitCode: ExitCode});

type LockOwner = Pick<RunEnvironment, 'lockPath' | 'who' | 'toolVersion' | 'clock'>;
type LockedWork = Pick<RunWork, 'run'> & {readonly operation: RunWork['operation'] | 'account'};

/** Takes the lock, or says who holds it or why it cannot be made. */
export function takeRunLock(environment: LockOwner, work: LockedWork): TakenOrNot {
  try {
    return take(environment, work);
  } catch (error) {
    if (error instanceof FileProblem)
      return {...refusal(error.what, error.why, error.todo), exitCode: exitCodes.failed};
    throw error;
  }
}

function take({lockPath, who, toolVersion, clock}: LockOwner, {run, operation}: LockedWork): TakenOrNot {
  const acquired = acquireLock(lockPath, {operation: `${operation} ${run}`, who, toolVersion, clock});
  if (acquired.kind === 'locked') {
    const why = `${acquired.message.replace(/\.$/, '')}. The lock covers this CMPROXY_HOME only`;
    return {
      ...refusal('Nothing was written: another run holds the lock of this hierarchy', why, 'See also: cmproxy history'),
      exitCode: exitCodes.locked,
    };
  }
  const {lock, takenOver} = acquired;
  const {owner, why = ''} = takenOver ?? {};
  const tookOver =
    owner === undefined
      ? null
      : `a left-over lock was taken over (${why}): it was ${owner.who}@${owner.host}, pid ${owner.pid}, for "${owner.operation}" since ${owner.created}`;
  return {kind: 'taken', tookOver, isStillOurs: () => lock.isStillOurs(), release: () => lock.release()};
}

/** Who is at work on the hierarchy just now, in words for a notice; null where nobody is. Never takes or changes the lock. */
export function runInProgress(lockPath: string, now: Date = new Date()): string | null {
  const lock = readLock(lockPath);
  if (lock.kind === 'free') return null;
  if (lock.kind === 'unreadable')
    return `a run may be in progress: the lock file ${lockPath} could not be read (${lock.why})`;
  const {owner} = lock;
  if (judge(owner, processIdentity(), now).kind === 'stale') return null;
  return `a run is in progress: ${owner.operation}, by ${owner.who}@${owner.host} (pid ${owner.pid}) since ${owner.created}; what is shown here may change`;
}
