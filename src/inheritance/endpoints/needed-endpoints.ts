// Which endpoints the servers need: by what they host and by what follows them, out of the rows of the inheritance preview.
import type {Hierarchy} from '../../model/hierarchy.ts';
import {
  assetIntelligenceRole,
  cloudManagementGatewayConnectionPointRole,
  consoleNameOfRole,
  managementPointRole,
  roleFacts,
  serviceConnectionPointRole,
  softwareUpdatePointRole,
} from '../../model/roles.ts';
import {siteSystemKey} from '../../model/server-name.ts';
import {inheritProxies} from '../inherit.ts';
import type {InheritanceRow} from '../row.ts';
import type {Cloud, Endpoint} from './endpoint.ts';
import {otherEndpoints as other} from './other-endpoints.ts';
import {serviceConnectionPointEndpoints as connection} from './service-connection-point-endpoints.ts';

/** `may be in use`: no row tells whether it is. Whose proxy it takes may be undocumented all the same: see the preview. */
export type Certainty = 'in use' | 'may be in use';

export interface NeededBy {
  /** The console's name of a role, or the name of a feature. */
  readonly subject: string;
  readonly certainty: Certainty;
  readonly why: string;
}

export interface NeededEndpoint extends Endpoint {
  readonly siteCode: string;
  /** The server that makes the connection. */
  readonly server: string;
  readonly neededBy: readonly NeededBy[];
}

const ofServiceConnectionPoint: readonly Endpoint[] = [
  ...connection.updatesAndServicing,
  ...connection.windowsServicing,
  ...connection.azureServices,
  ...connection.externalNotifications,
  ...connection.consoleNotifications,
  ...connection.storeForBusiness,
];

/** Whether a software update point of the hierarchy synchronizes from the one of this row. */
type IsFollowed = (row: InheritanceRow) => boolean;

/** Endpoints of a row's subject; a subject that is not here contacts nothing that Microsoft lists. */
const bySubject: Readonly<Record<string, (row: InheritanceRow, isFollowed: IsFollowed) => readonly Endpoint[]>> = {
  [serviceConnectionPointRole]: () => ofServiceConnectionPoint,
  entraUserDiscovery: () => connection.entraDiscoveryAndGroupSync,
  entraGroupDiscovery: () => connection.entraDiscoveryAndGroupSync,
  collectionSync: () => connection.entraDiscoveryAndGroupSync,
  tenantAttach: () => connection.tenantAttach,
  endpointAnalytics: () => connection.endpointAnalytics,
  // Deploying a gateway needs the endpoints of the service connection point as well.
  cloudManagementGateway: () => [...connection.cmgDeployment, ...ofServiceConnectionPoint],
  [softwareUpdatePointRole]: (row, isFollowed) =>
    row.uses === 'upstream'
      ? [...other.childUpdateServers, ...other.parentUpdateServers]
      : [
          ...other.microsoftUpdate,
          ...other.updatesElsewhere,
          ...other.microsoft365Apps,
          ...(isFollowed(row) ? other.childUpdateServers : []),
        ],
  automaticDeploymentRule: () => other.microsoftUpdate,
  connectedCache: () => other.connectedCache,
  exchangeConnector: () => other.exchangeConnector,
  [assetIntelligenceRole]: () => other.assetIntelligence,
  [cloudManagementGatewayConnectionPointRole]: () => other.cloudManagementGatewayConnectionPoint,
  [managementPointRole]: () => other.managementPoint,
  microsoft365AppsReadiness: () => other.topLevelSiteServer,
};

const featureNames: Readonly<Record<string, string>> = {
  automaticDeploymentRule: 'Automatic deployment rules',
  connectedCache: 'Microsoft Connected Cache',
  exchangeConnector: 'Exchange Server connector',
  entraUserDiscovery: 'Microsoft Entra user discovery',
  entraGroupDiscovery: 'Microsoft Entra group discovery',
  collectionSync: 'Collection synchronization to Microsoft Entra groups',
  tenantAttach: 'Tenant attach',
  endpointAnalytics: 'Endpoint analytics',
  cloudManagementGateway: 'Cloud management gateway deployment',
  microsoft365AppsReadiness: 'Microsoft 365 Apps add-in readiness',
};

/** Every name that a role or a feature may be asked for by. */
export const namesOfSubjects: readonly string[] = [
  ...Object.entries(roleFacts).flatMap(([name, {consoleName}]) => [name, consoleName]),
  ...Object.entries(featureNames).flat(),
];

export interface Wanted {
  /** Keys of `siteSystemKey`; null: every server. */
  readonly servers: ReadonlySet<string> | null;
  readonly cloud: Cloud;
  /** Says whether a subject is wanted, given its provider's or feature's name and its name in the console. */
  readonly isWanted: (subject: string, consoleName: string) => boolean;
}

/** One entry for each server, host, scheme and path, in the order of servers and hosts. Time is linear in rows. */
export function neededEndpoints(hierarchy: Hierarchy, wanted: Wanted): readonly NeededEndpoint[] {
  const found = new Map<string, NeededEndpoint>();
  const add = (place: Place, by: Omit<NeededBy, 'why'>, endpoints: readonly Endpoint[]): void => {
    for (const endpoint of endpoints) {
      if (endpoint.cloud !== undefined && endpoint.cloud !== wanted.cloud) continue;
      const key = [place.siteCode, place.server, endpoint.host, endpoint.scheme, endpoint.path]
        .join('\u0000')
        .toLowerCase();
      const before = found.get(key);
      const needed = {...by, why: endpoint.why};
      if (before === undefined) found.set(key, {...endpoint, ...place, neededBy: [needed]});
      else if (!before.neededBy.some(item => item.subject === needed.subject && item.why === needed.why))
        found.set(key, {...before, neededBy: [...before.neededBy, needed]});
    }
  };
  const servers = siteOf(hierarchy);
  const rows = [...inheritProxies(hierarchy), ...readinessRows(hierarchy)];
  const followed = new Set(rows.flatMap(row => (row.uses === 'upstream' ? [row.follows.server?.toLowerCase()] : [])));
  for (const row of rows) {
    const endpoints = endpointsOf(row, ({server}) => followed.has(server?.toLowerCase()));
    const place = placeOf(row, servers);
    if (endpoints.length === 0 || place === null) continue;
    if (wanted.servers !== null && !wanted.servers.has(siteSystemKey(place.siteCode, place.server))) continue;
    const consoleName = featureNames[row.subject] ?? consoleNameOfRole(row.subject);
    if (!wanted.isWanted(row.subject, consoleName)) continue;
    const by = {subject: consoleName, certainty: certaintyOf(row)};
    add(place, by, endpoints);
    if (row.uses !== 'upstream') add(place, by, other.always);
  }
  return [...found.values()].toSorted(
    (a, b) => compare(a.siteCode, b.siteCode) || compare(a.server, b.server) || compare(a.host, b.host),
  );
}

interface Place {
  readonly siteCode: string;
  readonly server: string;
}

type Subject = Pick<InheritanceRow, 'subject' | 'uses' | 'server' | 'siteCode' | 'follows'>;

function endpointsOf(row: InheritanceRow, isFollowed: IsFollowed): readonly Endpoint[] {
  if (row.uses === 'notApplicable' || row.kind === 'console') return [];
  const endpoints = Object.hasOwn(bySubject, row.subject) ? bySubject[row.subject] : undefined;
  return endpoints?.(row, isFollowed) ?? [];
}

/** The server that connects: the one that is followed, except where that is not a server of its own. */
function placeOf(row: Subject, servers: ReadonlyMap<string, readonly Place[]>): Place | null {
  const own = row.follows.how === 'softwareUpdatePoint' || row.follows.how === 'localSystemWinInet';
  const server = own ? row.server : (row.follows.server ?? row.server);
  if (server === null) return null;
  const places = servers.get(server.toLowerCase()) ?? [];
  return places.find(place => place.siteCode === row.siteCode) ?? places[0] ?? {siteCode: row.siteCode, server};
}

function siteOf(hierarchy: Hierarchy): ReadonlyMap<string, readonly Place[]> {
  const servers = new Map<string, Place[]>();
  for (const {siteCode, server} of hierarchy.siteSystems) {
    const key = server.toLowerCase();
    servers.set(key, [...(servers.get(key) ?? []), {siteCode, server}]);
  }
  return servers;
}

/** The site server of the top-level site reads the add-in readiness file of Microsoft 365 Apps. */
function readinessRows(hierarchy: Hierarchy): readonly InheritanceRow[] {
  return hierarchy.sites
    .filter(site => site.parentSiteCode === null && site.serverName !== '')
    .map(site => ({
      subject: 'microsoft365AppsReadiness',
      kind: 'feature',
      siteCode: site.siteCode,
      server: site.serverName,
      uses: 'unknown',
      proxy: null,
      identity: {kind: 'none'},
      follows: {how: 'ownServer', server: site.serverName},
      notes: [],
      source: '',
    }));
}

function certaintyOf({uses, subject}: Subject): Certainty {
  return uses === 'unknown' || subject === 'automaticDeploymentRule' ? 'may be in use' : 'in use';
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
