// From what became of the servers to the exit code of a run. Where several hold: failed, partial, stale, unknown, done.
import {exitCodes, type ExitCode} from '../model/exit-codes.ts';
import type {EarlyEnd, ServerEnd} from './run-servers.ts';

export interface RunFacts {
  readonly servers: readonly ServerEnd[];
  readonly early: EarlyEnd;
  /** Calls to the provider that write, in this process. */
  readonly writes: number;
  /** An earlier part of this run has already brought a server to its end. */
  readonly doneBefore: boolean;
}

/**
 * `partial` needs a server that is done and one that is not, or a run that was cut off after its first write; `unknown` stands for writes that were
 * accepted or lost sight of, and for servers that could not be read.
 */
export function exitCodeOf({servers, early, writes, doneBefore}: RunFacts): ExitCode {
  const open = servers.filter(({result}) => result !== 'applied' && result !== 'same');
  const has = (result: ServerEnd['result']): boolean => open.some(end => end.result === result);
  if (early === 'journal') return writes > 0 ? exitCodes.partial : exitCodes.failed;
  if (open.length === 0) return exitCodes.done;
  if (early === 'cancelled') return writes > 0 ? exitCodes.partial : exitCodes.cancelled;
  if (!has('failed') && !has('stale') && !has('notStarted')) return exitCodes.unknown;
  const done = servers.some(end => end.wrote || end.result === 'applied');
  if (done) return exitCodes.partial;
  if (has('uncertain') || has('acceptedNotApplied')) return has('stale') ? exitCodes.partial : exitCodes.unknown;
  if (has('failed')) return doneBefore ? exitCodes.partial : exitCodes.failed;
  if (has('stale')) return exitCodes.stale;
  if (doneBefore) return exitCodes.partial;
  return open.some(end => end.unreadable) ? exitCodes.unknown : exitCodes.failed;
}
