// The hierarchy as it would be after a plan.
import type {Hierarchy} from '../model/hierarchy.ts';
import {siteSystemKey} from '../model/server-name.ts';
import type {AccountToCreate} from './changes.ts';
import type {PlannedServer} from './planned-server.ts';

export function propose(
  hierarchy: Hierarchy,
  servers: readonly PlannedServer[],
  accounts: readonly AccountToCreate[] = [],
): Hierarchy {
  const after = new Map(
    servers.map(server => [siteSystemKey(server.after.siteCode, server.after.server), server.after]),
  );
  return {
    ...hierarchy,
    siteSystems: hierarchy.siteSystems.map(
      system => after.get(siteSystemKey(system.siteCode, system.server)) ?? system,
    ),
    accounts:
      hierarchy.accounts === null || accounts.length === 0
        ? hierarchy.accounts
        : [...hierarchy.accounts, ...accounts.map(({siteCode, userName}) => ({siteCode, userName}))],
  };
}
