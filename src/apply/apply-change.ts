// One change: read again, write once, read back. What is not known for sure is called so.
import type {WriteOutcome} from '../sites/site.ts';
import {hasEffectOf, isSameRecord, recordText, type RecordValue} from './record.ts';
import {tell, tellNotice, type RunContext} from './run-context.ts';
import type {RunItem} from './run-item.ts';
import {readRecord, writeRecord, type RecordOutcome} from './site-record.ts';
import {dieAt} from './test-fault.ts';
import {pause, waitFor, type Waited} from './wait.ts';

export type ChangeEnd =
  | {readonly kind: 'applied'}
  /** It already was as planned; nothing was written. */
  | {readonly kind: 'same'}
  | {readonly kind: 'acceptedNotApplied'; readonly why: string}
  | {readonly kind: 'uncertain'; readonly why: string}
  /** Refused by the provider: nothing was written. */
  | {readonly kind: 'failed'; readonly why: string}
  | {readonly kind: 'stale'; readonly found: RecordValue}
  | {readonly kind: 'unreadable'; readonly why: string}
  /** The journal could not take the intention, so nothing was written. */
  | {readonly kind: 'journalFailed'; readonly why: string}
  /** The person did not want to wait; `begun`: a write may have happened. */
  | {readonly kind: 'stopped'; readonly begun: boolean};

const pollFirstMs = 10;
const pollLongestMs = 1000;

/** Brings one change to its end. Writes at most once, and never where an earlier write may still arrive. */
export async function applyChange(context: RunContext, item: RunItem): Promise<ChangeEnd> {
  if (item.state === 'accepted') return readBack(context, item, 'accepted');
  const arrived =
    item.state === 'writing' || item.state === 'uncertain' ? await lookForEarlierWrite(context, item) : null;
  if (arrived !== null) return arrived;
  const {change} = item;
  const now = await readOnce(context, item);
  if (now.kind === 'stopped') return {kind: 'stopped', begun: false};
  if (now.kind === 'unreadable') return now;
  if (hasEffectOf(now.value, change.after)) return alreadyThere(context, item);
  if (!isSameRecord(now.value, change.before)) return {kind: 'stale', found: now.value};
  if (context.progress.writes === 0 && context.stop.requested !== 'none') return {kind: 'stopped', begun: false};
  return write(context, item);
}

async function write(context: RunContext, item: RunItem): Promise<ChangeEnd> {
  const {change} = item;
  const {site, secrets, timeoutMs, stop, progress} = context;
  note(context, change, 'writing');
  if (progress.journalFailure !== null) return {kind: 'journalFailed', why: progress.journalFailure};
  tell(context, 'writing', change);
  progress.writes += 1;
  dieAt('beforeWrite', progress.writes);
  const answer = await waitFor(() => writeRecord(site, change, secrets, timeoutMs), {
    timeoutMs,
    stop,
    level: 'stopNow',
  });
  dieAt('afterWrite', progress.writes);
  if (answer.kind === 'stopped') return stopped(context, item);
  if (answer.kind === 'value' && answer.value.kind === 'refused') {
    const why = secrets.guard(answer.value.why);
    note(context, change, 'failed', {why});
    tell(context, 'failed', change, why);
    return {kind: 'failed', why};
  }
  if (answer.kind === 'value' && answer.value.kind === 'accepted') {
    note(context, change, 'accepted');
    dieAt('afterAccepted', progress.writes);
    tell(context, 'accepted', change);
    return readBack(context, {...item, state: 'accepted'}, 'accepted');
  }
  return readBack(context, {...item, state: 'writing'}, secrets.guard(unansweredText(answer, timeoutMs)));
}

function unansweredText(answer: Waited<WriteOutcome>, timeoutMs: number): string {
  if (answer.kind === 'value') return answer.value.kind === 'accepted' ? '' : answer.value.why;
  return answer.kind === 'threw' ? answer.why : `there was no answer within ${timeoutMs / 1000} s`;
}

/** Reads until the record is as planned or the time is over. `how`: `accepted`, or why it is not known whether the write happened. */
async function readBack(context: RunContext, item: RunItem, how: string): Promise<ChangeEnd> {
  const seen = await readUntilApplied(context, item, context.timeoutMs);
  if (seen.kind === 'applied') return applied(context, item);
  if (seen.kind === 'stopped') return stopped(context, item);
  if (how === 'accepted') {
    const why = `accepted, not applied yet after ${context.timeoutMs / 1000} s: ${seen.last}`;
    tell(context, 'uncertain', item.change, why);
    return {kind: 'acceptedNotApplied', why};
  }
  const why = `${how}; read again: ${seen.last}`;
  note(context, item.change, 'uncertain', {why});
  tell(context, 'uncertain', item.change, why);
  return {kind: 'uncertain', why};
}

type Seen = {readonly kind: 'applied'} | {readonly kind: 'stopped'} | {readonly kind: 'notYet'; readonly last: string};

async function readUntilApplied(context: RunContext, item: RunItem, withinMs: number): Promise<Seen> {
  const end = performance.now() + withinMs;
  for (let wait = pollFirstMs; ; wait = Math.min(wait * 2, pollLongestMs)) {
    const now = await readOnce(context, item);
    if (now.kind === 'stopped') return {kind: 'stopped'};
    if (now.kind === 'read' && hasEffectOf(now.value, item.change.after)) return {kind: 'applied'};
    const left = end - performance.now();
    if (left <= 0)
      return {
        kind: 'notYet',
        last: now.kind === 'read' ? `it is ${recordText(now.value)}` : `it could not be read (${now.why})`,
      };
    await pause(Math.min(wait, left), context.stop, 'stopNow');
  }
}

/**
 * The process that began this write is gone. The write may still be under way, so it is looked for until its time is over; only then is it
 * known that none will arrive. null: it did not happen.
 */
async function lookForEarlierWrite(context: RunContext, item: RunItem): Promise<ChangeEnd | null> {
  const age = item.writingAt === null ? 0 : context.clock().getTime() - Date.parse(item.writingAt);
  const left = Math.min(Math.max(context.timeoutMs - (Number.isFinite(age) ? age : 0), 0), context.timeoutMs);
  if (left > 1000) {
    const {server} = item.change;
    tellNotice(
      context,
      'notice',
      `the write to ${server} was interrupted; looking up to ${Math.ceil(left / 1000)} s whether it arrives before anything is written again`,
    );
  }
  if (item.state === 'writing')
    note(context, item.change, 'uncertain', {why: 'the run was interrupted while it was written'});
  const seen = await readUntilApplied(context, item, left);
  if (seen.kind === 'applied') return applied(context, item);
  return seen.kind === 'stopped' ? {kind: 'stopped', begun: true} : null;
}

async function readOnce(context: RunContext, item: RunItem): Promise<RecordOutcome | {readonly kind: 'stopped'}> {
  const {site, timeoutMs, stop, secrets} = context;
  const outcome = await waitFor(() => readRecord(site, item.change), {timeoutMs, stop, level: 'stopNow'});
  if (outcome.kind === 'value') return outcome.value;
  if (outcome.kind === 'stopped') return outcome;
  return {
    kind: 'unreadable',
    why: secrets.guard(outcome.kind === 'threw' ? outcome.why : `there was no answer within ${timeoutMs / 1000} s`),
  };
}

function applied(context: RunContext, item: RunItem): ChangeEnd {
  note(context, item.change, 'applied');
  tell(context, 'applied', item.change);
  return {kind: 'applied'};
}

function alreadyThere(context: RunContext, item: RunItem): ChangeEnd {
  note(context, item.change, 'applied', {wrote: false});
  tell(context, 'skipped', item.change, 'it already is as planned');
  return {kind: 'same'};
}

/** After `accepted` the journal already says all that is known. */
function stopped(context: RunContext, item: RunItem): ChangeEnd {
  const why = 'stopped before its result was known';
  if (item.state !== 'accepted') note(context, item.change, 'uncertain', {why});
  tell(context, 'uncertain', item.change, why);
  return {kind: 'stopped', begun: true};
}

/** After a failure of the journal the change in hand is still followed to its end, and no other is begun. */
function note(context: RunContext, ...[change, event, more]: Parameters<RunContext['journal']['note']>): void {
  context.progress.journalFailure ??= context.journal.note(change, event, more);
}
