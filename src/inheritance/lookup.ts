// A hierarchy made quick to ask, once per preview.
import type {Hierarchy, Site, SiteSystem} from '../model/hierarchy.ts';
import {serviceConnectionPointRole} from '../model/roles.ts';
import {serverKey, siteSystemKey} from '../model/server-name.ts';

export interface Lookup {
  readonly hierarchy: Hierarchy;
  readonly site: (siteCode: string) => Site | undefined;
  /** The site system of that name in that site; else the only one of that name anywhere. */
  readonly system: (siteCode: string, server: string) => SiteSystem | undefined;
  /** The site system that hosts the service connection point. */
  readonly serviceConnectionPoint: SiteSystem | undefined;
}

export function lookupOf(hierarchy: Hierarchy): Lookup {
  const sites = new Map(hierarchy.sites.map(site => [site.siteCode, site]));
  const byKey = new Map<string, SiteSystem>();
  const byName = new Map<string, SiteSystem | null>();
  let serviceConnectionPoint: SiteSystem | undefined;
  for (const system of hierarchy.siteSystems) {
    byKey.set(siteSystemKey(system.siteCode, system.server), system);
    const name = serverKey(system.server);
    byName.set(name, byName.has(name) ? null : system);
    if (serviceConnectionPoint === undefined && system.roles.some(role => role.name === serviceConnectionPointRole))
      serviceConnectionPoint = system;
  }
  return {
    hierarchy,
    site: siteCode => sites.get(siteCode),
    system: (siteCode, server) =>
      byKey.get(siteSystemKey(siteCode, server)) ?? byName.get(serverKey(server)) ?? undefined,
    serviceConnectionPoint,
  };
}
