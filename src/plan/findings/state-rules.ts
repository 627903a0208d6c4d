// Rules about a server as it is: the same for status and, on the state after it, for a plan.
import {isReleaseAtLeast} from '../../model/builds.ts';
import type {Finding} from '../../model/finding.ts';
import type {SiteSystem} from '../../model/hierarchy.ts';
import {
  cloudManagementGatewayConnectionPointRole,
  factsOfRole,
  managementPointRole,
  serviceConnectionPointRole,
} from '../../model/roles.ts';
import {isIpv4} from '../../model/validate-proxy.ts';
import type {FindingContext} from './finding-context.ts';
import {makeFinding} from './make-finding.ts';
import {followerNames} from './subject-names.ts';
import {updatePointRules} from './update-point-rules.ts';
import {passiveSiteServerRule} from './passive-site-server-rule.ts';

export type StateRule = (system: SiteSystem, context: FindingContext) => Finding | null;

export const stateRules: readonly StateRule[] = [
  accountMissing,
  connectedCacheCredentials,
  gatewayCredentials,
  ...updatePointRules,
  staleAccount,
  kerberosUnlikely,
  managementPointIgnoresProxy,
  offlineServiceConnectionPoint,
  nothingFollows,
  followersWithoutProxy,
  passiveSiteServerRule,
];

function withCredentials(system: SiteSystem): boolean {
  return system.proxy !== null && system.proxy.enabled && system.proxy.account.kind === 'account';
}

function hasRole(system: SiteSystem, name: string): boolean {
  return system.roles.some(role => role.name === name);
}

function accountMissing(system: SiteSystem, context: FindingContext): Finding | null {
  const {proxy} = system;
  if (proxy === null || !proxy.enabled || proxy.account.kind !== 'account') return null;
  if (context.accountExists(system.siteCode, proxy.account.userName) !== false) return null;
  return makeFinding('CMP004', 'error', system, {
    text: `account ${proxy.account.userName} is the proxy account here but does not exist at site ${system.siteCode}`,
    do: `Choose an account that exists there, or System: cmproxy plan --server ${system.siteCode}/${system.server} --set proxy.account=system. To create it: apply with --create-account.`,
    field: 'proxy.account',
  });
}

function connectedCacheCredentials(system: SiteSystem): Finding | null {
  if (!withCredentials(system) || !system.roles.some(role => role.connectedCache)) return null;
  return makeFinding('CMP102', 'warning', system, {
    text: 'Microsoft Connected Cache is on here together with proxy credentials; that it sends them is not documented',
    do: 'Use the System account or a proxy that lets this server through without credentials.',
    field: 'proxy.account',
  });
}

function gatewayCredentials(system: SiteSystem): Finding | null {
  if (!withCredentials(system) || !hasRole(system, cloudManagementGatewayConnectionPointRole)) return null;
  return makeFinding('CMP103', 'information', system, {
    text: 'the CMG connection point is on a server with proxy credentials; that it uses them is not documented',
    do: 'Watch SMS_Cloud_ProxyConnector.log after a change.',
    field: 'proxy.account',
  });
}

function staleAccount(system: SiteSystem): Finding | null {
  if (system.storedUserName === null) return null;
  return makeFinding('CMP108', 'information', system, {
    text: `account ${system.storedUserName} is still stored although credentials are off; it is not used`,
    do: "Nothing has to be done; count it in when that account's password or name changes.",
    field: 'proxy.account',
  });
}

function kerberosUnlikely(system: SiteSystem): Finding | null {
  const name = system.proxy?.enabled === true ? system.proxy.serverName : null;
  if (name === null) return null;
  const isAddress = isIpv4(name) || name.includes(':');
  if (!isAddress && name.slice(0, -1).includes('.')) return null;
  return makeFinding('CMP109', 'information', system, {
    text: `the proxy is given by ${isAddress ? 'an IP address' : 'a short name'} (${name}): Kerberos is often not possible, and NTLM may be used`,
    do: 'Give its FQDN where the proxy authenticates.',
    field: 'proxy.serverName',
  });
}

/** Source: What's new in version 2603; "Proxy server support in Configuration Manager", management point. */
function managementPointIgnoresProxy(
  system: SiteSystem,
  {hierarchy, site, isFirstManagementPoint}: FindingContext,
): Finding | null {
  if (!hasRole(system, managementPointRole) || !isFirstManagementPoint(system)) return null;
  const clients = hierarchy.cloudFeatures.entraJoinedClients;
  if (clients === false || isReleaseAtLeast(site(system.siteCode)?.release ?? null, 2603) !== true) return null;
  return makeFinding('CMP110', 'information', system, {
    text: `the management points of site ${system.siteCode} need the internet for Entra tokens${clients === null ? ' where there are Entra-joined clients' : ''}; they ignore this proxy and WinHTTP and use Local System's WinINET settings, which are not checked here`,
    do: 'Set ProxyEnable and ProxyServer under HKEY_USERS\\S-1-5-18\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings on each, then restart SMS_EXECUTIVE there.',
  });
}

function offlineServiceConnectionPoint(system: SiteSystem): Finding | null {
  if (!system.roles.some(role => role.name === serviceConnectionPointRole && role.offline)) return null;
  return makeFinding('CMP113', 'information', system, {
    text: 'the service connection point is in offline mode and makes no connections',
    do: 'A proxy is not needed for it until it goes online.',
  });
}

function nothingFollows(system: SiteSystem, {followers}: FindingContext): Finding | null {
  // A passive site server takes over automatic deployment rules when it becomes active.
  if (system.proxy?.enabled !== true || system.passiveSiteServer || followers(system).length > 0) return null;
  return makeFinding('CMP116', 'information', system, {
    text: 'a proxy is on, and nothing that uses the internet follows this server',
    do: 'It does no harm; turn it off if it is not wanted.',
    field: 'proxy.enabled',
  });
}

function followersWithoutProxy(system: SiteSystem, {followers, siteHasProxy}: FindingContext): Finding | null {
  if (system.proxy === null || system.proxy.enabled || !siteHasProxy(system.siteCode)) return null;
  const rows = followers(system).filter(row => row.uses === 'no');
  if (rows.length === 0) return null;
  return makeFinding('CMP117', 'information', system, {
    text: `${followerNames(rows)} ${rows.length === 1 ? 'follows' : 'follow'} this server, which has no proxy, while other servers of site ${system.siteCode} have one`,
    do: 'Check that this server may reach the internet directly, or give it the proxy.',
    field: 'proxy.enabled',
  });
}

/** CMP111, one for each deprecated thing. Sources: "Removed and deprecated features"; What's new in version 2603. */
export function deprecatedFindings(system: SiteSystem, context: FindingContext): readonly Finding[] {
  const found: string[] = [];
  for (const role of system.roles) {
    const facts = factsOfRole(role.name);
    if (facts?.deprecated !== undefined) found.push(`${facts.consoleName}: ${facts.deprecated}`);
    if (role.connectedCache)
      found.push('Microsoft Connected Cache in Configuration Manager: deprecated in June 2026, end not announced');
  }
  const site = context.site(system.siteCode);
  if (
    system.siteServer &&
    !system.passiveSiteServer &&
    site !== undefined &&
    context.hierarchy.cloudDistributionPoints.some(point => point.siteCode === system.siteCode)
  )
    found.push('cloud distribution point: deprecated in February 2019, none can be made since version 2107');
  return found.map(text =>
    makeFinding('CMP111', 'information', system, {
      text: `deprecated: ${text}`,
      do: 'Plan its replacement; the proxy works as before.',
    }),
  );
}
