// The writing calls of the lab: what is accepted is recorded with the time at which it applies, counted, and answered as the faults say.
import type {Hierarchy} from '../../model/hierarchy.ts';
import {accountSite, findSystem, hasAccount} from '../look-up.ts';
import type {NewAccount, SiteSystemOutcome, StoredAccount, WriteOutcome, WriteRequest} from '../site.ts';
import {changeLab, type LabPlace} from './change-lab.ts';
import {changeRows, rowKey} from './change-rows.ts';
import {hasFault, hasFaultEverywhere, type FaultKind} from './faults.ts';
import type {Lab, PendingChange} from './lab-document.ts';
import {recordKey, recordKeyOf, timeOfApplying, withDueChanges} from './pending.ts';
import {needHierarchy, type SeenLab} from './see-lab.ts';
import {decideSiteSystem, decideUpdatePoint, type Decision} from './write-record.ts';

export interface Options extends LabPlace {
  readonly pause: (ms: number) => Promise<void>;
}

const slowMs = 1500;
type HasFault = (kind: FaultKind) => boolean;

/** One write to a site system or a software update point. */
export async function writeToLab(options: Options, request: WriteRequest, timeoutMs: number): Promise<WriteOutcome> {
  const {object, siteCode, server} = request;
  return answer(options, timeoutMs, recordKey(object, siteCode, server), ({lab, hierarchy}) => {
    const has: HasFault = kind => hasFault(lab.state.faults, kind, siteCode, server);
    if (has('write-denied')) return {has, outcome: refused('access denied')};
    const decision = decide(hierarchy, request);
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
  return answer(options, timeoutMs, recordKey('account', siteCode, userName), ({lab, hierarchy}) => {
    const has: HasFault = kind => hasFaultEverywhere(lab.state.faults, kind);
    if (has('write-denied')) return {has, outcome: refused('access denied')};
    const keeper = accountSite(hierarchy, siteCode);
    const isThere = hasAccount(hierarchy, siteCode, userName);
    if (isThere === null) return {has, outcome: refused('the accounts of this site cannot be read')};
    if (isThere || isComing(lab, recordKey('account', keeper, userName)))
      return {has, outcome: refused(`the account ${userName} already exists at site ${keeper}`)};
    return {has, outcome: accepted, change: {object: 'account', siteCode: keeper, userName}};
  });
}

/** A new password of an account that is there; it goes nowhere. */
export async function setLabPassword(options: Options, account: NewAccount, timeoutMs: number): Promise<WriteOutcome> {
  const {siteCode, userName} = account;
  return answer(options, timeoutMs, recordKey('account', siteCode, userName), ({lab, hierarchy}) => {
    const has = faultsOfSite(lab, hierarchy, siteCode);
    if (has('write-denied')) return {has, outcome: refused('access denied')};
    if (hasAccount(hierarchy, siteCode, userName) !== true)
      return {has, outcome: refused(`there is no account ${userName} at site ${siteCode}`)};
    return {has, outcome: accepted};
  });
}

/** Takes an account away from a site. */
export async function removeLabAccount(
  options: Options,
  account: StoredAccount,
  timeoutMs: number,
): Promise<WriteOutcome> {
  const {siteCode, userName} = account;
  return answer(options, timeoutMs, recordKey('account', siteCode, userName), ({lab, hierarchy}) => {
    const has = faultsOfSite(lab, hierarchy, siteCode);
    if (has('write-denied')) return {has, outcome: refused('access denied')};
    if (hasAccount(hierarchy, siteCode, userName) !== true)
      return {has, outcome: refused(`there is no account ${userName} at site ${siteCode}`)};
    const keeper = accountSite(hierarchy, siteCode);
    return {has, outcome: accepted, change: {object: 'account', siteCode: keeper, userName, removed: true}};
  });
}

/** What an account of a site already stores is written at the site server, so a fault of it is one of its site's accounts. */
function faultsOfSite(lab: Lab, hierarchy: Hierarchy, siteCode: string): HasFault {
  const site = hierarchy.sites.find(item => item.siteCode === siteCode.toUpperCase());
  const {faults} = lab.state;
  return kind =>
    site === undefined ? hasFaultEverywhere(faults, kind) : hasFault(faults, kind, site.siteCode, site.serverName);
}

const accepted: WriteOutcome = {kind: 'accepted'};
const refused = (why: string): WriteOutcome => ({kind: 'refused', why});

/** Whether an account is accepted and not there yet. */
function isComing({state}: Lab, key: string): boolean {
  return state.pending.some(item => item.object === 'account' && item.appliesAt !== null && recordKeyOf(item) === key);
}

function decide(hierarchy: Hierarchy, request: WriteRequest): Decision {
  const {siteCode, server} = request;
  const found = findSystem(hierarchy, siteCode, server);
  if (found.kind !== 'read')
    return {kind: 'refused', why: `there is no site system server ${server} at site ${siteCode}`};
  const {siteSystem} = found;
  if (!siteSystem.readable || siteSystem.proxy === null)
    return {kind: 'refused', why: siteSystem.why ?? 'access denied'};
  return request.object === 'siteSystem'
    ? decideSiteSystem(request, userName => hasAccount(hierarchy, siteCode, userName))
    : decideUpdatePoint(request, siteSystem);
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
  handle: (seen: SeenLab) => Handled,
): Promise<WriteOutcome> {
  const changed = await changeLab(place, seen => {
    const handled = handle(seen);
    const {has, change} = handled;
    const {lab, at: now} = seen;
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
  await place.pause(Math.min(slowMs, timeoutMs));
  return slowMs > timeoutMs ? late : outcome;
}

function counted({state}: Lab, key: string): Lab['state']['calls'] {
  const {calls} = state;
  return {...calls, writes: calls.writes + 1, records: {...calls.records, [key]: (calls.records[key] ?? 0) + 1}};
}

/** `changed-meanwhile`: the record is another one before it is read, as if someone had just used the console. */
export async function changeMeanwhile(place: LabPlace, siteCode: string, server: string): Promise<SiteSystemOutcome> {
  const changed = await changeLab<SiteSystemOutcome>(place, ({lab, hierarchy}) => {
    const before = findSystem(hierarchy, siteCode, server);
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
    return {lab: {...lab, document}, result: findSystem(needHierarchy(document), siteCode, server)};
  });
  return changed.kind === 'refused' ? {kind: 'failed', why: changed.why} : changed.result;
}
