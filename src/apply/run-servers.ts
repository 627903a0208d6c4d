// Server after server, in batches: a canary first, and an end as soon as going on would do harm.
import type {ServerOutcome} from './events.ts';
import {applyChange, type ChangeEnd} from './apply-change.ts';
import {recordText} from './record.ts';
import {tell, tellNotice, type RunContext} from './run-context.ts';
import type {RunItem} from './run-item.ts';
import {batchesOf, defaultSerial, type SerialStep} from './serial.ts';
import type {ServerGroup} from './server-groups.ts';
import {isStopping} from './stop.ts';
import {pause} from './wait.ts';

export interface Pace {
  /** An earlier part of the run has brought a server to its end: the canary has lived. */
  readonly canaryPassed?: boolean;
  /** undefined: the first server alone, then one after the other without further checks. */
  readonly serial?: readonly SerialStep[] | undefined;
  /** So many servers that did not end applied end the run. */
  readonly maxFailures?: number | undefined;
  readonly pauseAfterCanaryMs?: number | undefined;
  /** After this time no further server is started. */
  readonly notAfter?: Date | null | undefined;
}

/** Why no further server was started; null where all had their turn. */
export type EarlyEnd = 'cancelled' | 'journal' | 'stale' | 'canary' | 'failures' | 'batch' | 'window' | 'lock' | null;

export interface ServerEnd extends ServerOutcome {
  /** At least one change of this server was written and read back in this run. */
  readonly wrote: boolean;
  /** The server could not be read just before its write. */
  readonly unreadable: boolean;
}

export interface ServersEnd {
  readonly servers: readonly ServerEnd[];
  readonly early: EarlyEnd;
}

/** Works through `groups` in order. Every group gets one result, also those whose turn never came. */
export async function runServers(
  context: RunContext,
  groups: readonly ServerGroup<RunItem>[],
  pace: Pace,
): Promise<ServersEnd> {
  const ends: ServerEnd[] = [];
  const steps = pace.serial ?? defaultSerial;
  let early: EarlyEnd = null;
  let failures = 0;
  for (const [index, batch] of batchesOf(groups, steps).entries()) {
    if (index === 1) await pauseAfterCanary(context, pace.pauseAfterCanaryMs ?? 0);
    const failuresBefore = failures;
    for (const group of batch) {
      early = early ?? mayNotStart(context, pace);
      if (early !== null) break;
      const end = await runServer(context, group);
      ends.push(end);
      if (!isDone(end)) failures += 1;
      early = endAfter(context, end, ends.length === 1 && pace.canaryPassed !== true, failures, pace.maxFailures);
    }
    if (early === null && pace.serial !== undefined && pace.maxFailures === undefined && failures > failuresBefore)
      early = 'batch';
    if (early !== null) break;
  }
  if (ends.length === groups.length && early !== 'journal' && early !== 'stale' && ends.every(isDone)) early = null;
  return {servers: [...ends, ...groups.slice(ends.length).map(group => notStarted(group, early))], early};
}

function isDone({result}: ServerOutcome): boolean {
  return result === 'applied' || result === 'same';
}

function mayNotStart(context: RunContext, pace: Pace): EarlyEnd {
  if (context.stop.requested !== 'none') return 'cancelled';
  if (!context.isLocked()) return 'lock';
  const {notAfter} = pace;
  return notAfter !== null && notAfter !== undefined && context.clock() > notAfter ? 'window' : null;
}

function endAfter(
  context: RunContext,
  end: ServerEnd,
  isCanary: boolean,
  failures: number,
  maxFailures: number | undefined,
): EarlyEnd {
  if (context.progress.journalFailure !== null) return 'journal';
  if (end.result === 'stale') return 'stale';
  if (isStopping(context.stop, 'stopNow')) return 'cancelled';
  if (isDone(end)) return null;
  if (context.stop.requested !== 'none' && context.progress.writes === 0) return 'cancelled';
  if (maxFailures !== undefined && failures >= maxFailures) return 'failures';
  return isCanary ? 'canary' : null;
}

async function pauseAfterCanary(context: RunContext, ms: number): Promise<void> {
  if (ms <= 0 || context.stop.requested !== 'none') return;
  tellNotice(context, 'pausing', `the first servers are done; going on in ${ms / 1000} s, Ctrl+C stops here`);
  await pause(ms, context.stop, 'finishServer');
}

/** All changes of one server; the first that does not end applied is the last one tried, because the next ones build on it. */
async function runServer(context: RunContext, group: ServerGroup<RunItem>): Promise<ServerEnd> {
  const {server, siteCode} = group;
  let wrote = false;
  for (const item of group.items) {
    if (item.state === 'applied') continue;
    const end: ChangeEnd =
      context.progress.journalFailure === null
        ? await applyChange(context, item)
        : {kind: 'journalFailed', why: context.progress.journalFailure};
    if (end.kind === 'applied') wrote = true;
    if (end.kind === 'applied' || end.kind === 'same') continue;
    return {server, siteCode, wrote, unreadable: end.kind === 'unreadable', ...resultOf(context, item, end, wrote)};
  }
  const before = group.items.some(item => item.state === 'applied');
  return {server, siteCode, wrote, unreadable: false, result: wrote || before ? 'applied' : 'same', why: null};
}

type Unfinished = Exclude<ChangeEnd, {readonly kind: 'applied' | 'same'}>;

function resultOf(
  context: RunContext,
  item: RunItem,
  end: Unfinished,
  wrote: boolean,
): Pick<ServerOutcome, 'result' | 'why'> {
  const partly = wrote ? '; what comes before it in the plan is written' : '';
  const object = objectText[item.change.object];
  switch (end.kind) {
    case 'acceptedNotApplied':
    case 'uncertain':
      return {result: end.kind, why: `${object}: ${end.why}`};
    case 'failed':
      return {result: 'failed', why: `${object}: ${end.why}${partly}`};
    case 'stale': {
      const why = `${object}: changed since it was checked: expected ${recordText(item.change.before)}, found ${recordText(end.found)}; not written${partly}`;
      tell(context, 'failed', item.change, why);
      return {result: 'stale', why};
    }
    case 'unreadable': {
      const why = `${object}: could not be read just before its write (${end.why}); not written${partly}`;
      tell(context, 'failed', item.change, why);
      return {result: wrote ? 'failed' : 'notStarted', why};
    }
    case 'journalFailed':
      return {
        result: wrote ? 'failed' : 'notStarted',
        why: `the journal could not be written (${end.why}); ${object} not written${partly}`,
      };
    case 'stopped':
      return end.begun
        ? {result: 'uncertain', why: `${object}: stopped before its result was known`}
        : {result: 'notStarted', why: null};
  }
}

const objectText = {
  account: 'proxy account',
  siteSystem: 'proxy',
  softwareUpdatePoint: 'software update point switches',
} as const;

const notStartedText: Readonly<Record<Exclude<EarlyEnd, null>, string>> = {
  cancelled: 'the run was stopped before its turn',
  journal: 'the journal could not be written',
  stale: 'the run ended at a record that had changed',
  canary: 'the first server did not end applied',
  failures: 'as many servers as --max-failures allows did not end applied',
  batch: 'a server of the batch before did not end applied',
  window: 'the time of --not-after had come',
  lock: "the run's lock was forced open",
};

function notStarted({server, siteCode}: ServerGroup<RunItem>, early: EarlyEnd): ServerEnd {
  return {
    server,
    siteCode,
    result: 'notStarted',
    why: early === null ? null : notStartedText[early],
    wrote: false,
    unreadable: false,
  };
}
