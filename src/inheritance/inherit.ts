// Which role and feature uses which proxy, and as whom: one row for each, in a fixed order, in time linear in rows.
import type {Hierarchy, Role, SiteSystem} from '../model/hierarchy.ts';
import {factsOfRole, siteSystemRole, softwareUpdatePointRole} from '../model/roles.ts';
import {featureRows} from './feature-rows.ts';
import {lookupOf, type Lookup} from './lookup.ts';
import {decideAutomaticDeploymentRule, decideRole} from './role-rules.ts';
import type {InheritanceRow} from './row.ts';
import {sources} from './sources.ts';
import {throughServer} from './verdict.ts';

/** The rows that may be about the internet: all but those of roles that are known never to use it. */
export function inheritInternet(lookup: Lookup): readonly InheritanceRow[] {
  return rowsOf(lookup, role => factsOfRole(role.name)?.internet !== 'never' || role.connectedCache);
}

/** Every role instance except `SMS Site System`, then features, then the console. Notes are empty: findings are added by the plan room. */
export function inheritProxies(hierarchy: Hierarchy): readonly InheritanceRow[] {
  return rowsOf(lookupOf(hierarchy), () => true);
}

function rowsOf(lookup: Lookup, isWanted: (role: Role) => boolean): readonly InheritanceRow[] {
  const rows: InheritanceRow[] = [];
  for (const system of lookup.hierarchy.siteSystems) addServerRows(rows, system, lookup, isWanted);
  for (const row of featureRows(lookup)) rows.push({...row, notes: []});
  return rows;
}

function addServerRows(
  rows: InheritanceRow[],
  system: SiteSystem,
  lookup: Lookup,
  isWanted: (role: Role) => boolean,
): void {
  const {siteCode, server} = system;
  for (const role of system.roles) {
    if (role.name === siteSystemRole || !isWanted(role)) continue;
    const {verdict, source} = decideRole(system, role, lookup);
    rows.push({subject: role.name, kind: 'role', siteCode, server, ...verdict, notes: [], source});
    if (role.name === softwareUpdatePointRole)
      rows.push({
        subject: 'automaticDeploymentRule',
        kind: 'feature',
        siteCode,
        server,
        ...decideAutomaticDeploymentRule(system, lookup),
        notes: [],
        source: sources.automaticDeploymentRule,
      });
    if (role.connectedCache)
      rows.push({
        subject: 'connectedCache',
        kind: 'feature',
        siteCode,
        server,
        ...throughServer(system, {how: 'ownServer', server}),
        notes: [],
        source: sources.connectedCache,
      });
  }
}

/** What makes a row the same row before and after a change. */
export function rowKey(row: InheritanceRow): string {
  return `${row.subject}|${row.siteCode}|${row.server ?? ''}|${row.name ?? ''}`;
}
