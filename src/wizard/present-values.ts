// What the picked servers have now, in the few words of the proxy page.
import type {FieldKey} from '../model/finding.ts';
import type {SiteSystem} from '../model/hierarchy.ts';
import {shortName} from '../model/server-name.ts';
import {keep, type Exception} from './state.ts';

/** What a server has in a field; null where the field does not concern it. */
export function presentValue({proxy, softwareUpdatePoint: updates}: SiteSystem, key: FieldKey): string | null {
  if (key === 'softwareUpdatePoint.useProxy') return updates === null ? null : yesNo(updates.useProxy);
  if (key === 'softwareUpdatePoint.useProxyForAutoDeploymentRule')
    return updates === null ? null : yesNo(updates.useProxyForAutoDeploymentRule);
  if (proxy === null) return '?';
  if (key === 'proxy.enabled') return yesNo(proxy.enabled);
  if (key === 'proxy.serverName') return proxy.serverName ?? 'none';
  if (key === 'proxy.port') return proxy.port === null ? 'none' : String(proxy.port);
  if (proxy.account.kind === 'system') return 'System';
  return proxy.account.kind === 'account' ? proxy.account.userName : 'not told';
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}

const cache = new WeakMap<readonly SiteSystem[], Map<FieldKey, string>>();

/** One server: its value, with the computer account for System. Several: each value with its count, the most frequent first. */
export function spreadText(systems: readonly SiteSystem[], key: FieldKey): string {
  const known = cache.get(systems)?.get(key);
  if (known !== undefined) return known;
  const text = systems.length === 1 ? oneValue(systems, key) : manyValues(systems, key);
  const texts = cache.get(systems) ?? new Map<FieldKey, string>();
  texts.set(key, text);
  cache.set(systems, texts);
  return text;
}

function oneValue([system]: readonly SiteSystem[], key: FieldKey): string {
  if (system === undefined) return '-';
  if (key === 'proxy.account' && system.proxy?.account.kind === 'system')
    return `System (${system.proxy.account.computerAccount})`;
  return presentValue(system, key) ?? '-';
}

function manyValues(systems: readonly SiteSystem[], key: FieldKey): string {
  const counts = new Map<string, number>();
  for (const system of systems) {
    const value = presentValue(system, key);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const entries = [...counts].toSorted((a, b) => b[1] - a[1]);
  const shown = key === 'proxy.serverName' ? shortWhereClear([...counts.keys()]) : (value: string) => value;
  return entries.map(([value, count]) => `${shown(value)} x${count}`).join(', ') || '-';
}

/** Host names without their domain, where that still tells all of them apart. */
function shortWhereClear(names: readonly string[]): (name: string) => string {
  const shorts = new Set(names.map(name => shortName(name).toLowerCase()));
  return shorts.size === names.length ? shortName : name => name;
}

const shortNames: Readonly<Record<FieldKey, string>> = {
  'proxy.enabled': 'use a proxy',
  'proxy.serverName': 'name',
  'proxy.port': 'port',
  'proxy.account': 'as',
  'softwareUpdatePoint.useProxy': 'synchronize',
  'softwareUpdatePoint.useProxyForAutoDeploymentRule': 'ADR content',
};

/** A word or two for a row that names its server too. */
export function shortFieldName(key: FieldKey): string {
  return shortNames[key];
}

/** `DP21: port 3128`. */
export function exceptionText(system: SiteSystem, own: Exception): string {
  const parts = Object.entries(own).map(
    ([key, value]) => `${shortNames[key as FieldKey]} ${value === keep ? 'its own' : value}`,
  );
  return `${shortName(system.server)}: ${parts.join(', ')}`;
}
