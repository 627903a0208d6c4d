// Status as records for pipes and spreadsheets.
import type {InheritanceRow} from '../../inheritance/row.ts';
import type {Site} from '../../model/hierarchy.ts';
import type {Records} from '../write-records.ts';
import {addressText} from './proxy-text.ts';
import type {SiteSystemStatus} from './status-json.ts';
import {usersByServer, usersOf} from './used-by.ts';

/** The columns of plain and CSV output; added to at the end, never reordered. */
export const statusRecordColumns = [
  'state',
  'siteCode',
  'server',
  'proxy',
  'address',
  'account',
  'useProxy',
  'useProxyForAutoDeploymentRule',
  'synchronizesFrom',
  'usedBy',
  'findings',
  'siteName',
  'accepted',
] as const;

export type StatusRecordColumn = (typeof statusRecordColumns)[number];

export function statusRecords(
  systems: readonly SiteSystemStatus[],
  inheritance: readonly InheritanceRow[],
  sites: readonly Site[],
  columns: readonly StatusRecordColumn[] = statusRecordColumns,
): Records {
  const users = usersByServer(inheritance);
  const siteNames = new Map(sites.map(site => [site.siteCode, site.siteName]));
  return {
    columns,
    rows: systems.map(system => {
      const record = recordOf(system, users, siteNames);
      return columns.map(column => record[column]);
    }),
  };
}

function recordOf(
  system: SiteSystemStatus,
  users: ReadonlyMap<string, readonly string[]>,
  siteNames: ReadonlyMap<string, string>,
): Readonly<Record<StatusRecordColumn, string>> {
  const {proxy, softwareUpdatePoint: updates, findings} = system;
  const code = system.siteCode ?? '';
  return {
    state: system.state,
    siteCode: code,
    server: system.server,
    proxy: proxy === null ? 'unknown' : proxy.enabled ? 'on' : 'off',
    address: proxy === null ? '' : addressText(proxy.serverName, proxy.port).replace(/^-$/, ''),
    account: proxy === null ? '' : proxy.account.kind === 'account' ? proxy.account.userName : proxy.account.kind,
    useProxy: updates === null ? '' : String(updates.useProxy),
    useProxyForAutoDeploymentRule: updates === null ? '' : String(updates.useProxyForAutoDeploymentRule),
    synchronizesFrom: updates?.synchronizesFrom ?? '',
    usedBy: usersOf(users, code, system.server).join(', '),
    findings: findings.map(finding => finding.code).join(' '),
    siteName: siteNames.get(code) ?? '',
    accepted: findings.flatMap(finding => (finding.accepted === undefined ? [] : [finding.code])).join(' '),
  };
}
