// In which fields a server's record differs from settings that are wanted or expected.
import {meansSystem, settingKeys, type DesiredChange} from '../../model/desired-change.ts';
import type {FieldKey} from '../../model/finding.ts';
import type {SiteSystem} from '../../model/hierarchy.ts';
import {sameAccountName, sameProxyName} from '../../model/validate-proxy.ts';

export interface Difference {
  readonly siteCode: string;
  readonly server: string;
  readonly field: FieldKey;
  readonly now: string;
  readonly wanted: string;
}

/** A server without the role has no switches to differ. With the proxy off on both sides nothing that is stored behind it counts. */
export function differencesOf(system: SiteSystem, settings: DesiredChange): readonly Difference[] {
  const {siteCode, server, proxy, softwareUpdatePoint: updates} = system;
  return settingKeys.flatMap(field => {
    const wanted = settings[field];
    if (wanted === undefined || proxy === null) return [];
    const now = valueNow(field, proxy, updates);
    if (now === null || isSame(field, now, wanted)) return [];
    return [{siteCode, server, field, now, wanted: String(wanted)}];
  });
}

/** null where there is nothing of the kind. */
function valueNow(
  field: FieldKey,
  {enabled, serverName, port, account}: NonNullable<SiteSystem['proxy']>,
  updates: SiteSystem['softwareUpdatePoint'],
): string | null {
  switch (field) {
    case 'proxy.enabled':
      return String(enabled);
    case 'proxy.serverName':
      return enabled ? (serverName ?? '-') : 'off';
    case 'proxy.port':
      return enabled ? String(port ?? '-') : 'off';
    case 'proxy.account':
      if (!enabled) return 'off';
      return account.kind === 'account' ? account.userName : account.kind === 'system' ? 'system' : '-';
    case 'softwareUpdatePoint.useProxy':
      return updates === null ? null : String(updates.useProxy);
    case 'softwareUpdatePoint.useProxyForAutoDeploymentRule':
      return updates === null ? null : String(updates.useProxyForAutoDeploymentRule);
  }
}

function isSame(field: FieldKey, now: string, wanted: string | boolean): boolean {
  const text = String(wanted);
  if (field === 'proxy.serverName') return sameProxyName(now, text);
  if (field === 'proxy.account') return meansSystem(text) ? now === 'system' : sameAccountName(now, text);
  return field === 'proxy.port' ? now === String(Number(text)) : now === text;
}
