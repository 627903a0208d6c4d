// From where each software update point gets its metadata: Microsoft, another server, nowhere, or not told.
import type {Hierarchy, Site, SiteSystem, SoftwareUpdatePointComponent, SynchronizationSource} from './hierarchy.ts';
import {softwareUpdatePointRole} from './roles.ts';
import {sameServer} from './server-name.ts';

interface Context {
  readonly sites: ReadonlyMap<string, Site>;
  readonly pointsBySite: ReadonlyMap<string, readonly SiteSystem[]>;
  readonly components: ReadonlyMap<string, SoftwareUpdatePointComponent>;
}

/** The same hierarchy with `synchronizesFrom` worked out. Source: "Install a software update point", "Plan for software updates". */
export function withSynchronization(hierarchy: Hierarchy): Hierarchy {
  const pointsBySite = new Map<string, SiteSystem[]>();
  for (const system of hierarchy.siteSystems) {
    if (!system.roles.some(role => role.name === softwareUpdatePointRole)) continue;
    const points = pointsBySite.get(system.siteCode);
    if (points === undefined) pointsBySite.set(system.siteCode, [system]);
    else points.push(system);
  }
  if (pointsBySite.size === 0) return hierarchy;
  const context: Context = {
    sites: new Map(hierarchy.sites.map(site => [site.siteCode, site])),
    pointsBySite,
    components: new Map(hierarchy.softwareUpdatePointComponents.map(item => [item.siteCode, item])),
  };
  return {
    ...hierarchy,
    siteSystems: hierarchy.siteSystems.map(system =>
      system.softwareUpdatePoint === null
        ? system
        : {
            ...system,
            softwareUpdatePoint: {
              ...system.softwareUpdatePoint,
              synchronizesFrom: sourceOf(system.siteCode, system.server, context),
            },
          },
    ),
  };
}

function sourceOf(siteCode: string, server: string, context: Context): SynchronizationSource {
  const site = context.sites.get(siteCode);
  const component = context.components.get(siteCode);
  const standard = defaultServer(siteCode, context);
  const isDefault = standard !== null && sameServer(standard, server);
  if (standard !== null && !isDefault) return {kind: 'upstream', server: standard};
  if (site === undefined || (site.siteType === null && site.parentSiteCode === null))
    return {kind: 'unknown', why: `no row tells the place of site ${siteCode} in the hierarchy`};
  if (site.siteType === 'secondary' || site.parentSiteCode !== null) {
    if (isDefault && component?.parentMode === 1 && component.parentServer !== null)
      return {kind: 'upstream', server: component.parentServer};
    return {kind: 'upstream', server: isDefault ? serverAbove(site, context) : null};
  }
  if (!isDefault)
    return {
      kind: 'unknown',
      why: `site ${siteCode} has several software update points and no row tells which is its default`,
    };
  if (component?.parentMode === 1) return {kind: 'upstream', server: component.parentServer};
  return component?.parentMode === 2 ? {kind: 'none'} : {kind: 'microsoft'};
}

/** The site's default software update point: the component row's, else the only one there is, else null. */
function defaultServer(siteCode: string, context: Context): string | null {
  const named = context.components.get(siteCode)?.defaultServer ?? null;
  const points = context.pointsBySite.get(siteCode) ?? [];
  if (named !== null) return points.find(point => sameServer(point.server, named))?.server ?? named;
  return points.length === 1 ? (points[0]?.server ?? null) : null;
}

/** The default software update point of the nearest site above that has one; null where none is known. */
function serverAbove(site: Site, context: Context): string | null {
  const seen = new Set([site.siteCode]);
  let parent = site.parentSiteCode;
  while (parent !== null && !seen.has(parent)) {
    seen.add(parent);
    const above = context.sites.get(parent);
    if (above !== undefined && !above.readable) return defaultServer(parent, context);
    if ((context.pointsBySite.get(parent)?.length ?? 0) > 0 || context.components.has(parent))
      return defaultServer(parent, context);
    parent = above?.parentSiteCode ?? null;
  }
  return null;
}
