// Rules about software update points and their two switches.
import type {Finding} from '../../model/finding.ts';
import type {SiteSystem} from '../../model/hierarchy.ts';
import {sameServer} from '../../model/server-name.ts';
import {sameProxyName} from '../../model/validate-proxy.ts';
import type {FindingContext} from './finding-context.ts';
import {makeFinding} from './make-finding.ts';

type Rule = (system: SiteSystem, context: FindingContext) => Finding | null;

export const updatePointRules: readonly Rule[] = [
  switchWithoutProxy,
  noEffectAtSecondary,
  sourceWithSwitchOff,
  remoteRuleContent,
  ownCopyDiffers,
  insideTheHierarchy,
];

const switchNames = {
  useProxy: 'the synchronization switch',
  useProxyForAutoDeploymentRule: 'the automatic deployment rule switch',
} as const;

/** Which switches are on although the server has no proxy, in words; null where none is. */
export function switchesWithoutProxy(system: SiteSystem): string | null {
  const {softwareUpdatePoint: point, proxy} = system;
  if (point === null || proxy === null || proxy.enabled) return null;
  const on = (['useProxy', 'useProxyForAutoDeploymentRule'] as const).filter(key => point[key]);
  return on.length === 0 ? null : on.map(key => switchNames[key]).join(' and ');
}

function switchWithoutProxy(system: SiteSystem): Finding | null {
  const on = switchesWithoutProxy(system);
  if (on === null) return null;
  return makeFinding('CMP006', 'information', system, {
    text: `${on} of the software update point is on, and its server has no proxy`,
    do: 'It is ignored until the server has a proxy. Turn the switch off, or turn the proxy on.',
    field: 'softwareUpdatePoint.useProxy',
  });
}

/** Source: "Proxy server support in Configuration Manager", software update point, note. */
function noEffectAtSecondary(system: SiteSystem, {site}: FindingContext): Finding | null {
  if (
    system.softwareUpdatePoint?.useProxyForAutoDeploymentRule !== true ||
    site(system.siteCode)?.siteType !== 'secondary'
  )
    return null;
  return makeFinding('CMP104', 'information', system, {
    text: 'the automatic deployment rule switch is on at a secondary site, where it has no effect',
    do: 'Turn it off if it confuses.',
    field: 'softwareUpdatePoint.useProxyForAutoDeploymentRule',
  });
}

function sourceWithSwitchOff(system: SiteSystem): Finding | null {
  const {softwareUpdatePoint: point, proxy} = system;
  if (point?.synchronizesFrom.kind !== 'microsoft' || point.useProxy || proxy?.enabled !== true) return null;
  return makeFinding('CMP105', 'warning', system, {
    text: 'this software update point synchronizes with Microsoft, its server has a proxy, and its synchronization switch is off',
    do: `Turn it on: cmproxy plan --server ${system.siteCode}/${system.server} --set softwareUpdatePoint.useProxy=true`,
    field: 'softwareUpdatePoint.useProxy',
  });
}

/** Which server's record an automatic deployment rule reads where the two are not one is not documented. */
function remoteRuleContent(system: SiteSystem, {site, system: find}: FindingContext): Finding | null {
  const home = site(system.siteCode);
  if (
    system.softwareUpdatePoint?.useProxyForAutoDeploymentRule !== true ||
    home === undefined ||
    home.siteType === 'secondary' ||
    home.serverName === ''
  )
    return null;
  if (sameServer(home.serverName, system.server)) return null;
  const proxy = find(home.siteCode, home.serverName)?.proxy ?? null;
  const theirs =
    proxy === null
      ? 'could not be read'
      : proxy.enabled
        ? `is ${proxy.serverName ?? '-'}:${proxy.port ?? '-'}`
        : 'is off';
  return makeFinding('CMP106', 'information', system, {
    text: `the automatic deployment rule switch is on here, and the rules run on the site server ${home.serverName}, whose proxy ${theirs}; which record is read is not documented`,
    do: 'Give both servers the same proxy.',
    field: 'softwareUpdatePoint.useProxyForAutoDeploymentRule',
  });
}

/** Whether a change of the server's proxy refreshes the copy is not documented. */
function ownCopyDiffers(system: SiteSystem): Finding | null {
  const {softwareUpdatePoint: point, proxy} = system;
  if (point === null || proxy?.enabled !== true) return null;
  const {serverName, port} = point.ownCopy;
  if (serverName === null) {
    return makeFinding('CMP107', 'information', system, {
      text: "the software update point's own copy of the proxy is empty",
      do: 'Where WSUSCtrl reports an empty proxy address, set the switches again in the console.',
      field: 'proxy.serverName',
    });
  }
  if (!point.useProxy || (sameProxyName(serverName, proxy.serverName) && (port === null || port === proxy.port)))
    return null;
  return makeFinding('CMP107', 'warning', system, {
    text: `the software update point's own copy of the proxy (${serverName}:${port ?? '-'}) differs from the server's (${proxy.serverName ?? '-'}:${proxy.port ?? '-'})`,
    do: 'Whether it is refreshed by itself is not documented: look again in an hour, then set the switches again.',
    field: 'proxy.serverName',
  });
}

function insideTheHierarchy(system: SiteSystem): Finding | null {
  const point = system.softwareUpdatePoint;
  if (point?.useProxy !== true || point.synchronizesFrom.kind !== 'upstream') return null;
  const from = point.synchronizesFrom.server;
  return makeFinding('CMP120', 'information', system, {
    text: `the synchronization switch is on, and this software update point synchronizes ${from === null ? 'inside the hierarchy' : `from ${from}`}: WSUS may send that traffic to the proxy`,
    do: 'Turn the switch off unless the proxy is meant to carry it; WSUS has no bypass list.',
    field: 'softwareUpdatePoint.useProxy',
  });
}
