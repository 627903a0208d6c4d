// The fingerprint of the records that a plan is based on: any difference means that the plan is stale.
import type {Hierarchy, SiteSystem} from '../model/hierarchy.ts';
import {siteSystemKey} from '../model/server-name.ts';
import {hashOfValue} from './canonical-json.ts';
import type {NamedServer} from './plan.ts';

/** Over proxy record, stored user name and switches of each server, in any order. A server that is gone counts as a difference. */
export function fingerprintOf(hierarchy: Hierarchy, servers: readonly NamedServer[]): string {
  const systems = new Map(hierarchy.siteSystems.map(system => [siteSystemKey(system.siteCode, system.server), system]));
  return fingerprintOfSystems(servers, server => systems.get(siteSystemKey(server.siteCode, server.server)));
}

export function fingerprintOfSystems(
  servers: readonly NamedServer[],
  find: (server: NamedServer) => SiteSystem | undefined,
): string {
  const records = servers.map(
    server => [siteSystemKey(server.siteCode, server.server), recordOf(find(server))] as const,
  );
  return hashOfValue(records.toSorted((a, b) => (a[0] < b[0] ? -1 : 1)));
}

function recordOf(system: SiteSystem | undefined): unknown {
  if (system === undefined || !system.readable) return null;
  const {proxy, storedUserName, softwareUpdatePoint: point} = system;
  return {
    proxy,
    storedUserName,
    switches:
      point === null
        ? null
        : {useProxy: point.useProxy, useProxyForAutoDeploymentRule: point.useProxyForAutoDeploymentRule},
  };
}
