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
import {computerAccount, sameServer, serverKey, siteSystemKey} from './server-name.ts';

interface Parts {
  readonly sites: readonly Site[];
  readonly rows: readonly SystemResourceUse[];
  readonly unreadable: readonly UnreadableEntry[];
  readonly siteServers: readonly {readonly siteCode: string; readonly server: string; readonly passive: boolean}[];
  readonly exchangeConnectors: readonly ExchangeConnector[];
}

interface Group {
  server: string;
  readonly siteCode: string;
  readonly rows: SystemResourceUse[];
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
  const serverOfSite = new Map(parts.sites.map(site => [site.siteCode, site.serverName]));
  return [...groups.entries()].map(([key, group]) => {
    const why =
      (whyByServer.size === 0
        ? undefined
        : (whyByServer.get(key) ?? whyByServer.get(siteSystemKey('', group.server)))) ??
      whyBySite.get(group.siteCode) ??
      (group.rows.some(row => row.roleName === siteSystemRole) ? null : `no "${siteSystemRole}" row in this reading`);
    return buildSiteSystem(group, why, passive.has(key), serverOfSite.get(group.siteCode) ?? '');
  });
}

function groupRows(parts: Parts): Map<string, Group> {
  const groups = new Map<string, Group>();
  const sitesOfServer = new Set<string>();
  let last: Group | null = null;
  const add = (siteCode: string, server: string): Group => {
    if (last !== null && last.server === server && last.siteCode === siteCode) return last; // rows of a server stand together
    const key = siteSystemKey(siteCode, server);
    const found = groups.get(key);
    if (found !== undefined) {
      last = found;
      return found;
    }
    const group: Group = {server, siteCode, rows: []};
    groups.set(key, group);
    last = group;
    sitesOfServer.add(serverKey(server));
    return group;
  };
  for (const row of parts.rows) {
    const group = add(row.siteCode, row.server);
    if (group.rows.some(other => other.roleName === row.roleName)) continue;
    if (row.roleName === siteSystemRole) group.server = row.server;
    group.rows.push(row);
  }
  for (const site of parts.sites) if (site.serverName !== '') add(site.siteCode, site.serverName);
  for (const item of parts.siteServers) add(item.siteCode, item.server);
  for (const item of parts.exchangeConnectors)
    if (item.serverName !== '' && item.siteCode !== '') add(item.siteCode, item.serverName);
  for (const entry of parts.unreadable) {
    if (entry.server === '') continue;
    if (entry.siteCode !== '' || !sitesOfServer.has(serverKey(entry.server))) add(entry.siteCode, entry.server);
  }
  return groups;
}

function buildSiteSystem(
  group: Group,
  why: string | null,
  passiveSiteServer: boolean,
  siteServerName: string,
): SiteSystem {
  const readable = why === null;
  const own = group.rows.find(row => row.roleName === siteSystemRole)?.properties;
  const updates = group.rows.find(row => row.roleName === softwareUpdatePointRole)?.properties;
  return {
    server: group.server,
    siteCode: group.siteCode,
    readable,
    why,
    roles: group.rows.map(toRole),
    proxy: readable && own !== undefined ? proxyRecord(own, group.server) : null,
    storedUserName:
      readable && own !== undefined && own.whole('AnonymousProxyAccess') === 1 ? own.text('ProxyUserName') : null,
    softwareUpdatePoint: readable && updates !== undefined ? softwareUpdatePoint(updates) : null,
    siteServer: sameServer(group.server, siteServerName) || group.rows.some(row => row.roleName === siteServerRole),
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
