// What differs between two readings of the proxy records, for `status --against` and `status --watch` alike.
import {siteSystemKey} from '../../model/server-name.ts';
import {sameProxyName} from '../../model/validate-proxy.ts';
import {accountText} from '../views/proxy-text.ts';
import type {SiteSystemStatus} from '../views/status-json.ts';

/** One record of one server, as far as it is compared; null where it could not be read. */
export interface ComparedServer {
  readonly server: string;
  readonly siteCode: string;
  readonly fields: ReadonlyMap<string, string> | null;
}

export interface StatusChange {
  readonly server: string;
  readonly siteCode: string;
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

export function comparedStatus(system: SiteSystemStatus): ComparedServer {
  const {proxy, softwareUpdatePoint: updates} = system;
  return {
    server: system.server,
    siteCode: system.siteCode ?? '',
    fields:
      proxy === null
        ? null
        : fieldsOf(
            {
              enabled: proxy.enabled,
              serverName: proxy.serverName,
              port: proxy.port,
              account: accountText(proxy.account),
            },
            updates === null ? null : {useProxy: updates.useProxy, content: updates.useProxyForAutoDeploymentRule},
            system.roles,
          ),
  };
}

export function fieldsOf(
  proxy: {enabled: boolean; serverName: string | null; port: number | null; account: string},
  updates: {useProxy: boolean; content: boolean} | null,
  roles: unknown,
): ReadonlyMap<string, string> {
  const names = Array.isArray(roles) ? roles.filter((role): role is string => typeof role === 'string') : [];
  return new Map([
    ['proxy.enabled', String(proxy.enabled)],
    ['proxy.serverName', proxy.serverName ?? '-'],
    ['proxy.port', proxy.port === null ? '-' : String(proxy.port)],
    ['proxy.account', proxy.account],
    ...(updates === null
      ? []
      : ([
          ['softwareUpdatePoint.useProxy', String(updates.useProxy)],
          ['softwareUpdatePoint.useProxyForAutoDeploymentRule', String(updates.content)],
        ] as const)),
    ['roles', names.toSorted().join(', ')],
  ]);
}

/** What could not be read on either side is neither same nor different. `lostSight`: something could be read then and cannot be now. */
export function differences(
  before: readonly ComparedServer[],
  after: readonly ComparedServer[],
): {changes: readonly StatusChange[]; unknown: readonly ComparedServer[]; lostSight: boolean} {
  const changes: StatusChange[] = [];
  const unknown: ComparedServer[] = [];
  let lostSight = false;
  const earlier = new Map(before.map(item => [siteSystemKey(item.siteCode, item.server), item]));
  for (const item of after) {
    const key = siteSystemKey(item.siteCode, item.server);
    const old = earlier.get(key);
    earlier.delete(key);
    const {server, siteCode} = item;
    if (old === undefined) changes.push({server, siteCode, field: 'server', before: null, after: 'listed'});
    else if (old.fields === null || item.fields === null) {
      unknown.push(item);
      lostSight ||= old.fields !== null;
    } else {
      for (const field of new Set([...old.fields.keys(), ...item.fields.keys()])) {
        const was = old.fields.get(field) ?? null;
        const is = item.fields.get(field) ?? null;
        const same = field === 'proxy.serverName' ? sameProxyName(was, is) : was?.toLowerCase() === is?.toLowerCase();
        if (!same) changes.push({server, siteCode, field, before: was, after: is});
      }
    }
  }
  for (const {server, siteCode} of earlier.values())
    changes.push({server, siteCode, field: 'server', before: 'listed', after: null});
  return {changes, unknown, lostSight};
}
