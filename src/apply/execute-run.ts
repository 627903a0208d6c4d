// One run from its lock to its last word. Apply, resume and undo all come through here.
import {exitCodes, type ExitCode} from '../model/exit-codes.ts';
import {hierarchyIdentity} from '../model/identity.ts';
import {checkBeforeWriting} from './check-before-writing.ts';
import type {Checked} from './check-outcome.ts';
import {exitCodeOf} from './exit-code.ts';
import {tellNotice, type RunContext, type Progress} from './run-context.ts';
import {defaultTimeoutMs, type RunEnvironment, type RunReport, type RunWork} from './run-input.ts';
import {takeRunLock, type RunLock} from './run-lock.ts';
import {openRunRecords, type RunRecords} from './run-records.ts';
import {runServers} from './run-servers.ts';
import {runText} from './run-text.ts';
import {createSecrets, type Secrets} from './secret.ts';
import {groupByServer} from './server-groups.ts';
import {noStop} from './stop.ts';
import {unstartedServers} from './unstarted.ts';
import {waitFor} from './wait.ts';

/** Runs `work`. Every outcome is a report; a `finished` event with the same contents ends the events. Throws only on a defect. */
export async function executeRun(work: RunWork, environment: RunEnvironment): Promise<RunReport> {
  const secrets = createSecrets(environment.passwordFor);
  try {
    const report = await locked(work, environment, secrets);
    tellFinished(report, environment);
    return report;
  } finally {
    secrets.forget();
  }
}

async function locked(work: RunWork, environment: RunEnvironment, secrets: Secrets): Promise<RunReport> {
  const early = whyNotAtAll(environment);
  if (early !== null) return refused(work, exitCodes.failed, early);
  const lock = takeRunLock(environment, work);
  if (lock.kind === 'refused') return refused(work, lock.exitCode, sentence(lock));
  try {
    return await underLock(work, environment, secrets, lock);
  } finally {
    lock.release();
  }
}

function whyNotAtAll({site, clock, notBefore, notAfter}: RunEnvironment): string | null {
  const {mayWrite, why} = site.capabilities();
  if (!mayWrite) return `Nothing was written: ${site.name} may not be written to${why === null ? '' : `: ${why}`}.`;
  const now = clock();
  if (notBefore && now < notBefore)
    return `Nothing was written: it is before ${notBefore.toISOString()} (--not-before). Start again then.`;
  if (notAfter && now > notAfter)
    return `Nothing was written: it is after ${notAfter.toISOString()} (--not-after). Give a later time.`;
  return null;
}

async function underLock(
  work: RunWork,
  environment: RunEnvironment,
  secrets: Secrets,
  lock: RunLock,
): Promise<RunReport> {
  const {site, stop = noStop, clock, emit} = environment;
  const telling = {emit, clock, run: work.run};
  if (lock.tookOver !== null) tellNotice(telling, 'notice', lock.tookOver);
  const read = await waitFor(() => site.read(), {timeoutMs: null, stop, level: 'finishServer'});
  if (read.kind === 'stopped') return stoppedEarly(work);
  if (read.kind !== 'value')
    return refused(
      work,
      exitCodes.failed,
      `Nothing was written: the hierarchy could not be read${read.kind === 'threw' ? ` (${read.why})` : ''}.`,
    );
  if (read.value.kind === 'failed')
    return refused(work, exitCodes.failed, `Nothing was written. ${sentence(read.value)}`);
  const {reading} = read.value;
  const identity = hierarchyIdentity(reading.hierarchy, site.origin);
  if (identity !== work.plan.hierarchyId)
    return refused(
      work,
      exitCodes.failed,
      `Nothing was written: this was made for the hierarchy ${work.plan.hierarchyId}, and ${site.name} is ${identity}. Choose the connection with --connection.`,
    );
  const checked = await checkBeforeWriting(work, reading.hierarchy, environment, secrets);
  if (checked.kind === 'stopped') return stoppedEarly(work);
  if (checked.kind === 'refused') return {...refused(work, checked.exitCode, checked.text), ...checked.report};
  const records = openRunRecords(work, environment, reading.readAs, lock.tookOver);
  if (records.kind === 'refused') return refused(work, exitCodes.failed, `Nothing was written. ${sentence(records)}`);
  try {
    for (const notice of records.notices) tellNotice(telling, 'notice', notice);
    return await writing(work, environment, secrets, checked, records, lock);
  } finally {
    records.close();
  }
}

async function writing(
  work: RunWork,
  environment: RunEnvironment,
  secrets: Secrets,
  checked: Checked,
  records: RunRecords,
  lock: RunLock,
): Promise<RunReport> {
  const {site, clock, emit, stop = noStop, timeoutMs = defaultTimeoutMs} = environment;
  const progress: Progress = {writes: 0, journalFailure: null};
  const context: RunContext = {
    run: work.run,
    site,
    journal: records.journal,
    emit,
    clock,
    timeoutMs,
    stop,
    secrets,
    progress,
    isLocked: () => lock.isStillOurs(),
  };
  const groups = groupByServer(work.items);
  const common = {schemaVersion: 1 as const, at: clock().toISOString(), run: work.run};
  emit({
    ...common,
    event: 'started',
    planHash: work.plan.hash,
    operation: work.operation,
    servers: groups.length,
    writes: checked.open,
  });
  const unlisten = stop.onChange(() => tellNotice(context, 'stopping', stopText(stop.requested === 'stopNow')));
  const doneBefore = work.items.some(({state}) => state === 'applied');
  const {servers, early} = await runServers(context, groups, {...environment, canaryPassed: doneBefore});
  unlisten();
  const exitCode = exitCodeOf({servers, early, writes: progress.writes, doneBefore});
  const cancelled = early === 'cancelled';
  const left = records.finish();
  if (left.notice !== null) tellNotice(context, 'notice', left.notice);
  return {
    exitCode,
    run: work.run,
    cancelled,
    text: runText({run: work.run, operation: work.operation, exitCode, cancelled, servers, ...progress}),
    servers: servers.map(({server, siteCode, result, why}) => ({server, siteCode, result, why})),
    differences: [],
    undoFile: left.undoFile,
    journal: records.file,
  };
}

function stopText(now: boolean): string {
  return now
    ? 'stopping now; the server in hand may or may not be written'
    : 'stopping after the server in hand; once more stops at once';
}

function tellFinished({run, ...report}: RunReport, {emit, clock}: RunEnvironment): void {
  emit({schemaVersion: 1, event: 'finished', at: clock().toISOString(), run, ...report});
}

function stoppedEarly(work: RunWork): RunReport {
  return {
    ...refused(work, exitCodes.cancelled, 'Stopped before the first write; nothing was written.'),
    cancelled: true,
  };
}

/** A report of a run that wrote nothing. */
function refused(work: RunWork, exitCode: ExitCode, text: string): RunReport {
  const servers = unstartedServers(work, new Map());
  return {exitCode, run: work.run, cancelled: false, text, servers, differences: [], undoFile: null, journal: null};
}

function sentence({what, why, todo}: {readonly what: string; readonly why: string; readonly todo: string}): string {
  return `${what}: ${why}. ${todo}`;
}
