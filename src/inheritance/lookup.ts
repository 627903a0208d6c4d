// A hierarchy made quick to ask, once per preview.
import type {Hierarchy, Site, SiteSystem} from '../model/hierarchy.ts';
import {serviceConnectionPointRole} from '../model/roles.ts';
import {serverKey, siteSystemKey} from '../model/server-name.ts';

export interface Lookup {
  readonly hierarchy: Hierarchy;
  readonly site: (siteCode: string) => Site | undefined;
  /** The site system of that name in that site. */
  readonly systemInSite: (siteCode: string, server: string) => SiteSystem | undefined;
  /** The same; else the only one of that name anywhere. */
  readonly system: (siteCode: string, server: string) => SiteSystem | undefined;
  /** The site system that hosts the service connection point. */
  readonly serviceConnectionPoint: SiteSystem | undefined;
}

export function lookupOf(hierarchy: Hierarchy): Lookup {
  const sites = new Map(hierarchy.sites.map(site => [site.siteCode, site]));
  // Each is made on the first question: a site of plain distribution points never asks one.
  let bySite: ReadonlyMap<string, SiteSystem> | undefined;
  let byName: ReadonlyMap<string, SiteSystem | null> | undefined;
  const systemInSite = (siteCode: string, server: string): SiteSystem | undefined => {
    bySite ??= new Map(hierarchy.siteSystems.map(system => [siteSystemKey(system.siteCode, system.server), system]));
    return bySite.get(siteSystemKey(siteCode, server));
  };
  const isServiceConnectionPoint = (system: SiteSystem): boolean =>
    system.roles.some(role => role.name === serviceConnectionPointRole);
  return {
    hierarchy,
    site: siteCode => sites.get(siteCode),
    systemInSite,
    system: (siteCode, server) => {
      const found = systemInSite(siteCode, server);
      if (found !== undefined) return found;
      byName ??= onlyOnesByName(hierarchy);
      return byName.get(serverKey(server)) ?? undefined;
    },
    serviceConnectionPoint: hierarchy.siteSystems.find(isServiceConnectionPoint),
  };
}

/** null where several sites have a server of that name. */
function onlyOnesByName(hierarchy: Hierarchy): ReadonlyMap<string, SiteSystem | null> {
  const byName = new Map<string, SiteSystem | null>();
  for (const system of hierarchy.siteSystems) {
    const name = serverKey(system.server);
    byName.set(name, byName.has(name) ? null : system);
  }
  return byName;
}
