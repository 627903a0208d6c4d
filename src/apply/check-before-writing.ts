// The last look before a run may write: every planned record, every account, and the password for those that are missing.
import {exitCodes, type ExitCode} from '../model/exit-codes.ts';
import type {Hierarchy} from '../model/hierarchy.ts';
import {fingerprintOf} from '../plan/fingerprint.ts';
import {
  asDifferences,
  checkRecords,
  differenceText,
  type CheckedRecords,
  type RecordDifference,
  type UnreadableServer,
} from './check-records.ts';
import type {RunItem} from './run-context.ts';
import {defaultTimeoutMs, type RunEnvironment, type RunReport, type RunWork} from './run-input.ts';
import type {Secrets} from './secret.ts';
import {groupByServer} from './server-groups.ts';
import {readRecord} from './site-record.ts';
import {noStop} from './stop.ts';
import {waitFor} from './wait.ts';

export interface Checked {
  readonly kind: 'checked';
  /** Changes that are still to be written or looked for. */
  readonly open: number;
}

export type CheckOutcome =
  | Checked
  | {readonly kind: 'stopped'}
  | {readonly kind: 'refused'; readonly exitCode: ExitCode; readonly text: string; readonly report: Partial<RunReport>};

/** Compares, counts, and asks for passwords. Writes nothing. */
export async function checkBeforeWriting(
  work: RunWork,
  hierarchy: Hierarchy,
  environment: RunEnvironment,
  secrets: Secrets,
): Promise<CheckOutcome> {
  const records = checkRecords(hierarchy, work.items);
  const accounts = await missingAccounts(records.open, environment);
  if (accounts === 'stopped') return {kind: 'stopped'};
  const open = records.open.length - accounts.present;
  const stale = staleRecords(work, hierarchy, records, open);
  if (stale !== null) return stale;
  const unreadable = [...records.unreadable, ...accounts.unreadable];
  if (unreadable.length > 0) return unreadableServers(work, unreadable);
  if (open === 0 && work.operation !== 'resume') return nothingDiffers(work);
  return (await needPasswords(accounts.missing, environment, secrets)) ?? {kind: 'checked', open};
}

interface Accounts {
  readonly missing: readonly string[];
  readonly present: number;
  readonly unreadable: readonly UnreadableServer[];
}

async function missingAccounts(
  open: readonly RunItem[],
  {site, stop = noStop, timeoutMs = defaultTimeoutMs}: RunEnvironment,
): Promise<Accounts | 'stopped'> {
  const found = {missing: [] as string[], present: 0, unreadable: [] as UnreadableServer[]};
  for (const {change} of open) {
    if (change.object !== 'account') continue;
    const now = await waitFor(() => readRecord(site, change), {timeoutMs, stop, level: 'finishServer'});
    if (now.kind === 'stopped') return 'stopped';
    const {server, siteCode} = change;
    if (now.kind !== 'value')
      found.unreadable.push({server, siteCode, why: now.kind === 'threw' ? now.why : 'there was no answer in time'});
    else if (now.value.kind === 'unreadable') found.unreadable.push({server, siteCode, why: now.value.why});
    else if ('exists' in now.value.value && now.value.value.exists) found.present += 1;
    else found.missing.push(change.userName);
  }
  return found;
}

function staleRecords(work: RunWork, hierarchy: Hierarchy, records: CheckedRecords, open: number): CheckOutcome | null {
  const {operation, plan} = work;
  const fresh = operation !== 'resume';
  const nothingLeft = open === 0 && records.stale.length === 0 && records.unreadable.length === 0;
  const differences = [...records.stale, ...(fresh && !nothingLeft ? asDifferences(records.same) : [])];
  if (differences.length > 0) return staleOutcome(work, differences);
  if (
    !fresh ||
    nothingLeft ||
    records.unreadable.length > 0 ||
    plan.basedOn === undefined ||
    plan.servers === undefined
  )
    return null;
  return fingerprintOf(hierarchy, plan.servers) === plan.basedOn.fingerprint ? null : staleOutcome(work, []);
}

const shownDifferences = 5;

function staleOutcome(work: RunWork, differences: readonly RecordDifference[]): CheckOutcome {
  const shown = differences.slice(0, shownDifferences).map(differenceText);
  const more = differences.length > shownDifferences ? [`and ${differences.length - shownDifferences} more`] : [];
  const list =
    differences.length === 0
      ? 'a record of a planned server that the plan does not change is not as it was'
      : [...shown, ...more].join('; ');
  const what = work.operation === 'undo' ? 'since the run' : 'since the plan was made';
  const todo =
    work.operation === 'undo'
      ? 'Look at the change; --overwrite goes back all the same.'
      : work.operation === 'resume'
        ? 'Make a new plan for what is left.'
        : 'Make the plan again. If this plan was applied in part, go on with: cmproxy apply --resume';
  const stale = new Map(
    differences.map(difference => [`${difference.siteCode}/${difference.server}`, differenceText(difference)]),
  );
  const servers = groupByServer(work.items).map(({server, siteCode}) => {
    const why = stale.get(`${siteCode}/${server}`) ?? null;
    return {server, siteCode, result: why === null ? ('notStarted' as const) : ('stale' as const), why};
  });
  return {
    kind: 'refused',
    exitCode: exitCodes.stale,
    text: `Nothing was written: changed ${what}: ${list}. ${todo}`,
    report: {servers, differences},
  };
}

function unreadableServers(work: RunWork, unreadable: readonly UnreadableServer[]): CheckOutcome {
  const whys = new Map(
    unreadable.map(({server, siteCode, why}) => [`${siteCode}/${server}`, `could not be read: ${why}`]),
  );
  const servers = groupByServer(work.items).map(({server, siteCode}) => ({
    server,
    siteCode,
    result: 'notStarted' as const,
    why: whys.get(`${siteCode}/${server}`) ?? null,
  }));
  const [first] = unreadable;
  const others = unreadable.length > 1 ? ` (and ${unreadable.length - 1} more)` : '';
  const text = `Nothing was written: ${first?.siteCode}/${first?.server} could not be read: ${first?.why}${others}. Nobody can say whether it is still as planned. Try again, or plan without it.`;
  return {kind: 'refused', exitCode: exitCodes.unknown, text, report: {servers}};
}

function nothingDiffers(work: RunWork): CheckOutcome {
  const servers = groupByServer(work.items).map(({server, siteCode}) => ({
    server,
    siteCode,
    result: 'same' as const,
    why: null,
  }));
  return {kind: 'refused', exitCode: exitCodes.done, text: 'Nothing differs; nothing was written.', report: {servers}};
}

async function needPasswords(
  userNames: readonly string[],
  {stop = noStop}: RunEnvironment,
  secrets: Secrets,
): Promise<CheckOutcome | null> {
  for (const userName of new Set(userNames.map(name => name.toLowerCase()))) {
    const spelled = userNames.find(name => name.toLowerCase() === userName) ?? userName;
    const asked = await waitFor(() => secrets.get(spelled), {timeoutMs: null, stop, level: 'finishServer'});
    if (asked.kind === 'stopped') return {kind: 'stopped'};
    if (asked.kind !== 'value' || asked.value === null)
      return {
        kind: 'refused',
        exitCode: exitCodes.usage,
        text: `Nothing was written: the account ${spelled} is to be created, and there is no password for it. Run it on a terminal, or give the password with --password-stdin.`,
        report: {},
      };
  }
  return null;
}
