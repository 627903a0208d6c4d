// Which accounts the sites store, and which site systems use them, as far as a reading tells.
import type {Hierarchy, Site} from '../../model/hierarchy.ts';
import {sameAccountName} from '../../model/validate-proxy.ts';
import {accountSite} from '../../plan/findings/finding-context.ts';

export interface AccountUse {
  readonly siteCode: string;
  readonly server: string;
  /** `proxy`: as whom the server connects to its proxy. `stored`: it stands in the record and is not used (CMP108), or the proxy is off. */
  readonly use: 'proxy' | 'stored';
  /** The site that keeps the account. */
  readonly accountSite: string;
}

export interface KnownAccount {
  readonly userName: string;
  /** Sites that store it. */
  readonly siteCodes: readonly string[];
  readonly uses: readonly AccountUse[];
  /** Sites at which it is used and not stored (CMP004). */
  readonly missingAt: readonly string[];
  /** Sites at which it is used, and of which nobody can tell whether they store it. */
  readonly unknownAt: readonly string[];
}

/** By name, whatever its case; sorted. Accounts that are used and stored nowhere are among them. */
export function knownAccounts(hierarchy: Hierarchy): readonly KnownAccount[] {
  const accounts = new Map<string, {userName: string; siteCodes: Set<string>; uses: AccountUse[]}>();
  const of = (userName: string): {siteCodes: Set<string>; uses: AccountUse[]} => {
    const key = userName.toLowerCase();
    const known = accounts.get(key) ?? {userName, siteCodes: new Set<string>(), uses: []};
    accounts.set(key, known);
    return known;
  };
  for (const {userName, siteCode} of hierarchy.accounts ?? []) of(userName).siteCodes.add(siteCode);
  const sites = new Map(hierarchy.sites.map(site => [site.siteCode, site]));
  for (const {siteCode, server, proxy, storedUserName} of hierarchy.siteSystems) {
    const keeper = accountSite(sites, siteCode);
    const name = proxy?.account.kind === 'account' ? proxy.account.userName : storedUserName;
    if (name === null || name === undefined || name === '') continue;
    const isUsed = proxy?.account.kind === 'account' && proxy.enabled;
    of(name).uses.push({siteCode, server, use: isUsed ? 'proxy' : 'stored', accountSite: keeper});
  }
  return [...accounts.values()]
    .map(({userName, siteCodes, uses}) => {
      const used = uses.filter(({use}) => use === 'proxy').map(use => use.accountSite);
      const notSeen = [...new Set(used)].filter(keeper => !siteCodes.has(keeper)).toSorted();
      const isUnread = (keeper: string): boolean =>
        hierarchy.accounts === null || sites.get(keeper)?.readable === false;
      return {
        userName,
        siteCodes: [...siteCodes].toSorted(),
        uses,
        missingAt: notSeen.filter(keeper => !isUnread(keeper)),
        unknownAt: notSeen.filter(isUnread),
      };
    })
    .toSorted((a, b) => (a.userName.toLowerCase() < b.userName.toLowerCase() ? -1 : 1));
}

export function findAccount(hierarchy: Hierarchy, userName: string): KnownAccount | undefined {
  return knownAccounts(hierarchy).find(account => sameAccountName(account.userName, userName));
}

/** Sites that keep accounts: all but secondary ones, whose parent keeps theirs. */
export function keepingSites({sites}: Hierarchy): readonly Site[] {
  return sites.filter(({siteType}) => siteType !== 'secondary');
}
