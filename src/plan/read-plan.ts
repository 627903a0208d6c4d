// A plan from a file is untrusted: its shape, its hash, its values and, against the hierarchy, its order and its findings are checked again.
import type {DesiredChange} from '../model/desired-change.ts';
import type {Finding} from '../model/finding.ts';
import type {Hierarchy, SiteSystem} from '../model/hierarchy.ts';
import {siteSystemKey} from '../model/server-name.ts';
import {ShapeError} from '../model/shape.ts';
import {canonicalJson} from './canonical-json.ts';
import {hostsServiceConnectionPoint, orderedChanges, proxyFields} from './changes.ts';
import {fingerprintOf} from './fingerprint.ts';
import {findingUnreadable} from './findings/make-finding.ts';
import {planFindings} from './findings/plan-findings.ts';
import {hashOfPlan, planId} from './hash.ts';
import {parsePlan} from './parse-plan.ts';
import type {Plan, PlannedChange, SiteSystemChange} from './plan.ts';
import type {PlannedServer} from './planned-server.ts';
import {previewInheritance} from './preview.ts';
import {propose} from './propose.ts';
import {whyNotWhole} from './whole-record.ts';

export type PlanFromFile =
  | {readonly kind: 'plan'; readonly plan: Plan}
  | {readonly kind: 'refused'; readonly path: string; readonly why: string};

export function readPlan(value: unknown): PlanFromFile {
  const schema = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)['schema'] : undefined;
  const version = typeof schema === 'string' ? /^cmproxy\/plan@(\d+)$/.exec(schema)?.[1] : undefined;
  if (version === undefined) return {kind: 'refused', path: 'schema', why: 'must be "cmproxy/plan@1"'};
  if (version !== '1')
    return {
      kind: 'refused',
      path: 'schema',
      why: `it was written by a newer version (plan@${version}; this version reads plan@1)`,
    };
  try {
    const plan = parsePlan(value);
    const hash = hashOfPlan(plan);
    if (hash !== plan.hash)
      return {
        kind: 'refused',
        path: 'hash',
        why: `the plan was edited: its contents have the hash ${hash}, and it says ${plan.hash}`,
      };
    if (plan.id !== planId(hash)) return {kind: 'refused', path: 'id', why: `must be ${planId(hash)}, as of its hash`};
    return {kind: 'plan', plan};
  } catch (error) {
    if (error instanceof ShapeError) return {kind: 'refused', path: error.path, why: error.why};
    throw error;
  }
}

export type Rechecked = {readonly kind: 'good'; readonly plan: Plan} | {readonly kind: 'refused'; readonly why: string};

/**
 * Findings and inheritance are made again from the changes. Where the records are still those that the plan is based on, the changes must also be
 * just those that a plan would make, in that order; where they are not, the run itself refuses (stale).
 */
export function recheck(plan: Plan, hierarchy: Hierarchy): Rechecked {
  const systems = new Map(hierarchy.siteSystems.map(system => [siteSystemKey(system.siteCode, system.server), system]));
  const named = new Set(plan.servers.map(server => siteSystemKey(server.siteCode, server.server)));
  const stray = plan.changes.find(
    change => change.object !== 'account' && !named.has(siteSystemKey(change.siteCode, change.server)),
  );
  if (stray !== undefined)
    return {kind: 'refused', why: `it changes ${stray.siteCode}/${stray.server}, which is not among its servers`};
  for (const change of plan.changes) {
    const why = change.object === 'siteSystem' ? whyNotWritten(change) : null;
    if (why !== null) return {kind: 'refused', why: `${change.siteCode}/${change.server}: ${why}`};
  }
  const touched = plan.changes.find(change => {
    const system = systems.get(siteSystemKey(change.siteCode, change.server));
    return change.object !== 'account' && system !== undefined && hostsServiceConnectionPoint(system);
  });
  if ((touched?.siteCode ?? null) !== plan.confirm)
    return {
      kind: 'refused',
      why: `it ${touched === undefined ? 'asks for a site code that it does not need' : `touches the service connection point's server and does not ask for ${touched.siteCode}`}`,
    };
  const servers = plannedServers(plan, systems);
  const after = propose(hierarchy, servers);
  const findings: readonly Finding[] = [
    ...plan.unknown.map(findingUnreadable),
    ...planFindings({before: hierarchy, after, servers, createAccounts: false, accountsToCreate: []}),
  ];
  const error = findings.find(finding => finding.severity === 'error');
  if (error !== undefined)
    return {kind: 'refused', why: `${error.code} ${error.siteCode}/${error.server}: ${error.text}`};
  if (
    fingerprintOf(hierarchy, plan.servers) === plan.basedOn.fingerprint &&
    canonicalJson(orderedChanges(servers, [])) !== canonicalJson(plan.changes)
  )
    return {kind: 'refused', why: 'its changes are not those that lead from the present records to the planned ones'};
  return {
    kind: 'good',
    plan: {...plan, findings, inheritance: previewInheritance({before: hierarchy, after, findings})},
  };
}

/** What the findings cannot tell, because they look at values and not at what a write sends. */
function whyNotWritten({before, after}: SiteSystemChange): string | null {
  if (after.enabled && after.account.kind === 'unknown') return whyNotWhole(after);
  return !after.enabled && proxyFields({...before, enabled: false}, after).length > 0
    ? 'turning the proxy off writes nothing else, and the plan says otherwise'
    : null;
}

function plannedServers(plan: Plan, systems: ReadonlyMap<string, SiteSystem>): readonly PlannedServer[] {
  const changes = new Map<string, PlannedChange[]>();
  for (const change of plan.changes) {
    const key = siteSystemKey(change.siteCode, change.server);
    const list = changes.get(key);
    if (list === undefined) changes.set(key, [change]);
    else list.push(change);
  }
  return plan.servers.flatMap(({server, siteCode}) => {
    const key = siteSystemKey(siteCode, server);
    const before = systems.get(key);
    if (before === undefined || !before.readable) return [];
    return [{before, ...applied(before, changes.get(key) ?? [], plan.desired)}];
  });
}

/**
 * The record after the changes, and as desired what they say in full, so that every written value meets the validator. Only a port and an account
 * that nobody said are left out, so that a fall-back to a default is found again.
 */
function applied(
  before: SiteSystem,
  changes: readonly PlannedChange[],
  said: DesiredChange,
): Pick<PlannedServer, 'after' | 'desired'> {
  let after = before;
  let desired: DesiredChange = {};
  for (const change of changes) {
    if (change.object === 'siteSystem') {
      const {enabled, serverName, port, account} = change.after;
      after = {...after, proxy: change.after};
      desired = enabled
        ? {
            ...desired,
            'proxy.enabled': true,
            'proxy.serverName': serverName ?? '',
            ...(port === 80 && said['proxy.port'] === undefined ? {} : {'proxy.port': String(port ?? '')}),
            ...(account.kind === 'account'
              ? {'proxy.account': account.userName}
              : said['proxy.account'] === undefined
                ? {}
                : {'proxy.account': 'system'}),
          }
        : {...desired, 'proxy.enabled': false};
    } else if (change.object === 'softwareUpdatePoint' && after.softwareUpdatePoint !== null) {
      after = {...after, softwareUpdatePoint: {...after.softwareUpdatePoint, ...change.after}};
    }
  }
  return {after, desired};
}
