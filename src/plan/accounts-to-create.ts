// Proxy accounts that a plan needs and that do not exist at the site that keeps them.
import type {Hierarchy} from '../model/hierarchy.ts';
import {validateAccountName} from '../model/validate-proxy.ts';
import type {AccountToCreate} from './changes.ts';
import {accountSite} from './findings/finding-context.ts';
import type {PlannedServer} from './planned-server.ts';

/** Each once per site. Where the reading tells nothing about accounts, or the site could not be read, none can be called missing. */
export function accountsToCreate(hierarchy: Hierarchy, servers: readonly PlannedServer[]): readonly AccountToCreate[] {
  if (hierarchy.accounts === null) return [];
  const sites = new Map(hierarchy.sites.map(site => [site.siteCode, site]));
  const existing = new Set(hierarchy.accounts.map(account => `${account.siteCode}/${account.userName.toLowerCase()}`));
  const missing = new Map<string, AccountToCreate>();
  for (const {after} of servers) {
    if (after.proxy?.enabled !== true || after.proxy.account.kind !== 'account') continue;
    const {userName} = after.proxy.account;
    const siteCode = accountSite(sites, after.siteCode);
    const key = `${siteCode}/${userName.toLowerCase()}`;
    if (
      existing.has(key) ||
      missing.has(key) ||
      sites.get(siteCode)?.readable === false ||
      validateAccountName(userName).kind !== 'ok'
    )
      continue;
    missing.set(key, {siteCode, userName, server: after.server});
  }
  return [...missing.values()];
}
