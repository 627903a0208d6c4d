// One chosen server: as it is, as it shall be, or why it is not planned.
import {desiredEnabled, meansSystem, type DesiredChange} from '../model/desired-change.ts';
import type {ProxyAccount, ProxyRecord, SiteSystem, SoftwareUpdatePoint} from '../model/hierarchy.ts';
import {computerAccount} from '../model/server-name.ts';
import {sameAccountName, sameProxyName, validatePort, validateServerName} from '../model/validate-proxy.ts';
import type {PlannedServer} from './planned-server.ts';

export type ServerPlan =
  | {
      readonly kind: 'planned';
      readonly server: PlannedServer;
      readonly skippedSwitches: boolean;
      readonly addedSwitches: boolean;
    }
  | {
      readonly kind: 'unknown';
      readonly why: string;
      /** What helps, where it is not a matter of permissions. */ readonly todo?: string;
    };

const defaultPort = 80;

/**
 * The whole record after the change. What is not said is kept; a port that is stored nowhere becomes 80, the provider's own default. Turning the
 * proxy off also turns the switches of a software update point off, because they need it. Source: ConfigMgrCBDsc, DSC_CMSiteSystemServer.
 */
export function planServer(system: SiteSystem, desired: DesiredChange): ServerPlan {
  if (!system.readable || system.proxy === null)
    return {kind: 'unknown', why: system.why ?? 'its proxy record could not be read'};
  const proxy = proxyAfter(system, system.proxy, desired);
  if (proxy !== system.proxy && proxy.enabled && proxy.account.kind === 'unknown')
    return {
      kind: 'unknown',
      why: 'its record does not tell which account it uses',
      todo: 'Say it: --set proxy.account=system, or --set proxy.account=DOMAIN\\user',
    };
  const asked =
    desired['softwareUpdatePoint.useProxy'] !== undefined ||
    desired['softwareUpdatePoint.useProxyForAutoDeploymentRule'] !== undefined;
  const turnedOff = system.proxy.enabled && !proxy.enabled;
  const point = system.softwareUpdatePoint;
  const updates = point === null ? null : switchesAfter(point, desired, turnedOff);
  const addedSwitches =
    (desired['softwareUpdatePoint.useProxy'] === undefined &&
      point?.useProxy === true &&
      updates?.useProxy === false) ||
    (desired['softwareUpdatePoint.useProxyForAutoDeploymentRule'] === undefined &&
      point?.useProxyForAutoDeploymentRule === true &&
      updates?.useProxyForAutoDeploymentRule === false);
  return {
    kind: 'planned',
    server: {before: system, after: {...system, proxy, softwareUpdatePoint: updates}, desired},
    skippedSwitches: asked && point === null,
    addedSwitches,
  };
}

function proxyAfter(system: SiteSystem, before: ProxyRecord, desired: DesiredChange): ProxyRecord {
  if (!Object.keys(desired).some(key => key.startsWith('proxy.'))) return before;
  const enabled = desiredEnabled(desired) ?? before.enabled;
  if (!enabled) return {...before, enabled};
  return {
    enabled,
    serverName: nameAfter(before, desired['proxy.serverName']),
    port: portAfter(before, desired['proxy.port']),
    account: accountAfter(system, before, desired['proxy.account']),
  };
}

/**
 * The stored spelling stays where it means the same host. A name that is not valid stands as typed, so that it can be shown; what it holds before
 * an `@` does not.
 */
function nameAfter(before: ProxyRecord, typed: string | undefined): string | null {
  if (typed === undefined) return before.serverName;
  const valid = validateServerName(typed);
  if (valid.kind === 'ok') return sameProxyName(before.serverName, valid.value) ? before.serverName : valid.value;
  return typed.replace(/^.*@/s, '***@');
}

function portAfter(before: ProxyRecord, typed: string | undefined): number | null {
  if (typed === undefined) return before.port ?? defaultPort;
  const valid = validatePort(typed);
  return valid.kind === 'ok' ? valid.value : null;
}

function accountAfter(system: SiteSystem, before: ProxyRecord, typed: string | undefined): ProxyAccount {
  const stored = before.account;
  if (typed === undefined || (stored.kind === 'account' && sameAccountName(stored.userName, typed))) return stored;
  return meansSystem(typed)
    ? {kind: 'system', computerAccount: computerAccount(system.server)}
    : {kind: 'account', userName: typed};
}

function switchesAfter(before: SoftwareUpdatePoint, desired: DesiredChange, turnedOff: boolean): SoftwareUpdatePoint {
  return {
    ...before,
    useProxy: desired['softwareUpdatePoint.useProxy'] ?? (turnedOff ? false : before.useProxy),
    useProxyForAutoDeploymentRule:
      desired['softwareUpdatePoint.useProxyForAutoDeploymentRule'] ??
      (turnedOff ? false : before.useProxyForAutoDeploymentRule),
  };
}
