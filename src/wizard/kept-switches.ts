// The switches of software update points that an answer for several servers does not reach.
import type {DesiredChange} from '../model/desired-change.ts';
import type {SiteSystem} from '../model/hierarchy.ts';
import {siteSystemKey} from '../model/server-name.ts';

export interface KeptSwitches {
  readonly siteCode: string;
  readonly server: string;
  /** What it has now, said out loud so that the common answer does not change it. */
  readonly switches: DesiredChange;
}

/**
 * Said for several servers, the switches are set only where the server synchronizes with Microsoft; the others keep theirs. One that is chosen alone, or
 * that is an exception with switches of its own, is taken at its word.
 */
export function keptSwitches(
  desired: DesiredChange,
  systems: readonly SiteSystem[],
): ReadonlyMap<string, KeptSwitches> {
  const isSaid = Object.keys(desired).some(key => key.startsWith('softwareUpdatePoint.'));
  if (!isSaid || systems.length < 2) return new Map();
  return new Map(
    systems.flatMap(({siteCode, server, softwareUpdatePoint: point}) =>
      point === null || point.synchronizesFrom.kind !== 'upstream'
        ? []
        : [
            [
              siteSystemKey(siteCode, server),
              {
                siteCode,
                server,
                switches: {
                  'softwareUpdatePoint.useProxy': point.useProxy,
                  'softwareUpdatePoint.useProxyForAutoDeploymentRule': point.useProxyForAutoDeploymentRule,
                },
              },
            ] as const,
          ],
    ),
  );
}
