// Servers as they are, in the shape of changes, so that an answer file can be made of what is there now: replaying it changes nothing.
import type {Hierarchy, ProxyRecord} from '../../model/hierarchy.ts';
import {siteSystemKey} from '../../model/server-name.ts';
import type {Plan, PlannedChange, PlannedProxy} from '../../plan/plan.ts';

/** None for servers that could not be read, and for those that would be refused as they are. */
export function changesAsIs(
  {servers, findings}: Pick<Plan, 'servers' | 'findings'>,
  {siteSystems}: Hierarchy,
): readonly PlannedChange[] {
  const wrong = new Set(
    findings.filter(({severity}) => severity === 'error').map(({siteCode, server}) => siteSystemKey(siteCode, server)),
  );
  const systems = new Map(siteSystems.map(system => [siteSystemKey(system.siteCode, system.server), system]));
  return servers.flatMap(({siteCode, server}, index): readonly PlannedChange[] => {
    const key = siteSystemKey(siteCode, server);
    const system = systems.get(key);
    if (system === undefined || wrong.has(key) || !system.readable || system.proxy === null) return [];
    const base = {order: index + 1, siteCode, server, fields: []};
    const proxy = plannedProxy(system.proxy);
    const switches = system.softwareUpdatePoint;
    return [
      {...base, object: 'siteSystem', before: proxy, after: proxy},
      ...(switches === null
        ? []
        : [{...base, object: 'softwareUpdatePoint' as const, before: switches, after: switches}]),
    ];
  });
}

function plannedProxy({enabled, serverName, port, account}: ProxyRecord): PlannedProxy {
  return {enabled, serverName, port, account};
}
