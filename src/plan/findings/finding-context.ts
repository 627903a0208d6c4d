// What the rules ask of a hierarchy, made once per run of the rules.
import {inheritInternet} from '../../inheritance/inherit.ts';
import {lookupOf, type Lookup} from '../../inheritance/lookup.ts';
import type {InheritanceRow} from '../../inheritance/row.ts';
import type {Hierarchy, Site, SiteSystem} from '../../model/hierarchy.ts';
import {managementPointRole} from '../../model/roles.ts';
import {sameServer, siteSystemKey} from '../../model/server-name.ts';

export interface FindingContext {
  readonly hierarchy: Hierarchy;
  readonly site: (siteCode: string) => Site | undefined;
  readonly system: (siteCode: string, server: string) => SiteSystem | undefined;
  /** Rows of roles and features that need the internet and follow this server's proxy, or would. */
  readonly followers: (system: SiteSystem) => readonly InheritanceRow[];
  /** Whether some server of the site has a proxy on. */
  readonly siteHasProxy: (siteCode: string) => boolean;
  /** The server that shows the findings about the management points of its site. */
  readonly isFirstManagementPoint: (system: SiteSystem) => boolean;
  /** null where it cannot be told. */
  readonly accountExists: (siteCode: string, userName: string) => boolean | null;
}

const needsInternet = new Set(['yes', 'no', 'switchOff', 'notDocumented', 'unknown']);

export function findingContext(hierarchy: Hierarchy): FindingContext {
  const sites = new Map(hierarchy.sites.map(site => [site.siteCode, site]));
  const lookup = lookupOf(hierarchy);
  const withProxy = new Set<string>();
  const managementPoints = new Map<string, SiteSystem>();
  for (const system of hierarchy.siteSystems) {
    if (system.proxy?.enabled === true) withProxy.add(system.siteCode);
    if (!managementPoints.has(system.siteCode) && system.roles.some(role => role.name === managementPointRole))
      managementPoints.set(system.siteCode, system);
  }
  const followers = followersOf(lookup);
  const accounts =
    hierarchy.accounts === null
      ? null
      : new Set(hierarchy.accounts.map(account => `${account.siteCode}/${account.userName.toLowerCase()}`));
  return {
    hierarchy,
    site: siteCode => sites.get(siteCode),
    system: lookup.systemInSite,
    followers: ({siteCode, server}) =>
      followers.size === 0 ? [] : (followers.get(siteSystemKey(siteCode, server)) ?? []),
    siteHasProxy: siteCode => withProxy.has(siteCode),
    isFirstManagementPoint: system => {
      const first = managementPoints.get(system.siteCode);
      return first !== undefined && sameServer(first.server, system.server);
    },
    accountExists: (siteCode, userName) => {
      const keeper = accountSite(sites, siteCode);
      if (accounts === null || sites.get(keeper)?.readable === false) return null;
      return accounts.has(`${keeper}/${userName.toLowerCase()}`);
    },
  };
}

/** The site that keeps the accounts of a site's servers: for a secondary site its parent. Source: ConfigMgrCBDsc (per site); the parent is inferred. */
export function accountSite(sites: ReadonlyMap<string, Site>, siteCode: string): string {
  const site = sites.get(siteCode);
  return site?.siteType === 'secondary' && site.parentSiteCode !== null ? site.parentSiteCode : siteCode;
}

function followersOf(lookup: Lookup): ReadonlyMap<string, readonly InheritanceRow[]> {
  const followers = new Map<string, InheritanceRow[]>();
  const add = (server: string | null, row: InheritanceRow): void => {
    if (server === null) return;
    const key = siteSystemKey(row.siteCode, server);
    const list = followers.get(key);
    if (list === undefined) followers.set(key, [row]);
    else if (!list.includes(row)) list.push(row);
  };
  for (const row of inheritInternet(lookup)) {
    if (!needsInternet.has(row.uses) || row.kind === 'console' || row.follows.how === 'localSystemWinInet') continue;
    if (
      row.kind === 'feature' &&
      row.uses === 'unknown' &&
      row.follows.how === 'serviceConnectionPointServer' &&
      row.follows.server === null
    )
      continue;
    add(row.follows.server, row);
    // Which of the two records is read is not documented, so both servers count as followed.
    if (row.subject === 'automaticDeploymentRule' && row.uses === 'notDocumented') add(row.server, row);
  }
  return followers;
}
