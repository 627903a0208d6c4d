// Site systems out of rows: grouped by site and server, never merged across sites, and "could not be read" kept apart from "not there".
import type {ExchangeConnector, ProxyRecord, Role, Site, SiteSystem, SoftwareUpdatePoint} from './hierarchy.ts';
import type {UnreadableEntry} from './build-sites.ts';
import type {EmbeddedProperties, SystemResourceUse} from './parse-row.ts';
import {
  distributionPointRole,
  factsOfRole,
  serviceConnectionPointRole,
  siteServerRole,
  siteSystemRole,
  softwareUpdatePointRole,
} from './roles.ts';
import {computerAccount, serverKey, siteSystemKey} from './server-name.ts';

interface Parts {
  readonly sites: readonly Site[];
  readonly rows: readonly SystemResourceUse[];
  readonly unreadable: readonly UnreadableEntry[];
  readonly siteServers: readonly {readonly siteCode: string; readonly server: string; readonly passive: boolean}[];
  readonly exchangeConnectors: readonly ExchangeConnector[];
}

/** One server in one site, with its rows by role; of two rows for one role the first counts. */
interface Group {
  server: string;
  readonly siteCode: string;
  readonly serverKey: string;
  readonly rows: SystemResourceUse[];
  own: SystemResourceUse | null;
  updates: SystemResourceUse | null;
}

/**
 * All servers that any row or `unreadable` names. A server without a readable `SMS Site System` row is kept with `readable: false`: the
 * provider gives nothing, not an error, for what the caller may not see.
 */
export function buildSiteSystems(parts: Parts): readonly SiteSystem[] {
  const groups = groupRows(parts);
  const whyBySite = new Map<string, string>();
  for (const site of parts.sites) if (!site.readable) whyBySite.set(site.siteCode, site.why ?? 'could not be read');
  const whyByServer = new Map<string, string>();
  for (const entry of parts.unreadable)
    if (entry.server !== '') whyByServer.set(siteSystemKey(entry.siteCode, entry.server), entry.why);
  const passive = new Set(
    parts.siteServers.filter(item => item.passive).map(item => siteSystemKey(item.siteCode, item.server)),
  );
  const serverOfSite = new Map(parts.sites.map(site => [site.siteCode, serverKey(site.serverName)]));
  const systems: SiteSystem[] = [];
  for (const [key, group] of groups) {
    const why =
      (whyByServer.size === 0
        ? undefined
        : (whyByServer.get(key) ?? whyByServer.get(siteSystemKey('', group.server)))) ??
      whyBySite.get(group.siteCode) ??
      (group.own === null ? `no "${siteSystemRole}" row in this reading` : null);
    const siteServer =
      group.serverKey === serverOfSite.get(group.siteCode) || group.rows.some(row => row.roleName === siteServerRole);
    systems.push(buildSiteSystem(group, why, passive.has(key), siteServer));
  }
  return systems;
}

function groupRows(parts: Parts): Map<string, Group> {
  const groups = new Map<string, Group>();
  let last: Group | null = null;
  const add = (siteCode: string, server: string): Group => {
    if (last !== null && last.server === server && last.siteCode === siteCode) return last; // rows of a server stand together
    const key = siteSystemKey(siteCode, server);
    let group = groups.get(key);
    if (group === undefined) {
      group = {server, siteCode, serverKey: serverKey(server), rows: [], own: null, updates: null};
      groups.set(key, group);
    }
    last = group;
    return group;
  };
  for (const row of parts.rows) {
    const group = add(row.siteCode, row.server);
    if (group.rows.some(other => other.roleName === row.roleName)) continue;
    group.rows.push(row);
    if (row.roleName === softwareUpdatePointRole) group.updates = row;
    if (row.roleName !== siteSystemRole) continue;
    group.own = row;
    group.server = row.server;
  }
  for (const site of parts.sites) if (site.serverName !== '') add(site.siteCode, site.serverName);
  for (const item of parts.siteServers) add(item.siteCode, item.server);
  for (const item of parts.exchangeConnectors)
    if (item.serverName !== '' && item.siteCode !== '') add(item.siteCode, item.serverName);
  const named = new Set(parts.unreadable.length === 0 ? [] : groups.values().map(group => group.serverKey));
  for (const entry of parts.unreadable) {
    if (entry.server === '') continue;
    const key = serverKey(entry.server);
    if (entry.siteCode !== '' || !named.has(key)) add(entry.siteCode, entry.server);
    named.add(key);
  }
  return groups;
}

function buildSiteSystem(
  group: Group,
  why: string | null,
  passiveSiteServer: boolean,
  siteServer: boolean,
): SiteSystem {
  const readable = why === null;
  const own = readable ? (group.own?.properties ?? null) : null;
  const updates = readable ? (group.updates?.properties ?? null) : null;
  return {
    server: group.server,
    siteCode: group.siteCode,
    readable,
    why,
    roles: group.rows.map(toRole),
    proxy: own === null ? null : proxyRecord(own, group.server),
    storedUserName: own !== null && own.whole('AnonymousProxyAccess') === 1 ? own.text('ProxyUserName') : null,
    softwareUpdatePoint: updates === null ? null : softwareUpdatePoint(updates),
    siteServer,
    passiveSiteServer,
  };
}

function toRole(row: SystemResourceUse): Role {
  const isDistributionPoint = row.roleName === distributionPointRole;
  return {
    name: row.roleName,
    known: factsOfRole(row.roleName) !== undefined,
    connectedCache: isDistributionPoint && ((row.properties.whole('Flags') ?? 0) & 4) !== 0,
    pullDistributionPoint: isDistributionPoint && row.properties.whole('IsPullDP') === 1,
    offline: row.roleName === serviceConnectionPointRole && row.properties.whole('OfflineMode') === 1,
  };
}

/**
 * UseProxy, ProxyName, ProxyServerPort, AnonymousProxyAccess (1 = no credentials), ProxyUserName. A user name behind
 * AnonymousProxyAccess 1 is stale and never the account. Source: ConfigMgrCBDsc, DSC_CMSiteSystemServer.
 */
function proxyRecord(properties: EmbeddedProperties, server: string): ProxyRecord {
  const anonymous = properties.whole('AnonymousProxyAccess');
  const userName = properties.text('ProxyUserName');
  const enabled = (properties.whole('UseProxy') ?? 0) !== 0;
  const system = {kind: 'system', computerAccount: computerAccount(server)} as const;
  const usesSystem = anonymous === 1 || (userName === null && (anonymous === null || !enabled));
  return {
    enabled,
    serverName: properties.text('ProxyName'),
    port: properties.whole('ProxyServerPort') || null,
    account: usesSystem
      ? system
      : userName === null || anonymous === null
        ? {kind: 'unknown'}
        : {kind: 'account', userName},
  };
}

/** UseProxy and UseProxyForADR are the switches; ProxyName, ProxyServerPort and UserName a copy whose refresh is not documented. */
function softwareUpdatePoint(properties: EmbeddedProperties): SoftwareUpdatePoint {
  return {
    useProxy: (properties.whole('UseProxy') ?? 0) !== 0,
    useProxyForAutoDeploymentRule: (properties.whole('UseProxyForADR') ?? 0) !== 0,
    synchronizesFrom: {kind: 'unknown', why: 'not worked out yet'},
    ownCopy: {
      serverName: properties.text('ProxyName'),
      port: properties.whole('ProxyServerPort') || null,
      userName: properties.whole('AnonymousProxyAccess') === 0 ? properties.text('UserName') : null,
    },
  };
}
