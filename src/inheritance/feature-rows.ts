// Rows about features: connectors, cloud distribution points, and what follows the service connection point.
import type {CloudFeature} from '../model/hierarchy.ts';
import type {Lookup} from './lookup.ts';
import type {InheritanceRow, Verdict} from './row.ts';
import {sources} from './sources.ts';
import {throughServer, without} from './verdict.ts';

type BareRow = Omit<InheritanceRow, 'notes'>;

/** Features that use the proxy of the server with the service connection point. */
const followers: readonly {readonly feature: CloudFeature; readonly source: string}[] = [
  {feature: 'entraUserDiscovery', source: sources.otherFeatures},
  {feature: 'entraGroupDiscovery', source: sources.otherFeatures},
  {feature: 'collectionSync', source: sources.otherFeatures},
  {feature: 'tenantAttach', source: sources.tenantAttach},
  {feature: 'endpointAnalytics', source: sources.tenantAttach},
];

export function featureRows(lookup: Lookup): readonly BareRow[] {
  return [
    ...exchangeRows(lookup),
    ...cloudDistributionPointRows(lookup),
    ...serviceConnectionPointRows(lookup),
    consoleRow,
  ];
}

function exchangeRows({hierarchy, system}: Lookup): readonly BareRow[] {
  return hierarchy.exchangeConnectors.map(({siteCode, serverName, url}) => {
    const server = serverName === '' ? null : serverName;
    const verdict = throughServer(server === null ? undefined : system(siteCode, server), {how: 'ownServer', server});
    return {
      subject: 'exchangeConnector',
      kind: 'feature',
      name: url,
      siteCode,
      server,
      ...verdict,
      source: sources.exchangeConnector,
    };
  });
}

/** Runs in Azure; the primary site's site server manages it and connects. */
function cloudDistributionPointRows({hierarchy, site, system}: Lookup): readonly BareRow[] {
  return hierarchy.cloudDistributionPoints.map(({name, siteCode}) => {
    const named = site(siteCode);
    const primary =
      named?.siteType === 'secondary' && named.parentSiteCode !== null ? site(named.parentSiteCode) : named;
    const server = primary === undefined || primary.serverName === '' ? null : primary.serverName;
    const verdict = throughServer(server === null ? undefined : system(primary?.siteCode ?? siteCode, server), {
      how: 'primarySiteServer',
      server,
    });
    return {
      subject: 'cloudDistributionPoint',
      kind: 'feature',
      name,
      siteCode,
      server,
      ...verdict,
      source: sources.cloudDistributionPoint,
    };
  });
}

function serviceConnectionPointRows({hierarchy, serviceConnectionPoint: point}: Lookup): readonly BareRow[] {
  const server = point?.server ?? null;
  const place = {kind: 'feature', siteCode: point?.siteCode ?? '', server} as const;
  const follows = {how: 'serviceConnectionPointServer', server} as const;
  const decide = (inUse: boolean | null): Verdict => {
    if (inUse === false) return without('notApplicable', follows.how, server);
    return inUse === null ? without('unknown', follows.how, server) : throughServer(point, follows);
  };
  const rows = followers.map(({feature, source}): BareRow => ({
    subject: feature,
    ...place,
    ...decide(hierarchy.cloudFeatures[feature]),
    source,
  }));
  const gateway = hierarchy.cloudFeatures.cloudManagementGateway;
  if (gateway === false) return rows;
  // Deployment needs the endpoints of the service connection point; whose record it reads is not documented.
  const verdict =
    gateway === null
      ? without('unknown', follows.how, server)
      : without('notDocumented', follows.how, server, {kind: 'notDocumented'});
  return [...rows, {subject: 'cloudManagementGateway', ...place, ...verdict, source: sources.cloudManagementGateway}];
}

const consoleRow: BareRow = {
  subject: 'console',
  kind: 'console',
  siteCode: '',
  server: null,
  ...without('no', 'workstation', null),
  source: sources.console,
};
