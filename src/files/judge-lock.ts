// Whether a lock may be taken over: only what is certain on this machine is stale.
import {processState, type ProcessIdentity} from './process-identity.ts';
import type {LockOwner} from './read-lock.ts';

const freshForMs = 60_000;
const clockJitterMs = 1000;

type Judgement =
  | {readonly kind: 'stale'; readonly why: string}
  | {readonly kind: 'live'; readonly why: string; readonly mayUnlock: boolean};

/** Whether a lock may be taken over. A heartbeat of the future counts as live: the clock was set back, so nothing can be told from it. */
export function judge(owner: LockOwner, here: ProcessIdentity, now: Date): Judgement {
  const age = now.getTime() - Date.parse(owner.heartbeat);
  if (age < -clockJitterMs)
    return live(`its last sign of life (${owner.heartbeat}) lies in the future, so the clock was set back`, true);
  const isOld = age > freshForMs;
  if (owner.host !== here.host)
    return isOld
      ? live(`its last sign of life, from ${owner.host}, was at ${owner.heartbeat}`, true)
      : live(`it is at work on ${owner.host}`, false);
  if (owner.bootId !== null && here.bootId !== null && owner.bootId !== here.bootId)
    return {kind: 'stale', why: 'the machine was started again since'};
  const state = processState(owner.pid, owner.startTime);
  if (state === 'dead') return {kind: 'stale', why: `process ${owner.pid} is gone`};
  if (state === 'reused') return {kind: 'stale', why: `process number ${owner.pid} belongs to another process now`};
  if (isOld && owner.startTime === null)
    return live(
      `its last sign of life was at ${owner.heartbeat}, and whether process ${owner.pid} is still the same is not known`,
      true,
    );
  return live(`process ${owner.pid} is at work`, false);
}

function live(why: string, mayUnlock: boolean): Judgement {
  return {kind: 'live', why, mayUnlock};
}
