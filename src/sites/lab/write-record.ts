// What the lab answers to one write: the rules and traps of the provider's own cmdlets.
import type {SiteSystem} from '../../model/hierarchy.ts';
import type {WriteRequest} from '../site.ts';
import type {PropertyChange} from './lab-document.ts';

export type Decision =
  | {readonly kind: 'accepted'; readonly props: readonly PropertyChange[]}
  | {readonly kind: 'refused'; readonly why: string};

type SiteSystemRequest = Extract<WriteRequest, {object: 'siteSystem'}>;
type UpdatePointRequest = Extract<WriteRequest, {object: 'softwareUpdatePoint'}>;

const refused = (why: string): Decision => ({kind: 'refused', why});
const accepted = (...props: readonly PropertyChange[]): Decision => ({kind: 'accepted', props});
const flag = (on: boolean): 0 | 1 => (on ? 1 : 0);

/** What Configuration Manager gives a port that is left out. Source: Set-CMSiteSystemServer, by way of ConfigMgrCBDsc, DSC_CMSiteSystemServer. */
const defaultPort = 80;

/**
 * As Set-CMSiteSystemServer: without a port 80, without an account System, off changes nothing else. A user name stays stored when credentials
 * go off. `hasAccount` gives null where nothing is known of accounts, which lets every account pass.
 * Source: ConfigMgrCBDsc, DSC_CMSiteSystemServer.
 */
export function decideSiteSystem(
  request: SiteSystemRequest,
  hasAccount: (userName: string) => boolean | null,
): Decision {
  const {enableProxy, proxyServerName = '', proxyServerPort = defaultPort, proxyAccessAccount = null} = request;
  if (!enableProxy) return accepted({name: 'UseProxy', to: 0});
  if (proxyServerName === '') return refused('the proxy cannot be enabled without ProxyServerName');
  if (!Number.isInteger(proxyServerPort) || proxyServerPort < 1 || proxyServerPort > 65535)
    return refused(`ProxyServerPort ${proxyServerPort} is not between 1 and 65535`);
  const proxy: readonly PropertyChange[] = [
    {name: 'UseProxy', to: 1},
    {name: 'ProxyName', to: proxyServerName},
    {name: 'ProxyServerPort', to: proxyServerPort},
  ];
  if (proxyAccessAccount === null) return accepted(...proxy, {name: 'AnonymousProxyAccess', to: 1});
  if (hasAccount(proxyAccessAccount) === false)
    return refused(
      `the account ${proxyAccessAccount} does not exist in Configuration Manager at site ${request.siteCode}`,
    );
  return accepted(...proxy, {name: 'AnonymousProxyAccess', to: 0}, {name: 'ProxyUserName', to: proxyAccessAccount});
}

/** As Set-CMSoftwareUpdatePoint: a switch goes on only where the server uses a proxy. Source: ConfigMgrCBDsc, DSC_CMSoftwareUpdatePoint. */
export function decideUpdatePoint(request: UpdatePointRequest, system: SiteSystem): Decision {
  const {useProxy, useProxyForAutoDeploymentRule} = request;
  const now = system.softwareUpdatePoint;
  if (now === null) return refused(`${system.server} has no software update point`);
  const switchesOn =
    (useProxy === true && !now.useProxy) ||
    (useProxyForAutoDeploymentRule === true && !now.useProxyForAutoDeploymentRule);
  if (switchesOn && system.proxy?.enabled !== true)
    return refused(`the site system server ${system.server} does not use a proxy; enable it there first`);
  const props: PropertyChange[] = [];
  if (useProxy !== undefined) props.push({name: 'UseProxy', to: flag(useProxy)});
  if (useProxyForAutoDeploymentRule !== undefined)
    props.push({name: 'UseProxyForADR', to: flag(useProxyForAutoDeploymentRule)});
  return props.length === 0 ? refused('no switch was named') : accepted(...props);
}
