// Step 2 in words: what a server is, who follows its proxy, and what a change would overwrite.
import {inheritProxies} from '../inheritance/inherit.ts';
import type {InheritanceRow} from '../inheritance/row.ts';
export type {InheritanceRow} from '../inheritance/row.ts';
import type {Hierarchy, SiteSystem} from '../model/hierarchy.ts';
import {consoleNameOfRole, siteSystemRole} from '../model/roles.ts';
import {sameServer} from '../model/server-name.ts';

export interface RoleFactsOfServer {
  readonly roles: readonly string[];
  /** Rows that follow this server's proxy, now or if it had one. */
  readonly followers: readonly InheritanceRow[];
  /** Roles and features here that make no internet connection through it. */
  readonly others: readonly InheritanceRow[];
}

const cache = new WeakMap<Hierarchy, readonly InheritanceRow[]>();

function rowsOf(hierarchy: Hierarchy): readonly InheritanceRow[] {
  const known = cache.get(hierarchy);
  if (known !== undefined) return known;
  const rows = inheritProxies(hierarchy);
  cache.set(hierarchy, rows);
  return rows;
}

const goesOut = new Set(['yes', 'no', 'switchOff', 'notDocumented', 'unknown']);

export function roleFactsOf(hierarchy: Hierarchy, system: SiteSystem): RoleFactsOfServer {
  const about = rowsOf(hierarchy).filter(
    row =>
      row.siteCode === system.siteCode &&
      ((row.server !== null && sameServer(row.server, system.server)) ||
        (row.follows.server !== null && sameServer(row.follows.server, system.server))),
  );
  const followers = about.filter(
    row => row.follows.server !== null && sameServer(row.follows.server, system.server) && goesOut.has(row.uses),
  );
  return {
    roles: system.roles.filter(role => role.name !== siteSystemRole).map(role => consoleNameOfRole(role.name)),
    followers,
    others: about.filter(row => !followers.includes(row)),
  };
}
