// Active and passive site server with different proxies: after a fail-over deployment rules would use the other.
import type {Finding} from '../../model/finding.ts';
import type {ProxyRecord, SiteSystem} from '../../model/hierarchy.ts';
import {sameServer} from '../../model/server-name.ts';
import {sameAccountName, sameProxyName} from '../../model/validate-proxy.ts';
import type {FindingContext} from './finding-context.ts';
import {makeFinding} from './make-finding.ts';

/** Source: "Site server high availability"; deployment rules run on whichever site server is active. */
export function passiveSiteServerRule(system: SiteSystem, {site, system: find}: FindingContext): Finding | null {
  const home = site(system.siteCode);
  if (
    !system.passiveSiteServer ||
    system.proxy === null ||
    home === undefined ||
    home.serverName === '' ||
    sameServer(home.serverName, system.server)
  )
    return null;
  const active = find(home.siteCode, home.serverName)?.proxy ?? null;
  if (active === null || hasSameEffect(active, system.proxy)) return null;
  return makeFinding('CMP119', 'warning', system, {
    text: `the active site server ${home.serverName} has ${shown(active)}, this passive one ${shown(system.proxy)}: after a fail-over automatic deployment rules would use the other`,
    do: 'Give both the same proxy.',
    field: 'proxy.enabled',
  });
}

/** Two records that lead to the same proxy as the same kind of account; two that are off are the same whatever they store. */
function hasSameEffect(a: ProxyRecord, b: ProxyRecord): boolean {
  if (!a.enabled || !b.enabled) return a.enabled === b.enabled;
  const sameAccount =
    a.account.kind === 'account' && b.account.kind === 'account'
      ? sameAccountName(a.account.userName, b.account.userName)
      : a.account.kind === b.account.kind;
  return sameProxyName(a.serverName, b.serverName) && a.port === b.port && sameAccount;
}

function shown(proxy: ProxyRecord): string {
  if (!proxy.enabled) return 'no proxy';
  return `proxy ${proxy.serverName ?? '-'}:${proxy.port ?? '-'} as ${proxy.account.kind === 'account' ? proxy.account.userName : 'System'}`;
}
