// Desired against current: the whole plan, in time linear in servers, without any effect.
import {exceptionTo, type DesiredChange} from '../model/desired-change.ts';
import type {Finding} from '../model/finding.ts';
import type {Hierarchy, Site, SiteSystem} from '../model/hierarchy.ts';
import type {Condition} from '../model/select-servers.ts';
import {siteSystemKey} from '../model/server-name.ts';
import {accountsToCreate} from './accounts-to-create.ts';
import {hostsServiceConnectionPoint, orderedChanges} from './changes.ts';
import {chooseServers, type Refusal} from './choose-servers.ts';
import {fingerprintOfSystems} from './fingerprint.ts';
import {findingUnreadable, makeFinding} from './findings/make-finding.ts';
import {planFindings} from './findings/plan-findings.ts';
import {followUps} from './follow-up.ts';
import {hashOfPlan, planId} from './hash.ts';
import type {NamedServer, Plan} from './plan.ts';
import {planServer} from './plan-server.ts';
import type {PlannedServer} from './planned-server.ts';
import {previewInheritance} from './preview.ts';
import {propose} from './propose.ts';
import {withScripts} from './script/with-scripts.ts';

export interface PlanInput {
  readonly hierarchy: Hierarchy;
  readonly hierarchyId: string;
  readonly connection: string;
  /** ISO 8601 UTC. */
  readonly readAt: string;
  readonly createdAt: string;
  readonly toolVersion: string;
  /** `SERVER` or `SITE/SERVER`. */
  readonly names: readonly string[];
  readonly conditions: readonly Condition[];
  readonly desired: DesiredChange;
  /** Exceptions by site system key; what one does not say is the common change. */
  readonly overrides?: ReadonlyMap<string, DesiredChange>;
  readonly createAccounts: boolean;
  readonly ticket: string | null;
  readonly note: string | null;
  readonly unattended?: boolean;
  /** Scripts cost time and are wanted only where they are shown or saved. */
  readonly withScripts: boolean;
}

export type MadePlan = {readonly kind: 'plan'; readonly plan: Plan} | Refusal;

export function makePlan(input: PlanInput): MadePlan {
  const {hierarchy, desired} = input;
  const chosen = chooseServers(hierarchy, input.names, input.conditions);
  if (chosen.kind === 'refused') return chosen;
  const sorted = sortOut(chosen.systems, input);
  if (sorted.kind === 'refused') return sorted;
  const {servers, added, skipped} = sorted;
  const unknown = [
    ...sorted.unknown,
    ...chosen.unreadableSites.map(({siteCode, why}) => ({
      server: '',
      siteCode,
      why: `the site could not be read: ${why ?? 'not told'}`,
    })),
  ];
  const accounts = input.createAccounts ? accountsToCreate(hierarchy, servers) : [];
  const after = propose(hierarchy, servers, accounts);
  const findings: readonly Finding[] = [
    ...chosen.notFound,
    ...sorted.unknownFindings,
    ...chosen.unreadableSites.map(findingSiteUnreadable),
    ...planFindings({
      before: hierarchy,
      after,
      servers,
      createAccounts: input.createAccounts,
      accountsToCreate: accounts,
      ...(input.unattended === undefined ? {} : {unattended: input.unattended}),
    }),
  ];
  const changes = orderedChanges(servers, accounts);
  const named = servers.map(({before}): NamedServer => ({server: before.server, siteCode: before.siteCode}));
  const byKey = new Map(servers.map(({before}) => [siteSystemKey(before.siteCode, before.server), before]));
  const fingerprint = fingerprintOfSystems(named, server => byKey.get(siteSystemKey(server.siteCode, server.server)));
  const body = {
    hierarchyId: input.hierarchyId,
    ticket: input.ticket,
    note: input.note,
    servers: named,
    desired: redacted(desired),
    createAccounts: input.createAccounts,
    confirm: confirmSite(
      servers,
      changes.map(change => siteSystemKey(change.siteCode, change.server)),
    ),
    changes,
    basedOn: {readAt: input.readAt, fingerprint},
    skipped,
    unknown,
  };
  const hash = hashOfPlan(body);
  const plan: Plan = {
    schemaVersion: 1,
    schema: 'cmproxy/plan@1',
    id: planId(hash),
    hash,
    connection: input.connection,
    createdAt: input.createdAt,
    ...body,
    findings,
    inheritance: previewInheritance({before: hierarchy, after, findings}),
    followUp: followUps(hierarchy, servers, added),
    script: '',
    undoScript: '',
  };
  return {kind: 'plan', plan: input.withScripts ? withScripts(plan, hierarchy, input.toolVersion) : plan};
}

interface SortedOut {
  readonly kind: 'sorted';
  readonly servers: readonly PlannedServer[];
  readonly added: ReadonlySet<PlannedServer>;
  readonly skipped: readonly (NamedServer & {readonly why: string})[];
  readonly unknown: readonly (NamedServer & {readonly why: string})[];
  readonly unknownFindings: readonly Finding[];
}

/** CMP008 for a whole site, none of whose servers can be judged. */
function findingSiteUnreadable({siteCode, why}: Site): Finding {
  const about = {server: '', siteCode};
  return makeFinding('CMP008', 'unknown', about, {
    text: `site ${siteCode} could not be read: ${why ?? 'not told'}; servers of it may be meant and are not planned`,
    do: 'Check the permissions and scope of this account and the replication of that site, then read again.',
  });
}

const noRole = 'it has no software update point';

function sortOut(systems: readonly SiteSystem[], {desired, overrides}: PlanInput): SortedOut | Refusal {
  const servers: PlannedServer[] = [];
  const added = new Set<PlannedServer>();
  const skipped: (NamedServer & {why: string})[] = [];
  const unknown: (NamedServer & {why: string})[] = [];
  const unknownFindings: Finding[] = [];
  for (const system of systems) {
    const {server, siteCode} = system;
    const own = overrides?.get(siteSystemKey(siteCode, server));
    const planned = planServer(system, own === undefined ? desired : exceptionTo(desired, own));
    if (planned.kind === 'unknown') {
      unknown.push({server, siteCode, why: planned.why});
      unknownFindings.push(
        planned.todo === undefined
          ? findingUnreadable({server, siteCode, why: planned.why})
          : makeFinding('CMP008', 'unknown', system, {text: planned.why, do: planned.todo, field: 'proxy.account'}),
      );
      continue;
    }
    if (planned.skippedSwitches) {
      if (systems.length === 1)
        return {
          kind: 'refused',
          what: `The switches of a software update point cannot be set at ${siteCode}/${server}`,
          why: noRole,
          todo: 'Leave softwareUpdatePoint.* out, or choose a server with that role.',
        };
      skipped.push({server, siteCode, why: `softwareUpdatePoint.*: ${noRole}`});
    }
    servers.push(planned.server);
    if (planned.addedSwitches) added.add(planned.server);
  }
  return {kind: 'sorted', servers, added, skipped, unknown, unknownFindings};
}

/** A typed name may hold a password before an `@`; a plan never does. */
function redacted(desired: DesiredChange): DesiredChange {
  const name = desired['proxy.serverName'];
  return name !== undefined && name.includes('@')
    ? {...desired, 'proxy.serverName': name.replace(/^.*@/s, '***@')}
    : desired;
}

/** The site code to type: that of the service connection point's server, where the plan writes to it. */
function confirmSite(servers: readonly PlannedServer[], written: readonly string[]): string | null {
  const keys = new Set(written);
  const touched = servers.find(
    ({before}) => hostsServiceConnectionPoint(before) && keys.has(siteSystemKey(before.siteCode, before.server)),
  );
  return touched?.before.siteCode ?? null;
}
