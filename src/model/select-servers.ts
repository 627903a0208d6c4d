// Choosing servers: by name (SERVER or SITE/SERVER) and by what they are or have now.
import type {State} from './finding.ts';
import type {Hierarchy, SiteSystem} from './hierarchy.ts';
import {consoleNameOfRole, factsOfRole} from './roles.ts';
import {serverKey, shortName} from './server-name.ts';
import {sameAccountName, sameProxyName} from './validate-proxy.ts';

export type NamedMatch =
  | {readonly kind: 'found'; readonly siteSystem: SiteSystem}
  | {readonly kind: 'ambiguous'; readonly matches: readonly SiteSystem[]}
  | {readonly kind: 'notFound'};

/** Finds the one site system that `SERVER` or `SITE/SERVER` names. A short name does where it is the only one. */
export function findSiteSystem(hierarchy: Hierarchy, name: string): NamedMatch {
  const slash = name.indexOf('/');
  const siteCode = slash < 0 ? null : name.slice(0, slash).toUpperCase();
  const wanted = serverKey(slash < 0 ? name : name.slice(slash + 1));
  const inSite = hierarchy.siteSystems.filter(system => siteCode === null || system.siteCode === siteCode);
  const exact = inSite.filter(system => serverKey(system.server) === wanted);
  const matches = exact.length > 0 ? exact : inSite.filter(system => serverKey(shortName(system.server)) === wanted);
  const [first] = matches;
  if (first === undefined) return {kind: 'notFound'};
  return matches.length === 1 ? {kind: 'found', siteSystem: first} : {kind: 'ambiguous', matches};
}

/** All that a name may mean, by the same rule as `findSiteSystem` and for many names: whole names first, then short ones. */
export function siteSystemFinder(hierarchy: Hierarchy): (name: string) => readonly SiteSystem[] {
  const whole = new Map<string, SiteSystem[]>();
  const short = new Map<string, SiteSystem[]>();
  const add = (map: Map<string, SiteSystem[]>, key: string, system: SiteSystem): void => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [system]);
    else list.push(system);
  };
  for (const system of hierarchy.siteSystems) {
    add(whole, serverKey(system.server), system);
    add(short, serverKey(shortName(system.server)), system);
  }
  return name => {
    const slash = name.indexOf('/');
    const siteCode = slash < 0 ? null : name.slice(0, slash).toUpperCase();
    const key = serverKey(slash < 0 ? name : name.slice(slash + 1));
    const inSite = (list: readonly SiteSystem[] | undefined): readonly SiteSystem[] =>
      (list ?? []).filter(system => siteCode === null || system.siteCode === siteCode);
    const exact = inSite(whole.get(key));
    return exact.length > 0 ? exact : inSite(short.get(key));
  };
}

export const conditionKeys = [
  'site',
  'role',
  'state',
  'account',
  'proxy.enabled',
  'proxy.serverName',
  'proxy.port',
] as const;
export type ConditionKey = (typeof conditionKeys)[number];

export interface Condition {
  readonly key: ConditionKey;
  readonly value: string;
}

export type ParsedCondition =
  | {readonly kind: 'condition'; readonly condition: Condition}
  | {readonly kind: 'refused'; readonly key: string; readonly why: string};

const states: readonly State[] = ['ok', 'information', 'warning', 'fault', 'unknown'];

/** One `KEY=VALUE` of `--where`. */
export function parseCondition(text: string): ParsedCondition {
  const at = text.indexOf('=');
  const key = at < 0 ? text : text.slice(0, at);
  const value = at < 0 ? '' : text.slice(at + 1);
  const refused = (why: string): ParsedCondition => ({kind: 'refused', key, why});
  if (!(conditionKeys as readonly string[]).includes(key)) return refused(`"${key}" is not a condition`);
  if (at < 0) return refused(`"${key}" has no value; write ${key}=VALUE`);
  if (key === 'state' && !(states as readonly string[]).includes(value))
    return refused(`"${value}" is not a state (${states.join(', ')})`);
  if (key === 'proxy.enabled' && !/^(true|false)$/i.test(value))
    return refused(`"${key}" takes true or false, not "${value}"`);
  return {kind: 'condition', condition: {key: key as ConditionKey, value}};
}

/**
 * Whether a site system meets a condition. What could not be read meets none but `site`, `role` and `state=unknown`. `account` takes `system`
 * or a user name, and `proxy.serverName=` with no value means "none stored". A role may be given by provider name, console name or short name.
 */
export function meets(system: SiteSystem, condition: Condition, stateOfSystem: (system: SiteSystem) => State): boolean {
  const {key, value} = condition;
  if (key === 'site') return system.siteCode === value.toUpperCase();
  if (key === 'role') return system.roles.some(role => namesRole(role.name, value));
  if (key === 'state') return stateOfSystem(system) === value;
  const proxy = system.proxy;
  if (proxy === null) return false;
  if (key === 'proxy.enabled') return proxy.enabled === (value.toLowerCase() === 'true');
  if (key === 'proxy.serverName')
    return value === '' ? proxy.serverName === null : sameProxyName(proxy.serverName, value);
  if (key === 'proxy.port') return value === '' ? proxy.port === null : proxy.port === Number(value);
  if (!proxy.enabled) return false;
  if (proxy.account.kind === 'account') return sameAccountName(proxy.account.userName, value);
  return proxy.account.kind === 'system' && value.toLowerCase() === 'system';
}

function namesRole(roleName: string, text: string): boolean {
  const wanted = text.toLowerCase();
  const facts = factsOfRole(roleName);
  return [roleName, consoleNameOfRole(roleName), facts?.shortName ?? ''].some(name => name.toLowerCase() === wanted);
}
