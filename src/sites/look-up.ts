// Asking a hierarchy that was read: one site system, and the accounts of a site.
import type {Hierarchy} from '../model/hierarchy.ts';
import {siteSystemKey} from '../model/server-name.ts';
import {sameAccountName} from '../model/validate-proxy.ts';
import type {SiteSystemOutcome} from './site.ts';

export function findSystem(hierarchy: Hierarchy, siteCode: string, server: string): SiteSystemOutcome {
  const key = siteSystemKey(siteCode, server);
  const found = hierarchy.siteSystems.find(system => siteSystemKey(system.siteCode, system.server) === key);
  return found === undefined ? {kind: 'notVisible'} : {kind: 'read', siteSystem: found};
}

/** The site that keeps the accounts of a site's servers: for a secondary site its parent (inferred: nothing says it outright). */
export function accountSite({sites}: Hierarchy, siteCode: string): string {
  const site = sites.find(item => item.siteCode === siteCode.toUpperCase());
  return site?.siteType === 'secondary' ? (site.parentSiteCode ?? site.siteCode) : siteCode.toUpperCase();
}

/** Whether an account exists for the servers of a site; null where the reading does not tell. Source: ConfigMgrCBDsc (accounts are per site). */
export function hasAccount(hierarchy: Hierarchy, siteCode: string, userName: string): boolean | null {
  const keeper = accountSite(hierarchy, siteCode);
  const {accounts, sites} = hierarchy;
  if (accounts === null || sites.find(site => site.siteCode === keeper)?.readable === false) return null;
  return accounts.some(account => account.siteCode === keeper && sameAccountName(account.userName, userName));
}
