// What is left to do after a plan, with what is documented told apart from what is not.
import {isReleaseAtLeast} from '../model/builds.ts';
import type {Hierarchy} from '../model/hierarchy.ts';
import {managementPointRole} from '../model/roles.ts';
import {hostsServiceConnectionPoint, switchFields} from './changes.ts';
import type {FollowUp} from './plan.ts';
import type {PlannedServer} from './planned-server.ts';

/**
 * `added`: servers whose switches the plan itself turns off. What is called documented is: the switches come after the proxy of the site system ("Proxy server
 * support in Configuration Manager", Software update point: "first configure the site system proxy settings"), and a management point of 2603 uses Local
 * System's WinINET settings ("What's new in version 2603 of Configuration Manager").
 */
export function followUps(
  hierarchy: Hierarchy,
  servers: readonly PlannedServer[],
  added: ReadonlySet<PlannedServer>,
): readonly FollowUp[] {
  const releases = new Map(hierarchy.sites.map(site => [site.siteCode, site.release]));
  return servers.filter(isChanged).flatMap(server => {
    const {after} = server;
    const items: FollowUp[] = [];
    if (added.has(server))
      items.push({
        server: after.server,
        documented: true,
        command: '',
        why: "the software update point's switches are turned off first, because they need a site system proxy; turning the proxy on again does not turn them on",
      });
    if (hostsServiceConnectionPoint(after))
      items.push({
        server: after.server,
        documented: false,
        command: '',
        why: 'no restart is documented for a proxy change; if the service connection point stays red, restart its SMS_DMP_DOWNLOADER component',
      });
    const late =
      isReleaseAtLeast(releases.get(after.siteCode) ?? null, 2603) === true &&
      hierarchy.cloudFeatures.entraJoinedClients !== false;
    if (late && after.roles.some(role => role.name === managementPointRole))
      items.push({
        server: after.server,
        documented: true,
        command: '',
        why: "the management point does not use this proxy: set Local System's WinINET proxy there (ProxyEnable, ProxyServer) and restart SMS_EXECUTIVE",
      });
    return items;
  });
}

function isChanged({before, after}: PlannedServer): boolean {
  if (JSON.stringify(before.proxy) !== JSON.stringify(after.proxy)) return true;
  return (
    before.softwareUpdatePoint !== null &&
    after.softwareUpdatePoint !== null &&
    switchFields(before.softwareUpdatePoint, after.softwareUpdatePoint).length > 0
  );
}
