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
  let found: ReturnType<typeof indexOf> | undefined;
  const isServiceConnectionPoint = (system: SiteSystem): boolean =>
    system.roles.some(role => role.name === serviceConnectionPointRole);
  return {
    hierarchy,
    site: siteCode => sites.get(siteCode),
    // Made on the first question: a site of plain distribution points never asks one.
    system: (siteCode, server) => {
      found ??= indexOf(hierarchy);
      return found.byKey.get(siteSystemKey(siteCode, server)) ?? found.byName.get(serverKey(server)) ?? undefined;
    },
    serviceConnectionPoint: hierarchy.siteSystems.find(isServiceConnectionPoint),
  };
}

/** By site and name, and by name alone where only one has it. */
function indexOf(hierarchy: Hierarchy): {
  readonly byKey: ReadonlyMap<string, SiteSystem>;
  readonly byName: ReadonlyMap<string, SiteSystem | null>;
} {
  const byKey = new Map<string, SiteSystem>();
  const byName = new Map<string, SiteSystem | null>();
  for (const system of hierarchy.siteSystems) {
    byKey.set(siteSystemKey(system.siteCode, system.server), system);
    const name = serverKey(system.server);
    byName.set(name, byName.has(name) ? null : system);
  }
  return {byKey, byName};
}
