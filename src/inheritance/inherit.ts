// Which role and feature uses which proxy, and as whom: one row for each, in a fixed order, in time linear in rows.
import type {Hierarchy, SiteSystem} from '../model/hierarchy.ts';
import {siteSystemRole, softwareUpdatePointRole} from '../model/roles.ts';
import {featureRows} from './feature-rows.ts';
import {lookupOf, type Lookup} from './lookup.ts';
import {decideAutomaticDeploymentRule, decideRole} from './role-rules.ts';
import type {InheritanceRow} from './row.ts';
import {sources} from './sources.ts';
import {throughServer} from './verdict.ts';

/** Every role instance except `SMS Site System`, then features, then the console. Notes are empty: findings are added by the plan room. */
export function inheritProxies(hierarchy: Hierarchy): readonly InheritanceRow[] {
  const lookup = lookupOf(hierarchy);
  const rows = [...hierarchy.siteSystems.flatMap(system => serverRows(system, lookup)), ...featureRows(lookup)];
  return rows.map(row => ({...row, notes: []}));
}

function serverRows(system: SiteSystem, lookup: Lookup): Omit<InheritanceRow, 'notes'>[] {
  const {siteCode, server} = system;
  const rows: Omit<InheritanceRow, 'notes'>[] = [];
  for (const role of system.roles) {
    if (role.name === siteSystemRole) continue;
    const {verdict, source} = decideRole(system, role, lookup);
    rows.push({subject: role.name, kind: 'role', siteCode, server, ...verdict, source});
    if (role.name === softwareUpdatePointRole)
      rows.push({
        subject: 'automaticDeploymentRule',
        kind: 'feature',
        siteCode,
        server,
        ...decideAutomaticDeploymentRule(system, lookup),
        source: sources.automaticDeploymentRule,
      });
    if (role.connectedCache)
      rows.push({
        subject: 'connectedCache',
        kind: 'feature',
        siteCode,
        server,
        ...throughServer(system, {how: 'ownServer', server}),
        source: sources.connectedCache,
      });
  }
  return rows;
}

/** What makes a row the same row before and after a change. */
export function rowKey(row: InheritanceRow): string {
  return `${row.subject}|${row.siteCode}|${row.server ?? ''}|${row.name ?? ''}`;
}
