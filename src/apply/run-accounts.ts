// Adds, removes and renews accounts of sites: one site after another, journalled, each with a result of its own.
import {setTimeout as wait} from 'node:timers/promises';
import {exitCodes, type ExitCode} from '../model/exit-codes.ts';
import type {AccountChange} from '../plan/plan.ts';
import type {SiteConnection, WriteOutcome} from '../sites/site.ts';
import {openJournal} from './journal/open-journal.ts';
import {journalSchema, newRunId, type RunStart} from './journal/record.ts';
import {createRunJournal, type RunJournal} from './journal/run-journal.ts';
import type {Refusal} from './refusal.ts';
import {defaultTimeoutMs} from './run-input.ts';
import {takeRunLock} from './run-lock.ts';
import {isStopping, noStop, type Stop} from './stop.ts';

export type AccountAction = 'add' | 'setPassword' | 'remove';

export interface AccountStep {
  /** The site that keeps the account. */
  readonly siteCode: string;
  readonly userName: string;
  readonly action: AccountAction;
  /** The site's own server, for the journal. */
  readonly server: string;
}

export interface AccountEnvironment {
  readonly site: SiteConnection;
  readonly hierarchyId: string;
  readonly journalFolder: string;
  readonly lockPath: string;
  readonly clock: () => Date;
  readonly who: string;
  readonly host: string;
  readonly toolVersion: string;
  readonly siteAccount: string | null;
  readonly ticket: string | null;
  readonly timeoutMs?: number | undefined;
  /** Of the account; null where the action needs none. It goes to the site and nowhere else. */
  readonly password: string | null;
  readonly stop?: Stop;
}

export interface AccountResult {
  readonly siteCode: string;
  readonly userName: string;
  /** `uncertain`: no answer in time, or accepted and not seen. */
  readonly result: 'done' | 'failed' | 'uncertain' | 'notStarted';
  readonly why: string | null;
}

export type AccountRun =
  | {
      readonly kind: 'ran';
      readonly run: string;
      readonly results: readonly AccountResult[];
      readonly notices: readonly string[];
    }
  | (Refusal & {readonly exitCode: ExitCode});

/** A failure at one site does not keep the others from their turn; a journal that takes nothing more does. */
export async function runAccounts(steps: readonly AccountStep[], environment: AccountEnvironment): Promise<AccountRun> {
  const {site, hierarchyId, journalFolder, clock, who, host, toolVersion, siteAccount, ticket} = environment;
  const run = newRunId(clock());
  const lock = takeRunLock(environment, {run, operation: 'account'});
  if (lock.kind === 'refused') return lock;
  try {
    const opened = openJournal({folder: journalFolder, connection: site.name, hierarchyId}, clock);
    if (opened.kind === 'refused') return {...opened, exitCode: exitCodes.failed};
    try {
      const author = {run, who, host, siteAccount, provider: site.provider, toolVersion, ticket, planHash: ''};
      const journal = createRunJournal(opened, author, 0, null, clock);
      const changes = steps.map(changeOf);
      const start: RunStart = {
        schema: journalSchema,
        operation: 'account',
        connection: site.name,
        hierarchyId,
        changes: changes.length,
        undoes: null,
        confirm: null,
        tookOverLock: lock.tookOver,
      };
      const failure = journal.planned(changes, start);
      if (failure !== null)
        return {
          kind: 'refused',
          what: `The journal ${opened.file} cannot be written`,
          why: failure,
          todo: 'Make room, or make the folder writable. Nothing was written to the site.',
          exitCode: exitCodes.failed,
        };
      const results: AccountResult[] = [];
      for (const [index, step] of steps.entries()) {
        const change = changes[index];
        const {siteCode, userName} = step;
        if (change === undefined) continue;
        if (isStopped(environment))
          results.push({siteCode, userName, result: 'notStarted', why: 'stopped before it was its turn'});
        else if (!lock.isStillOurs())
          results.push({siteCode, userName, result: 'notStarted', why: 'the lock was taken away'});
        else results.push({siteCode, userName, ...(await runStep(step, change, journal, environment))});
      }
      return {kind: 'ran', run, results, notices: opened.notices};
    } finally {
      opened.close();
    }
  } finally {
    lock.release();
  }
}

function changeOf({siteCode, userName, action, server}: AccountStep, index: number): AccountChange {
  return {
    order: index + 1,
    server,
    siteCode,
    object: 'account',
    userName,
    fields: [],
    before: {exists: action !== 'add'},
    after: {exists: action !== 'remove'},
  };
}

function isStopped({stop = noStop}: AccountEnvironment): boolean {
  return isStopping(stop, 'finishServer');
}

type StepResult = Pick<AccountResult, 'result' | 'why'>;

async function runStep(
  step: AccountStep,
  change: AccountChange,
  journal: RunJournal,
  environment: AccountEnvironment,
): Promise<StepResult> {
  const unwritten = journal.note(change, 'writing');
  if (unwritten !== null) return {result: 'notStarted', why: `the journal cannot be written: ${unwritten}`};
  const timeoutMs = environment.timeoutMs ?? defaultTimeoutMs;
  const outcome = await untilStopped(write(step, environment, timeoutMs), environment);
  if (outcome.kind !== 'accepted') {
    journal.note(change, outcome.kind === 'refused' ? 'failed' : 'uncertain', {why: outcome.why});
    return {result: outcome.kind === 'refused' ? 'failed' : 'uncertain', why: outcome.why};
  }
  journal.note(change, 'accepted');
  const isSeen = await seen(step, environment, timeoutMs);
  if (isSeen) journal.note(change, 'applied');
  return isSeen ? {result: 'done', why: null} : {result: 'uncertain', why: unseenText(environment, timeoutMs)};
}

function unseenText({stop = noStop}: AccountEnvironment, timeoutMs: number): string {
  return stop.requested === 'stopNow'
    ? 'accepted, and stopped before it was seen'
    : `accepted, and not seen within ${timeoutMs / 1000} s`;
}

/** Asked twice to stop, nobody waits for the answer: whether it was written is not known. */
async function untilStopped(
  writing: Promise<WriteOutcome>,
  {stop = noStop}: AccountEnvironment,
): Promise<WriteOutcome> {
  let end: () => void = () => undefined;
  const stopped = new Promise<WriteOutcome>(resolve => {
    const listen = (): void => {
      if (stop.requested === 'stopNow') resolve({kind: 'uncertain', why: 'stopped while it was being written'});
    };
    end = stop.onChange(listen);
    listen();
  });
  try {
    return await Promise.race([writing, stopped]);
  } finally {
    end();
  }
}

async function write(
  {siteCode, userName, action}: AccountStep,
  {site, password}: AccountEnvironment,
  timeoutMs: number,
): Promise<WriteOutcome> {
  const options = {timeoutMs};
  if (action === 'remove') return site.removeAccount({siteCode, userName}, options);
  if (password === null) return {kind: 'refused', why: 'there is no password'};
  const account = {siteCode, userName, password};
  return action === 'add' ? site.createAccount(account, options) : site.setAccountPassword(account, options);
}

/** Whether the account is there, or gone. That a password is the right one nobody can read back. */
async function seen(
  {siteCode, userName, action}: AccountStep,
  {site, clock, stop = noStop}: AccountEnvironment,
  timeoutMs: number,
): Promise<boolean> {
  const end = clock().getTime() + timeoutMs;
  for (;;) {
    const exists = await site.accountExists(siteCode, userName);
    if (exists === (action !== 'remove')) return true;
    if (clock().getTime() >= end || stop.requested === 'stopNow') return false;
    await wait(Math.min(100, Math.max(1, end - clock().getTime())));
  }
}

/** All done: 0; some: 4; none: 3 where that is not certain, else 1. */
export function exitCodeOfAccounts(results: readonly AccountResult[]): ExitCode {
  const done = results.filter(({result}) => result === 'done').length;
  if (done === results.length) return exitCodes.done;
  const failed = results.filter(({result}) => result === 'failed' || result === 'notStarted').length;
  if (failed === 0) return exitCodes.unknown;
  return done > 0 ? exitCodes.partial : exitCodes.failed;
}
