// Reads `cmproxy/hierarchy@1`: the provider's own rows in, one plain hierarchy out, or the path of the value that breaks the shape.
import type {
  Account,
  CloudDistributionPoint,
  CloudFeature,
  CloudFeatures,
  ExchangeConnector,
  Hierarchy,
} from './hierarchy.ts';
import {buildSiteSystems} from './build-site-systems.ts';
import {buildSites} from './build-sites.ts';
import {parseComponents} from './parse-components.ts';
import {withoutLeadingBackslashes} from './server-name.ts';
import {parseRow, type SystemResourceUse} from './parse-row.ts';
import {Shape, ShapeError} from './shape.ts';
import {withSynchronization} from './synchronization.ts';

export const hierarchySchema = 'cmproxy/hierarchy@1';

export type ParsedHierarchy =
  | {readonly kind: 'hierarchy'; readonly hierarchy: Hierarchy}
  | {readonly kind: 'refused'; readonly path: string; readonly why: string};

const cloudFeatures: readonly CloudFeature[] = [
  'entraUserDiscovery',
  'entraGroupDiscovery',
  'collectionSync',
  'tenantAttach',
  'endpointAnalytics',
  'cloudManagementGateway',
  'entraJoinedClients',
];

/**
 * Turns the parsed JSON of a hierarchy file into the model. Unknown keys are ignored here and kept by whoever keeps the file. null, "" and
 * missing mean the same; `Value` may be a number or a string of digits. Sources: SMS_SCI_SysResUse and SMS_EmbeddedProperty WMI classes.
 */
export function parseHierarchy(value: unknown): ParsedHierarchy {
  try {
    return {kind: 'hierarchy', hierarchy: read(new Shape(value, ''))};
  } catch (error) {
    if (error instanceof ShapeError) return {kind: 'refused', path: error.path, why: error.why};
    throw error;
  }
}

function read(root: Shape): Hierarchy {
  const schema = root.text('schema');
  if (schema !== hierarchySchema) root.fail('schema', `must be "${hierarchySchema}"`);
  const rows: SystemResourceUse[] = root.list('siteSystemUses').map(parseRow);
  const unreadable = root.list('unreadable').map(item => ({
    siteCode: siteCodeIn(item, 'siteCode'),
    server: serverIn(item, 'server'),
    why: item.text('why') || 'could not be read',
    path: item.path,
  }));
  for (const entry of unreadable) {
    if (entry.siteCode === '' && entry.server === '')
      throw new ShapeError(entry.path, 'names neither a siteCode nor a server');
  }
  const siteServers = root.list('siteServers').map(item => ({
    siteCode: requiredIn(item, 'siteCode', siteCodeIn),
    server: requiredIn(item, 'server', serverIn),
    passive: item.oneOf('mode', ['active', 'passive', '']) === 'passive',
  }));
  const exchangeConnectors: ExchangeConnector[] = root.list('exchangeConnectors').map(item => ({
    siteCode: siteCodeIn(item, 'SiteCode'),
    serverName: serverIn(item, 'ServerName'),
    url: item.text('ExchangeServerUrl'),
  }));
  const cloudDistributionPoints: CloudDistributionPoint[] = root.list('cloudDistributionPoints').map(item => ({
    name: item.required('Name'),
    siteCode: siteCodeIn(item, 'SiteCode'),
  }));
  const sites = buildSites(root.list('sites'), rows, unreadable);
  const siteSystems = buildSiteSystems({sites, rows, unreadable, siteServers, exchangeConnectors});
  const components = root.list('softwareUpdatePointComponents').map(parseComponents);
  return withSynchronization({
    name: root.text('name') || 'unnamed',
    exportedAt: root.text('exportedAt') || null,
    readAs: root.text('readAs') || null,
    scopeLimited: root.boolean('scopeLimited') ?? false,
    sites,
    siteSystems,
    accounts: root.has('accounts') ? root.list('accounts').map(parseAccount) : null,
    softwareUpdatePointComponents: components,
    exchangeConnectors,
    cloudDistributionPoints,
    cloudFeatures: parseFeatures(root),
  });
}

function parseAccount(item: Shape): Account {
  return {userName: item.required('UserName'), siteCode: item.text('SiteCode').toUpperCase()};
}

function parseFeatures(root: Shape): CloudFeatures {
  const features = root.object('cloudFeatures');
  return Object.fromEntries(cloudFeatures.map(name => [name, features?.boolean(name) ?? null])) as Record<
    CloudFeature,
    boolean | null
  >;
}

/** Blanks around a name are no part of it, wherever it stands: else one server would be two. */
function serverIn(item: Shape, key: string): string {
  return withoutLeadingBackslashes(item.text(key)).trim();
}

function siteCodeIn(item: Shape, key: string): string {
  return item.text(key).trim().toUpperCase();
}

function requiredIn(item: Shape, key: string, take: (item: Shape, key: string) => string): string {
  item.required(key);
  return take(item, key);
}
