// Who a hierarchy is: plans, journals and undo files carry this and are refused elsewhere.
import type {Hierarchy, HierarchyOrigin, Site} from './hierarchy.ts';
import {serverKey} from './server-name.ts';

/** The site at the top: the central administration site, else a site that reports to none. null where none can be told. */
export function topLevelSite(hierarchy: Hierarchy): Site | null {
  const rank = (site: Site): number =>
    (site.siteType === 'centralAdministration' ? 0 : 2) +
    (site.siteType === 'secondary' ? 4 : 0) +
    (site.parentSiteCode === null ? 0 : 1);
  const sorted = hierarchy.sites.toSorted((a, b) => rank(a) - rank(b) || (a.siteCode < b.siteCode ? -1 : 1));
  const first = sorted[0];
  return first === undefined || first.siteType === 'secondary' ? null : first;
}

/** Top-level site code, its site server, and where the reading comes from: `lab:CAS/cm00.contoso.com`. */
export function hierarchyIdentity(hierarchy: Hierarchy, origin: HierarchyOrigin): string {
  const top = topLevelSite(hierarchy);
  return top === null ? `${origin}:unknown` : `${origin}:${top.siteCode}/${serverKey(top.serverName)}`;
}
