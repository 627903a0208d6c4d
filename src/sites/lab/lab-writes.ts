// The writing calls of the lab: what is accepted is recorded with the time at which it applies, counted, and answered as the faults say.
import {sameAccountName} from '../../model/validate-proxy.ts';
import type {NewAccount, SiteSystemOutcome, WriteOutcome, WriteRequest} from '../site.ts';
import {changeLab, type LabPlace} from './change-lab.ts';
import {changeRows, rowKey} from './change-rows.ts';
import {hasFault, hasFaultEverywhere, type FaultKind} from './faults.ts';
import type {Lab, PendingChange} from './lab-document.ts';
import {accountSite, accountsOf, findInLab, withUnreadable} from './look-up.ts';
import {recordKey, timeOfApplying, withDueChanges} from './pending.ts';
import {decideSiteSystem, decideUpdatePoint, type Decision} from './write-record.ts';

export interface Options extends LabPlace {
  readonly pause: (ms: number) => Promise<void>;
}

const slowMs = 1500;
type HasFault = (kind: FaultKind) => boolean;

/** One write to a site system or a software update point. */
export async function writeToLab(options: Options, request: WriteRequest, timeoutMs: number): Promise<WriteOutcome> {
  const {object, siteCode, server} = request;
  return answer(options, timeoutMs, recordKey(object, siteCode, server), lab => {
    const has: HasFault = kind => hasFault(lab.state.faults, kind, siteCode, server);
    if (has('write-denied')) return {has, outcome: refused('access denied')};
    const decision = decide(lab, request);
    if (decision.kind === 'refused') return {has, outcome: decision};
    return {has, outcome: accepted, change: {object, siteCode: siteCode.toUpperCase(), server, props: decision.props}};
  });
}

/** A new account at a site; its password goes nowhere. */
export async function createLabAccount(
  options: Options,
  account: NewAccount,
  timeoutMs: number,
): Promise<WriteOutcome> {
  const {siteCode, userName} = account;
  return answer(options, timeoutMs, recordKey('account', siteCode, userName), lab => {
    const has: HasFault = kind => hasFaultEverywhere(lab.state.faults, kind);
    if (has('write-denied')) return {has, outcome: refused('access denied')};
    const keeper = accountSite(lab.document, siteCode.toUpperCase());
    const there = accountsOf(lab.document, keeper);
    if (there === null) return {has, outcome: refused('this hierarchy says nothing about accounts')};
    const coming = lab.state.pending.flatMap(item =>
      item.object === 'account' && item.appliesAt !== null && item.siteCode === keeper ? [item.userName] : [],
    );
    if ([...there, ...coming].some(name => sameAccountName(name, userName)))
      return {has, outcome: refused(`the account ${userName} already exists at site ${keeper}`)};
    return {has, outcome: accepted, change: {object: 'account', siteCode: keeper, userName}};
  });
}

const accepted: WriteOutcome = {kind: 'accepted'};
const refused = (why: string): WriteOutcome => ({kind: 'refused', why});

function decide(lab: Lab, request: WriteRequest): Decision {
  const {siteCode, server} = request;
  const found = findInLab(withUnreadable(lab), siteCode, server);
  if (found.kind === 'failed') return {kind: 'refused', why: found.why};
  if (found.kind === 'notVisible')
    return {kind: 'refused', why: `there is no site system server ${server} at site ${siteCode}`};
  if (!found.siteSystem.readable || found.siteSystem.proxy === null)
    return {kind: 'refused', why: found.siteSystem.why ?? 'access denied'};
  return request.object === 'siteSystem'
    ? decideSiteSystem(request, accountsOf(lab.document, siteCode))
    : decideUpdatePoint(request, found.siteSystem);
}

type Unstamped<T> = T extends unknown ? Omit<T, 'appliesAt'> : never;

interface Handled {
  readonly has: HasFault;
  readonly outcome: WriteOutcome;
  readonly change?: Unstamped<PendingChange>;
}

/** Records, counts and answers. The caller never waits longer than its own time-out. */
async function answer(
  place: Options,
  timeoutMs: number,
  key: string,
  handle: (lab: Lab) => Handled,
): Promise<WriteOutcome> {
  const {clock, pause} = place;
  const changed = await changeLab(place, lab => {
    const handled = handle(lab);
    const {has, change} = handled;
    const now = clock();
    const pending: readonly PendingChange[] =
      change === undefined ? [] : [{appliesAt: has('never-applied') ? null : timeOfApplying(lab, key, now), ...change}];
    const {state} = lab;
    const next: Lab = {...lab, state: {...state, pending: [...state.pending, ...pending], calls: counted(lab, key)}};
    return {lab: withDueChanges(next, now), result: handled};
  });
  if (changed.kind === 'refused') return refused(changed.why);
  const {has, outcome} = changed.result;
  const late: WriteOutcome = {kind: 'uncertain', why: `there was no answer within ${timeoutMs / 1000} s`};
  if (has('timeout') && outcome.kind === 'accepted') return late;
  if (!has('slow')) return outcome;
  await pause(Math.min(slowMs, timeoutMs));
  return slowMs > timeoutMs ? late : outcome;
}

function counted({state}: Lab, key: string): Lab['state']['calls'] {
  const {calls} = state;
  return {...calls, writes: calls.writes + 1, records: {...calls.records, [key]: (calls.records[key] ?? 0) + 1}};
}

/** `changed-meanwhile`: the record is another one before it is read, as if someone had just used the console. */
export async function changeMeanwhile(place: LabPlace, siteCode: string, server: string): Promise<SiteSystemOutcome> {
  const changed = await changeLab<SiteSystemOutcome>(place, lab => {
    const before = findInLab(withUnreadable(lab), siteCode, server);
    if (before.kind !== 'read' || before.siteSystem.proxy === null) return {lab: null, result: before};
    const {enabled, port, serverName} = before.siteSystem.proxy;
    const props = enabled
      ? [{name: 'ProxyServerPort', to: ((port ?? 79) % 65535) + 1}]
      : [
          {name: 'UseProxy', to: 1},
          {name: 'ProxyName', to: serverName ?? 'proxy-other.contoso.com'},
          {name: 'ProxyServerPort', to: port ?? 80},
        ];
    const document = changeRows(lab.document, new Map([[rowKey('siteSystem', siteCode, server), props]]));
    const after = {...lab, document};
    return {lab: after, result: findInLab(withUnreadable(after), siteCode, server)};
  });
  return changed.kind === 'refused' ? {kind: 'failed', why: changed.why} : changed.result;
}
