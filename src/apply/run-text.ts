// The last word of a run: what became of it, and the next command.
import {exitCodes, type ExitCode} from '../model/exit-codes.ts';
import type {ServerEnd} from './run-servers.ts';

export interface RunSummary {
  readonly run: string;
  readonly operation: 'apply' | 'resume' | 'undo';
  readonly exitCode: ExitCode;
  readonly cancelled: boolean;
  readonly servers: readonly ServerEnd[];
  readonly writes: number;
  readonly journalFailure: string | null;
}

/**
 * A few sentences for people, a command to type at the very end. Names stand as they are; whoever prints them makes them safe. The way back is
 * not in it: `undoFile` of the report tells whether there is one.
 */
export function runText(summary: RunSummary): string {
  return [...sentences(summary)].join(' ');
}

function* sentences({
  run,
  operation,
  exitCode,
  cancelled,
  servers,
  writes,
  journalFailure,
}: RunSummary): Generator<string> {
  const done = servers.filter(({result}) => result === 'applied' || result === 'same').length;
  const resume = `cmproxy apply --resume ${run}`;
  const verb = operation === 'undo' ? 'Restored' : 'Applied';
  const first =
    servers.find(
      ({why, result}) => why !== null && result !== 'applied' && result !== 'same' && result !== 'notStarted',
    ) ?? servers.find(({why}) => why !== null);
  const cause = first === undefined ? '' : `${first.server}: ${first.why}.`;
  if (exitCode === exitCodes.done) {
    if (writes === 0 && servers.every(({result}) => result === 'same')) yield 'Nothing differs; nothing was written.';
    else yield `${verb} and read back: ${serverCount(done)}. Whether it is in use was not checked.`;
    return;
  }
  if (exitCode === exitCodes.cancelled) {
    yield 'Stopped before the first write; nothing was written.';
    return;
  }
  if (cancelled) yield 'Stopped on request.';
  const touched = servers.some(({wrote, result}) => wrote || isUnsure(result)) || done > 0;
  if (touched) yield `${done} of ${serverCount(servers.length)} done.`;
  if (journalFailure !== null)
    yield `The journal could not be written (${journalFailure}); no further server was started.`;
  else if (cause !== '') yield cause;
  const unsure = servers.filter(({result}) => isUnsure(result));
  if (unsure.length > 0)
    yield `Not known to be applied: ${names(unsure)}. If it never arrives, plan it anew; to check again: ${resume}`;
  else if (touched) yield `To go on: ${resume}`;
  else yield 'Nothing was written.';
}

function isUnsure(result: ServerEnd['result']): boolean {
  return result === 'uncertain' || result === 'acceptedNotApplied';
}

function serverCount(count: number): string {
  return count === 1 ? '1 server' : `${count} servers`;
}

function names(servers: readonly ServerEnd[]): string {
  const shown = servers.slice(0, 5).map(({server}) => server);
  return servers.length > shown.length
    ? `${shown.join(', ')} and ${servers.length - shown.length} more`
    : shown.join(', ');
}
