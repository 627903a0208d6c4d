// The changes of a script server by server, for dialects that say what a server is to have instead of writing records one by one.
import type {DesiredChange} from '../../model/desired-change.ts';
import {siteSystemKey} from '../../model/server-name.ts';
import type {PlannedChange, PlannedProxy} from '../plan.ts';

export interface ServerStep {
  readonly siteCode: string;
  readonly server: string;
  /** What it is expected to have before, and to get: whole records of what is written. */
  readonly expect: DesiredChange;
  readonly want: DesiredChange;
}

/** In the order in which servers are first written. */
export function serverSteps(changes: readonly PlannedChange[]): readonly ServerStep[] {
  const steps = new Map<string, ServerStep>();
  for (const change of changes) {
    if (change.object === 'account') continue;
    const {siteCode, server} = change;
    const key = siteSystemKey(siteCode, server);
    const known = steps.get(key);
    steps.set(key, {
      siteCode,
      server,
      expect: {...known?.expect, ...settingsOf(change.before)},
      want: {...known?.want, ...settingsOf(change.after)},
    });
  }
  return [...steps.values()];
}

type Side = Exclude<PlannedChange, {object: 'account'}>['before'];

function settingsOf(side: Side): DesiredChange {
  if (!('enabled' in side))
    return {
      'softwareUpdatePoint.useProxy': side.useProxy,
      'softwareUpdatePoint.useProxyForAutoDeploymentRule': side.useProxyForAutoDeploymentRule,
    };
  return proxySettings(side);
}

/** What stands behind a proxy that is off has no effect, and is neither expected nor written. */
function proxySettings({enabled, serverName, port, account}: PlannedProxy): DesiredChange {
  if (!enabled) return {'proxy.enabled': false};
  return {
    'proxy.enabled': true,
    ...(serverName === null ? {} : {'proxy.serverName': serverName}),
    ...(port === null ? {} : {'proxy.port': String(port)}),
    ...(account.kind === 'unknown' ? {} : {'proxy.account': account.kind === 'system' ? 'system' : account.userName}),
  };
}

/** Accounts that are to be created, each once per site. */
export function accountSteps(changes: readonly PlannedChange[]): readonly {siteCode: string; userName: string}[] {
  return changes.flatMap(change =>
    change.object === 'account' ? [{siteCode: change.siteCode, userName: change.userName}] : [],
  );
}
