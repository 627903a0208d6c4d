// The `status` document: the shape that scripts rely on.
import type {AcceptedFinding, Acceptance} from '../../model/accepted-finding.ts';
import type {Finding} from '../../model/finding.ts';
import {stateOf, type State} from '../../model/finding.ts';
import type {Hierarchy, ProxyRecord, SiteSystem, SynchronizationSource} from '../../model/hierarchy.ts';
import {siteSystemKey} from '../../model/server-name.ts';
import type {OpenSite} from '../opened.ts';

export interface StatusFinding {
  readonly code: string;
  readonly severity: Finding['severity'];
  readonly text: string;
  readonly do: string;
  /** Only where it was accepted: it does not count for the state. */
  readonly accepted?: Pick<AcceptedFinding, 'until' | 'reason' | 'by' | 'at'>;
}

export interface SiteSystemStatus {
  readonly server: string;
  readonly siteCode: string | null;
  readonly siteType: string | null;
  readonly proxy: ProxyRecord | null;
  readonly softwareUpdatePoint: {
    readonly useProxy: boolean;
    readonly useProxyForAutoDeploymentRule: boolean;
    readonly synchronizesFrom: string;
  } | null;
  readonly roles: readonly string[];
  readonly state: State;
  readonly inUse: 'notChecked';
  readonly findings: readonly StatusFinding[];
}

/** The findings of each site system, by its key. */
export function groupFindings(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = siteSystemKey(finding.siteCode, finding.server);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return groups;
}

export function synchronizesFrom(source: SynchronizationSource): string {
  if (source.kind !== 'upstream') return source.kind;
  return source.server === null ? 'unknown' : `server:${source.server}`;
}

/** `acceptance` null: nothing was accepted. */
export function siteSystemStatuses(
  hierarchy: Hierarchy,
  findings: readonly Finding[],
  acceptance: Acceptance | null = null,
): readonly SiteSystemStatus[] {
  const groups = groupFindings(findings);
  const typeOfSite = new Map(hierarchy.sites.map(site => [site.siteCode, site.siteType]));
  const statuses = hierarchy.siteSystems.map(system =>
    toStatus(system, typeOfSite.get(system.siteCode) ?? null, groups),
  );
  if (acceptance === null) return statuses;
  return statuses.map((status, index) => {
    const system = hierarchy.siteSystems[index];
    return system === undefined ? status : withAccepted(status, system, {groups, acceptance});
  });
}

/** Accepted findings are told as such, and the state is made of the others. */
function withAccepted(
  status: SiteSystemStatus,
  system: SiteSystem,
  {groups, acceptance}: {readonly groups: ReadonlyMap<string, readonly Finding[]>; readonly acceptance: Acceptance},
): SiteSystemStatus {
  const own = groups.get(siteSystemKey(system.siteCode, system.server)) ?? [];
  if (!own.some(finding => acceptance(finding) !== null)) return status;
  return {
    ...status,
    state: stateOf(
      system.readable,
      own.filter(finding => acceptance(finding) === null),
    ),
    findings: own.map(finding => {
      const {code, severity, text, do: todo} = finding;
      const found = acceptance(finding);
      if (found === null) return {code, severity, text, do: todo};
      const {until, reason, by, at} = found;
      return {code, severity, text, do: todo, accepted: {until, reason, by, at}};
    }),
  };
}

function toStatus(
  system: SiteSystem,
  siteType: string | null,
  groups: ReadonlyMap<string, readonly Finding[]>,
): SiteSystemStatus {
  const own = groups.get(siteSystemKey(system.siteCode, system.server)) ?? [];
  const updates = system.softwareUpdatePoint;
  return {
    server: system.server,
    siteCode: system.siteCode || null,
    siteType,
    proxy: system.proxy,
    softwareUpdatePoint: updates && {
      useProxy: updates.useProxy,
      useProxyForAutoDeploymentRule: updates.useProxyForAutoDeploymentRule,
      synchronizesFrom: synchronizesFrom(updates.synchronizesFrom),
    },
    roles: system.roles.map(role => role.name),
    state: stateOf(system.readable, own),
    inUse: 'notChecked',
    findings: own.map(({code, severity, text, do: todo}) => ({code, severity, text, do: todo})),
  };
}

/** The whole document, ready for JSON. */
export function statusDocument(
  open: OpenSite,
  systems: readonly SiteSystemStatus[],
): Readonly<Record<string, unknown>> {
  const {hierarchy} = open.reading;
  return {
    schemaVersion: 1,
    connection: open.site.name,
    hierarchy: hierarchy.name,
    hierarchyId: open.hierarchyId,
    readAt: open.reading.readAt,
    readAs: open.reading.readAs,
    scopeLimited: hierarchy.scopeLimited,
    mayWrite: open.mayWrite,
    sites: hierarchy.sites.map(({siteCode, siteName, siteType, serverName, release, readable, why}) => ({
      siteCode,
      siteName,
      siteType,
      serverName,
      release,
      readable,
      why,
    })),
    siteSystems: systems,
  };
}
