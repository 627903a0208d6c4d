// Whether a lock may be taken over: only what is certain on this machine is stale.
import {processState, type ProcessIdentity} from './process-identity.ts';
import type {LockOwner} from './read-lock.ts';

const freshForMs = 60_000;

type Judgement =
  | {readonly kind: 'stale'; readonly why: string}
  | {readonly kind: 'live'; readonly why: string; readonly mayUnlock: boolean};

/** Whether a lock may be taken over. Only what is certain on this machine is stale; a heartbeat of the future counts as live. */
export function judge(owner: LockOwner, here: ProcessIdentity, now: Date): Judgement {
  const age = now.getTime() - Date.parse(owner.heartbeat);
  const ofTheFuture = age < -1000;
  if (owner.host !== here.host) {
    if (!ofTheFuture && age > freshForMs)
      return {
        kind: 'live',
        mayUnlock: true,
        why: `its last sign of life, from ${owner.host}, was at ${owner.heartbeat}`,
      };
    return {
      kind: 'live',
      mayUnlock: ofTheFuture,
      why: ofTheFuture
        ? `its last sign of life (${owner.heartbeat}) lies in the future, so the clock was set back`
        : `it is at work on ${owner.host}`,
    };
  }
  if (ofTheFuture)
    return {
      kind: 'live',
      mayUnlock: true,
      why: `its last sign of life (${owner.heartbeat}) lies in the future, so the clock was set back`,
    };
  if (owner.bootId !== null && here.bootId !== null && owner.bootId !== here.bootId)
    return {kind: 'stale', why: 'the machine was started again since'};
  const state = processState(owner.pid, owner.startTime);
  if (state === 'dead') return {kind: 'stale', why: `process ${owner.pid} is gone`};
  if (state === 'reused') return {kind: 'stale', why: `process number ${owner.pid} belongs to another process now`};
  return {kind: 'live', mayUnlock: false, why: `process ${owner.pid} is at work`};
}
