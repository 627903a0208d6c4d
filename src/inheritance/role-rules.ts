// One rule for each role that may use the internet. All other known roles do not; an unknown role stays unknown.
import {isReleaseAtLeast} from '../model/builds.ts';
import type {Role, SiteSystem} from '../model/hierarchy.ts';
import {
  assetIntelligenceRole,
  cloudManagementGatewayConnectionPointRole,
  factsOfRole,
  managementPointRole,
  serviceConnectionPointRole,
  softwareUpdatePointRole,
} from '../model/roles.ts';
import {sameServer} from '../model/server-name.ts';
import type {Lookup} from './lookup.ts';
import type {Verdict} from './row.ts';
import {sources} from './sources.ts';
import {throughServer, without} from './verdict.ts';

interface Rule {
  readonly source: string;
  readonly decide: (system: SiteSystem, role: Role, lookup: Lookup) => Verdict;
}

const own = (system: SiteSystem): Verdict => throughServer(system, {how: 'ownServer', server: system.server});

const rules: Readonly<Record<string, Rule>> = {
  [assetIntelligenceRole]: {source: sources.assetIntelligence, decide: own},
  [serviceConnectionPointRole]: {
    source: sources.serviceConnectionPoint,
    decide: (system, role) => (role.offline ? without('notApplicable', 'ownServer', system.server) : own(system)),
  },
  [cloudManagementGatewayConnectionPointRole]: {
    source: sources.cloudManagementGatewayConnectionPoint,
    // The accounts page does not list this role among those that use the stored credentials.
    decide: system => {
      const verdict = own(system);
      return verdict.identity.kind === 'account' ? {...verdict, identity: {kind: 'notDocumented'}} : verdict;
    },
  },
  [softwareUpdatePointRole]: {source: sources.softwareUpdatePoint, decide: synchronization},
  [managementPointRole]: {source: sources.managementPoint, decide: managementPoint},
};

export interface RoleVerdict {
  readonly verdict: Verdict;
  readonly source: string;
}

export function decideRole(system: SiteSystem, role: Role, lookup: Lookup): RoleVerdict {
  const rule = Object.hasOwn(rules, role.name) ? rules[role.name] : undefined;
  if (rule !== undefined) return {verdict: rule.decide(system, role, lookup), source: rule.source};
  if (factsOfRole(role.name) !== undefined)
    return {verdict: without('notApplicable', 'ownServer', system.server), source: sources.noInternet};
  return {verdict: without('unknown', 'ownServer', system.server), source: sources.unknownRole};
}

function synchronization(system: SiteSystem): Verdict {
  const point = system.softwareUpdatePoint;
  if (point === null) return without('unknown', 'ownServer', system.server);
  const source = point.synchronizesFrom;
  if (source.kind === 'upstream') return without('upstream', 'softwareUpdatePoint', source.server);
  if (source.kind === 'none') return without('notApplicable', 'ownServer', system.server);
  if (source.kind === 'unknown') return without('unknown', 'ownServer', system.server);
  return throughServer(system, {how: 'ownServer', server: system.server}, point.useProxy);
}

/** Version 2603 and later with Entra-joined clients: neither the site system proxy nor WinHTTP, but Local System's WinINET settings. */
function managementPoint(system: SiteSystem, _role: Role, {hierarchy, site}: Lookup): Verdict {
  const clients = hierarchy.cloudFeatures.entraJoinedClients;
  const late = isReleaseAtLeast(site(system.siteCode)?.release ?? null, 2603);
  if (clients === false || late === false) return without('notApplicable', 'ownServer', system.server);
  return without(clients === null || late === null ? 'unknown' : 'no', 'localSystemWinInet', system.server);
}

/** Downloads of automatic deployment rules: on the site server, as System unless its proxy has credentials. */
export function decideAutomaticDeploymentRule(system: SiteSystem, {site, system: find}: Lookup): Verdict {
  const home = site(system.siteCode);
  const siteServer = home === undefined || home.serverName === '' ? null : home.serverName;
  if (home?.siteType === 'secondary') return without('notApplicable', 'siteServer', siteServer);
  const point = system.softwareUpdatePoint;
  if (point === null || siteServer === null) return without('unknown', 'siteServer', siteServer);
  if (sameServer(siteServer, system.server))
    return throughServer(
      find(system.siteCode, siteServer),
      {how: 'siteServer', server: siteServer},
      point.useProxyForAutoDeploymentRule,
    );
  if (!point.useProxyForAutoDeploymentRule) return without('switchOff', 'siteServer', siteServer);
  return without('notDocumented', 'siteServer', siteServer, {kind: 'notDocumented'});
}
