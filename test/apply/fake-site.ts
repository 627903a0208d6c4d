// A site in memory that counts reads and writes and can be told to fail, delay or lie. For what the embedded lab cannot do.
import type {Hierarchy, ProxyRecord, SiteSystem} from '../../src/model/hierarchy.ts';
import {computerAccount, siteSystemKey} from '../../src/model/server-name.ts';
import type {SiteConnection, WriteOutcome, WriteRequest} from '../../src/sites/site.ts';

export interface FakeSite extends SiteConnection {
  readonly calls: {reads: number; serverReads: number; writes: string[]; accounts: string[]};
  readonly accounts: Set<string>;
  /** Records as stored, by `SITE/server`. Tests change them behind the run's back. */
  readonly stored: Map<string, SiteSystem>;
  /** Called with the number of the write (from 1); what it gives back replaces the answer. `apply` makes the change. */
  onWrite: (
    write: number,
    request: WriteRequest | 'account',
    apply: () => void,
  ) => Promise<WriteOutcome> | WriteOutcome;
  /** Called before each read of one server, with its number (from 1). */
  onServerRead: (read: number, server: string) => void;
  hierarchy(): Hierarchy;
}

export function proxy(
  server: string,
  serverName: string | null,
  port: number | null = 8080,
  userName: string | null = null,
): ProxyRecord {
  return {
    enabled: serverName !== null,
    serverName,
    port: serverName === null ? null : port,
    account:
      userName === null ? {kind: 'system', computerAccount: computerAccount(server)} : {kind: 'account', userName},
  };
}

export function siteSystem(
  server: string,
  serverName: string | null = 'proxy-a.contoso.com',
  more: Partial<SiteSystem> = {},
): SiteSystem {
  return {
    server,
    siteCode: 'PS1',
    readable: true,
    why: null,
    roles: [
      {name: 'SMS Site System', known: true, connectedCache: false, pullDistributionPoint: false, offline: false},
    ],
    proxy: proxy(server, serverName),
    storedUserName: null,
    softwareUpdatePoint: null,
    siteServer: false,
    passiveSiteServer: false,
    ...more,
  };
}

const noFeatures = {
  entraUserDiscovery: false,
  entraGroupDiscovery: false,
  collectionSync: false,
  tenantAttach: false,
  endpointAnalytics: false,
  cloudManagementGateway: false,
  entraJoinedClients: false,
};

export function createFakeSite(
  systems: readonly SiteSystem[],
  {siteCode = 'PS1'}: {readonly siteCode?: string} = {},
): FakeSite {
  const stored = new Map(systems.map(system => [siteSystemKey(system.siteCode, system.server), system]));
  const accounts = new Set<string>();
  const calls: FakeSite['calls'] = {reads: 0, serverReads: 0, writes: [], accounts: []};
  const site: FakeSite = {
    name: 'fake',
    origin: 'lab',
    provider: 'fake',
    calls,
    stored,
    accounts,
    onWrite: (_write, _request, apply) => {
      apply();
      return {kind: 'accepted'};
    },
    onServerRead: () => undefined,
    hierarchy: () => ({
      name: 'Fake',
      exportedAt: null,
      readAs: 'CONTOSO\\admin',
      scopeLimited: false,
      sites: [
        {
          siteCode,
          siteName: 'Fake',
          siteType: 'primary',
          serverName: 'top.contoso.com',
          parentSiteCode: null,
          version: null,
          release: null,
          readable: true,
          why: null,
        },
      ],
      siteSystems: [...stored.values()],
      accounts: [],
      softwareUpdatePointComponents: [],
      exchangeConnectors: [],
      cloudDistributionPoints: [],
      cloudFeatures: noFeatures,
    }),
    capabilities: () => ({mayWrite: true, why: null}),
    read: async () => {
      calls.reads += 1;
      return {
        kind: 'read',
        reading: {hierarchy: site.hierarchy(), readAt: '2026-11-23T10:00:00.000Z', readAs: 'CONTOSO\\admin'},
      };
    },
    readSiteSystem: async (site1, server) => {
      calls.serverReads += 1;
      site.onServerRead(calls.serverReads, server);
      const found = stored.get(siteSystemKey(site1, server));
      return found === undefined ? {kind: 'notVisible'} : {kind: 'read', siteSystem: found};
    },
    write: async request => {
      calls.writes.push(`${request.object} ${request.siteCode}/${request.server}`);
      return site.onWrite(calls.writes.length + calls.accounts.length, request, () => store(stored, request));
    },
    createAccount: async ({siteCode: code, userName}) => {
      calls.accounts.push(`${code}/${userName}`);
      return site.onWrite(calls.writes.length + calls.accounts.length, 'account', () =>
        accounts.add(`${code}/${userName}`),
      );
    },
    setAccountPassword: () => Promise.resolve({kind: 'refused', why: 'not asked for in these tests'}),
    removeAccount: () => Promise.resolve({kind: 'refused', why: 'not asked for in these tests'}),
    accountExists: async (code, userName) => accounts.has(`${code}/${userName}`),
    close: async () => undefined,
  };
  return site;
}

function store(stored: Map<string, SiteSystem>, request: WriteRequest): void {
  const key = siteSystemKey(request.siteCode, request.server);
  const system = stored.get(key);
  if (system?.proxy === undefined || system.proxy === null) throw new Error(`no ${key}`);
  if (request.object === 'softwareUpdatePoint') {
    const point = system.softwareUpdatePoint;
    if (point === null) throw new Error(`no software update point on ${key}`);
    const {useProxy = point.useProxy, useProxyForAutoDeploymentRule = point.useProxyForAutoDeploymentRule} = request;
    stored.set(key, {...system, softwareUpdatePoint: {...point, useProxy, useProxyForAutoDeploymentRule}});
    return;
  }
  const record = request.enableProxy
    ? proxy(
        system.server,
        request.proxyServerName ?? null,
        request.proxyServerPort ?? 80,
        request.proxyAccessAccount ?? null,
      )
    : {...system.proxy, enabled: false};
  stored.set(key, {...system, proxy: record});
}
