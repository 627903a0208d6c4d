// A stored record as a plan, a journal and an undo file see it, and when two of them are the same.
import type {FieldKey} from '../model/finding.ts';
import type {SiteSystem} from '../model/hierarchy.ts';
import {sameAccountName, sameProxyName} from '../model/validate-proxy.ts';
import type {PlannedChange, PlannedProxy} from '../plan/plan.ts';

export type RecordValue = PlannedChange['before'];

/** The record of a change's kind as it stands on `siteSystem`; null where there is none. Accounts are not on a site system. */
export function recordOn(siteSystem: SiteSystem, object: 'siteSystem' | 'softwareUpdatePoint'): RecordValue | null {
  if (object === 'siteSystem') {
    const {proxy} = siteSystem;
    return proxy === null
      ? null
      : {enabled: proxy.enabled, serverName: proxy.serverName, port: proxy.port, account: proxy.account};
  }
  const point = siteSystem.softwareUpdatePoint;
  return point === null
    ? null
    : {useProxy: point.useProxy, useProxyForAutoDeploymentRule: point.useProxyForAutoDeploymentRule};
}

const proxyFields: readonly FieldKey[] = ['proxy.enabled', 'proxy.serverName', 'proxy.port', 'proxy.account'];
const pointFields: readonly FieldKey[] = [
  'softwareUpdatePoint.useProxy',
  'softwareUpdatePoint.useProxyForAutoDeploymentRule',
];

/** The fields in which two records of the same kind differ. A case or a trailing dot in a name is no difference. */
export function differingFields(a: RecordValue, b: RecordValue): readonly FieldKey[] {
  if ('enabled' in a && 'enabled' in b) {
    const same = [
      a.enabled === b.enabled,
      sameProxyName(a.serverName, b.serverName),
      a.port === b.port,
      sameAccount(a, b),
    ];
    return proxyFields.filter((_, index) => same[index] === false);
  }
  if ('useProxy' in a && 'useProxy' in b) {
    const same = [a.useProxy === b.useProxy, a.useProxyForAutoDeploymentRule === b.useProxyForAutoDeploymentRule];
    return pointFields.filter((_, index) => same[index] === false);
  }
  return [];
}

/** Whether two records are the same in every field, also those that are stored behind a disabled proxy. */
export function isSameRecord(a: RecordValue, b: RecordValue): boolean {
  if ('exists' in a && 'exists' in b) return a.exists === b.exists;
  return 'exists' in a === 'exists' in b && 'enabled' in a === 'enabled' in b && differingFields(a, b).length === 0;
}

/**
 * Whether `now` has the effect of `wanted`. What stands behind a disabled proxy has none: whether a provider keeps it is not documented.
 * Source: Set-CMSiteSystemServer, -EnableProxy (silent about the other values).
 */
export function hasEffectOf(now: RecordValue, wanted: RecordValue): boolean {
  if ('enabled' in now && 'enabled' in wanted && !now.enabled && !wanted.enabled) return true;
  return isSameRecord(now, wanted);
}

function sameAccount(a: PlannedProxy, b: PlannedProxy): boolean {
  if (a.account.kind === 'account' && b.account.kind === 'account')
    return sameAccountName(a.account.userName, b.account.userName);
  // Two records that do not tell their account are as alike as can be told; no record with such an account is ever written.
  return a.account.kind === b.account.kind;
}

/** The value of one field as a person reads it; `none` where nothing is stored. */
export function fieldText(record: RecordValue | null, field: FieldKey): string {
  if (record === null) return 'not there';
  if ('enabled' in record) {
    if (field === 'proxy.enabled') return String(record.enabled);
    if (field === 'proxy.serverName') return record.serverName ?? 'none';
    if (field === 'proxy.port') return record.port === null ? 'none' : String(record.port);
    if (field === 'proxy.account') return accountText(record);
  }
  if ('useProxy' in record) {
    if (field === 'softwareUpdatePoint.useProxy') return String(record.useProxy);
    if (field === 'softwareUpdatePoint.useProxyForAutoDeploymentRule')
      return String(record.useProxyForAutoDeploymentRule);
  }
  return 'not there';
}

function accountText(record: PlannedProxy): string {
  if (record.account.kind === 'account') return record.account.userName;
  return record.account.kind;
}

/** A whole record in a few words: `on, proxy.contoso.com:8080 as system`. */
export function recordText(record: RecordValue | null): string {
  if (record === null) return 'not there';
  if ('exists' in record) return record.exists ? 'exists' : 'does not exist';
  if ('useProxy' in record)
    return `useProxy ${record.useProxy ? 'on' : 'off'}, useProxyForAutoDeploymentRule ${record.useProxyForAutoDeploymentRule ? 'on' : 'off'}`;
  const stored = `${record.serverName ?? 'no name'}:${record.port ?? 'no port'} as ${accountText(record)}`;
  if (record.enabled) return `on, ${stored}`;
  return record.serverName === null && record.port === null ? 'off' : `off (stored: ${stored})`;
}
