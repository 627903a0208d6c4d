// The writes of a plan, in the order in which they are made.
import type {FieldKey} from '../model/finding.ts';
import type {ProxyRecord, SiteSystem, SoftwareUpdatePointSwitches} from '../model/hierarchy.ts';
import {serviceConnectionPointRole} from '../model/roles.ts';
import {sameAccountName, sameProxyName} from '../model/validate-proxy.ts';
import type {PlannedChange, PlannedProxy} from './plan.ts';
import type {PlannedServer} from './planned-server.ts';

export interface AccountToCreate {
  /** The site that keeps it. */
  readonly siteCode: string;
  readonly userName: string;
  /** The first server that needs it. */
  readonly server: string;
}

type Unordered = PlannedChange extends infer Change
  ? Change extends PlannedChange
    ? Omit<Change, 'order'>
    : never
  : never;

/**
 * Accounts first. Then each server: turning on or changing, its record and then the switches; turning off, the switches and then its record.
 * The server with the service connection point is the last.
 */
export function orderedChanges(
  servers: readonly PlannedServer[],
  accounts: readonly AccountToCreate[],
): readonly PlannedChange[] {
  const last = servers.filter(server => hostsServiceConnectionPoint(server.before));
  const rest = servers.filter(server => !hostsServiceConnectionPoint(server.before));
  const changes: Unordered[] = accounts.map(account => ({
    ...account,
    object: 'account',
    before: {exists: false},
    after: {exists: true},
    fields: [],
  }));
  for (const server of [...rest, ...last]) changes.push(...changesOfServer(server));
  return changes.map((change, index): PlannedChange => ({order: index + 1, ...change}));
}

export function hostsServiceConnectionPoint(system: SiteSystem): boolean {
  return system.roles.some(role => role.name === serviceConnectionPointRole);
}

function changesOfServer({before, after}: PlannedServer): readonly Unordered[] {
  const {server, siteCode} = before;
  const changes: Unordered[] = [];
  if (before.proxy !== null && after.proxy !== null) {
    const fields = proxyFields(before.proxy, after.proxy);
    if (fields.length > 0)
      changes.push({
        server,
        siteCode,
        object: 'siteSystem',
        before: plannedProxy(before.proxy),
        after: plannedProxy(after.proxy),
        fields,
      });
  }
  if (before.softwareUpdatePoint !== null && after.softwareUpdatePoint !== null) {
    const fields = switchFields(before.softwareUpdatePoint, after.softwareUpdatePoint);
    if (fields.length > 0)
      changes.push({
        server,
        siteCode,
        object: 'softwareUpdatePoint',
        before: plannedSwitches(before.softwareUpdatePoint),
        after: plannedSwitches(after.softwareUpdatePoint),
        fields,
      });
  }
  const turnsOff = before.proxy?.enabled === true && after.proxy?.enabled === false;
  return turnsOff ? changes.toReversed() : changes;
}

function plannedProxy({enabled, serverName, port, account}: ProxyRecord): PlannedProxy {
  return {enabled, serverName, port, account};
}

function plannedSwitches({
  useProxy,
  useProxyForAutoDeploymentRule,
}: SoftwareUpdatePointSwitches): SoftwareUpdatePointSwitches {
  return {useProxy, useProxyForAutoDeploymentRule};
}

/** The fields that a write would move; case and a trailing dot in names do not count. */
export function proxyFields(before: PlannedProxy, after: PlannedProxy): readonly FieldKey[] {
  const fields: FieldKey[] = [];
  if (before.enabled !== after.enabled) fields.push('proxy.enabled');
  if (!sameProxyName(before.serverName, after.serverName)) fields.push('proxy.serverName');
  if (before.port !== after.port) fields.push('proxy.port');
  const sameAccount =
    before.account.kind === 'account' && after.account.kind === 'account'
      ? sameAccountName(before.account.userName, after.account.userName)
      : before.account.kind === after.account.kind;
  if (!sameAccount) fields.push('proxy.account');
  return fields;
}

export function switchFields(
  before: SoftwareUpdatePointSwitches,
  after: SoftwareUpdatePointSwitches,
): readonly FieldKey[] {
  const fields: FieldKey[] = [];
  if (before.useProxy !== after.useProxy) fields.push('softwareUpdatePoint.useProxy');
  if (before.useProxyForAutoDeploymentRule !== after.useProxyForAutoDeploymentRule)
    fields.push('softwareUpdatePoint.useProxyForAutoDeploymentRule');
  return fields;
}
