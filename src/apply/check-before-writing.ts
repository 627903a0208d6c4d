// The last look before a run may write: every planned record, every account, and the password for those that are missing.
import type {Hierarchy} from '../model/hierarchy.ts';
import {fingerprintOf} from '../plan/fingerprint.ts';
import {
  nothingDiffersOutcome,
  passwordOutcome,
  staleOutcome,
  unreadableOutcome,
  type CheckOutcome,
} from './check-outcome.ts';
import {asDifferences, checkRecords, type CheckedRecords, type UnreadableServer} from './check-records.ts';
import type {RunItem} from './run-item.ts';
import {defaultTimeoutMs, type RunEnvironment, type RunWork} from './run-input.ts';
import type {Secrets} from './secret.ts';
import {readRecord} from './site-record.ts';
import {noStop} from './stop.ts';
import {waitFor} from './wait.ts';

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
  if (unreadable.length > 0) return unreadableOutcome(work, unreadable);
  if (open === 0 && work.operation !== 'resume') return nothingDiffersOutcome(work);
  return (await needPasswords(accounts.missing, environment, secrets)) ?? {kind: 'checked', open};
}

interface Accounts {
  /** User names that are still to be created; one whose creation was accepted needs no password any more. */
  readonly missing: readonly string[];
  readonly present: number;
  readonly unreadable: readonly UnreadableServer[];
}

async function missingAccounts(
  open: readonly RunItem[],
  {site, stop = noStop, timeoutMs = defaultTimeoutMs}: RunEnvironment,
): Promise<Accounts | 'stopped'> {
  const found = {missing: [] as string[], present: 0, unreadable: [] as UnreadableServer[]};
  for (const {change, state} of open) {
    if (change.object !== 'account') continue;
    const now = await waitFor(() => readRecord(site, change), {timeoutMs, stop, level: 'finishServer'});
    if (now.kind === 'stopped') return 'stopped';
    const {server, siteCode} = change;
    if (now.kind !== 'value')
      found.unreadable.push({server, siteCode, why: now.kind === 'threw' ? now.why : 'there was no answer in time'});
    else if (now.value.kind === 'unreadable') found.unreadable.push({server, siteCode, why: now.value.why});
    else if ('exists' in now.value.value && now.value.value.exists) found.present += 1;
    else if (state !== 'accepted') found.missing.push(change.userName);
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

async function needPasswords(
  userNames: readonly string[],
  {stop = noStop}: RunEnvironment,
  secrets: Secrets,
): Promise<CheckOutcome | null> {
  for (const userName of new Set(userNames.map(name => name.toLowerCase()))) {
    const spelled = userNames.find(name => name.toLowerCase() === userName) ?? userName;
    const asked = await waitFor(() => secrets.get(spelled), {timeoutMs: null, stop, level: 'finishServer'});
    if (asked.kind === 'stopped') return {kind: 'stopped'};
    if (asked.kind !== 'value' || asked.value === null) return passwordOutcome(spelled);
  }
  return null;
}
