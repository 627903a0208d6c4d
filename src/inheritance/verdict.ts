// Verdicts: what following a server's proxy record means.
import type {ProxyAccount, SiteSystem} from '../model/hierarchy.ts';
import type {Follows, FollowsHow, Identity, Uses, Verdict} from './row.ts';

/** A verdict without a proxy. */
export function without(
  uses: Uses,
  how: FollowsHow,
  server: string | null,
  identity: Identity = {kind: 'none'},
): Verdict {
  return {uses, proxy: null, identity, follows: {how, server}};
}

export function identityOf(account: ProxyAccount): Identity {
  if (account.kind === 'account') return {kind: 'account', userName: account.userName};
  return account.kind === 'system' ? {kind: 'system'} : {kind: 'notDocumented'};
}

/** Through the proxy of `system`, with an own switch where the role has one. What could not be read is unknown. */
export function throughServer(system: SiteSystem | undefined, follows: Follows, switchOn = true): Verdict {
  const {how, server} = follows;
  if (system === undefined || !system.readable || system.proxy === null) return without('unknown', how, server);
  if (!system.proxy.enabled) return without('no', how, server);
  if (!switchOn) return without('switchOff', how, server);
  return {
    uses: 'yes',
    proxy: {serverName: system.proxy.serverName, port: system.proxy.port},
    identity: identityOf(system.proxy.account),
    follows,
  };
}
