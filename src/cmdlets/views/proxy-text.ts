// A proxy record and a synchronization source in the few words that tables, diffs and review lines share.
import type {ProxyAccount, ProxyRecord} from '../../model/hierarchy.ts';
import {shortName} from '../../model/server-name.ts';

/** `proxy.contoso.com:8080`, `[::1]:8080`, or `-`. */
export function addressText(serverName: string | null, port: number | null): string {
  if (serverName === null) return '-';
  const host = serverName.includes(':') ? `[${serverName}]` : serverName;
  return port === null ? host : `${host}:${port}`;
}

/** `proxy:8080`, `off`, `off (stored proxy:8080)`, or `?` for what could not be read. */
export function proxyText(proxy: ProxyRecord | null): string {
  if (proxy === null) return '?';
  if (proxy.enabled) return addressText(proxy.serverName, proxy.port);
  return proxy.serverName === null ? 'off' : `off (stored ${addressText(proxy.serverName, proxy.port)})`;
}

/** The same with the first label of the proxy's name, for columns where room is short. */
export function shortProxyText(proxy: ProxyRecord | null): string {
  if (proxy === null || proxy.serverName === null) return proxyText(proxy);
  return proxyText({...proxy, serverName: shortName(proxy.serverName)});
}

export function accountText(account: ProxyAccount): string {
  if (account.kind === 'account') return account.userName;
  return account.kind === 'system' ? `System ${account.computerAccount}` : 'not told';
}

/** As whom the proxy is used; `-` while it is off, `?` for what could not be read. */
export function identityText(proxy: ProxyRecord | null): string {
  if (proxy === null) return '?';
  return proxy.enabled ? accountText(proxy.account) : '-';
}

/** `PS1/CM01.contoso.com`, or the server alone where the site is not told. */
export function fullName(item: {readonly siteCode: string | null; readonly server: string}): string {
  return item.siteCode === null || item.siteCode === '' ? item.server : `${item.siteCode}/${item.server}`;
}
