// A hierarchy of any size, for practice and for measuring: always the same for the same seed.
import {hierarchySchema} from '../../model/parse-hierarchy.ts';
import {
  cloudManagementGatewayConnectionPointRole,
  distributionPointRole,
  managementPointRole,
  serviceConnectionPointRole,
  siteServerRole,
  softwareUpdatePointRole,
} from '../../model/roles.ts';
import type {HierarchyDocument} from './lab-document.ts';
import {
  distributionPointProperties,
  makeRows,
  numberProperty,
  textProperty,
  updatePointProperties,
  type Place,
  type ProxySpec,
  type RoleSpec,
} from './make-row.ts';
import {randomNumbers, type RandomNumbers} from './random-numbers.ts';

export interface Size {
  /** Whole, 1 or more. */
  readonly siteSystems: number;
  readonly seed: number;
}

/** Source: "Size and scale numbers for Configuration Manager". */
const mostPrimaries = 25;
const serversPerPrimary = 400;
const domain = 'corp.example.com';
const account = 'EXAMPLE\\svc-proxy';
const proxies = ['proxy-a', 'proxy-b', 'proxy-c'].map(name => `${name}.${domain}`);

/**
 * One central administration site and up to 25 primaries; a stand-alone primary where there are fewer than three site systems. The rows are
 * made while they are read, once.
 */
export function generateHierarchy({siteSystems, seed}: Size): HierarchyDocument {
  const standAlone = siteSystems < 3;
  const primaries = standAlone
    ? 0
    : Math.min(mostPrimaries, siteSystems - 1, Math.ceil(siteSystems / serversPerPrimary));
  const top: Place = {siteCode: standAlone ? 'P01' : 'CAS', server: `CM00.${domain}`, type: standAlone ? 2 : 4};
  const sites = Array.from({length: primaries}, (_, index) => siteCodeOf(index));
  const updatePoints = sites.filter((_, index) => serversOf(index, primaries, siteSystems) > 2);
  return {
    schema: hierarchySchema,
    name: `Generated ${siteSystems} (seed ${seed})`,
    readAs: 'EXAMPLE\\cm-admin',
    scopeLimited: false,
    sites: [
      siteRow(top.siteCode, top.server, top.type, ''),
      ...sites.map(siteCode => siteRow(siteCode, siteServerOf(siteCode), 2, top.siteCode)),
    ],
    softwareUpdatePointComponents: [
      component(top.siteCode, top.server, 0),
      ...updatePoints.map(siteCode => component(siteCode, `${siteCode}SUP1.${domain}`, 1)),
    ],
    siteServers: [],
    accounts: [top.siteCode, ...sites].map(siteCode => ({UserName: account, SiteCode: siteCode})),
    exchangeConnectors: [],
    cloudDistributionPoints: [],
    cloudFeatures: {
      entraUserDiscovery: true,
      entraGroupDiscovery: true,
      collectionSync: null,
      tenantAttach: true,
      endpointAnalytics: false,
      cloudManagementGateway: true,
      entraJoinedClients: true,
    },
    unreadable: [],
    siteSystemUses: rows(top, sites, siteSystems, randomNumbers(seed)),
  };
}

function* rows(top: Place, sites: readonly string[], siteSystems: number, random: RandomNumbers): Generator<object> {
  yield* makeRows(top, {name: proxies[0] ?? '', port: 8080}, [
    {name: 'SMS Component Server'},
    {name: siteServerRole},
    {name: serviceConnectionPointRole, props: [numberProperty('OfflineMode', 0)]},
    updatePoint(top.server, {
      useProxy: true,
      useProxyForAutoDeploymentRule: true,
      copy: {name: proxies[0] ?? '', port: 8080},
    }),
  ]);
  if (sites.length === 0) {
    for (let index = 1; index < siteSystems; index++) yield* serverRows(top.siteCode, index + 3, random);
    return;
  }
  for (const [index, siteCode] of sites.entries()) {
    const count = serversOf(index, sites.length, siteSystems);
    for (let position = 0; position < count; position++) yield* serverRows(siteCode, position, random);
  }
}

/** How many of the servers below the top belong to the primary at `index`. */
function serversOf(index: number, primaries: number, siteSystems: number): number {
  const below = siteSystems - 1;
  return Math.floor(below / primaries) + (index < below % primaries ? 1 : 0);
}

/** The server at `position` of a primary site: its site server, a management point, a software update point, a CMG connection point, then more. */
function serverRows(siteCode: string, position: number, random: RandomNumbers): readonly object[] {
  if (position === 0) {
    const place: Place = {siteCode, server: siteServerOf(siteCode), type: 2};
    return makeRows(place, proxy(random), [{name: 'SMS Component Server'}, {name: siteServerRole}]);
  }
  const at = (kind: string, number: number): Place => ({
    siteCode,
    server: `${siteCode}${kind}${number}.${domain}`,
    type: 8,
  });
  if (position === 2) return updatePointRows(at('SUP', 1), random);
  if (position === 3) {
    const role: RoleSpec = {name: cloudManagementGatewayConnectionPointRole, sslState: 1};
    return makeRows(at('CMG', 1), proxy(random), [role]);
  }
  if (position % 60 === 1 && position < 900)
    return makeRows(at('MP', position), proxy(random), [{name: managementPointRole, sslState: 1}]);
  const kind = {connectedCache: random.below(10) === 0, pull: random.below(3) === 0};
  const role: RoleSpec = {name: distributionPointRole, sslState: 0, props: distributionPointProperties(kind)};
  return makeRows(at('DP', position), proxy(random), [role]);
}

function updatePointRows(place: Place, random: RandomNumbers): readonly object[] {
  const spec = proxy(random);
  const on = spec.name !== undefined && spec.on !== false;
  const copy = on && spec.name !== undefined ? {copy: {name: spec.name, port: 8080}} : {};
  return makeRows(place, spec, [
    updatePoint(place.server, {useProxyForAutoDeploymentRule: on, useParent: true, ...copy}),
  ]);
}

function updatePoint(server: string, spec: Parameters<typeof updatePointProperties>[1]): RoleSpec {
  return {name: softwareUpdatePointRole, sslState: 0, props: updatePointProperties(server, spec)};
}

/** Most have none; the rest are on as System, on with an account, or off with values still stored. */
function proxy(random: RandomNumbers): ProxySpec {
  const draw = random.below(100);
  if (draw < 60) return {};
  const stored = {name: proxies[random.below(proxies.length)] ?? '', port: 8080};
  if (draw < 85) return stored;
  if (draw < 93) return {...stored, account};
  if (draw < 97) return {...stored, on: false};
  return {...stored, port: '3128', staleAccount: account};
}

function siteCodeOf(index: number): string {
  return `P${String(index + 1).padStart(2, '0')}`;
}

function siteServerOf(siteCode: string): string {
  return `${siteCode}CM.${domain}`;
}

function siteRow(siteCode: string, server: string, type: number, parent: string): object {
  return {
    SiteCode: siteCode,
    SiteName: `Generated ${siteCode}`,
    ServerName: server,
    Type: type,
    ReportingSiteCode: parent,
    Version: '5.00.9132.1000',
  };
}

function component(siteCode: string, server: string, useParent: 0 | 1): object {
  return {
    SiteCode: siteCode,
    Props: [textProperty('DefaultWSUS', server), numberProperty('DefaultUseParentWSUS', useParent)],
  };
}
