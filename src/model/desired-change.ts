// What someone wants changed, by dotted key. What is not said is kept: each server's own value.
import type {FieldKey} from './finding.ts';

/**
 * Values as they were typed. Whether they are good is one validator's business (`validate-proxy.ts`), so that the wizard, the command line
 * and files give the same verdict.
 */
export interface DesiredChange {
  readonly 'proxy.enabled'?: boolean;
  readonly 'proxy.serverName'?: string;
  readonly 'proxy.port'?: string;
  /** `system`, or a user name. */
  readonly 'proxy.account'?: string;
  readonly 'softwareUpdatePoint.useProxy'?: boolean;
  readonly 'softwareUpdatePoint.useProxyForAutoDeploymentRule'?: boolean;
}

export const systemAccountWord = 'system';

/** Whether a typed account means the computer's System account. */
export function meansSystem(account: string): boolean {
  return account.toLowerCase() === systemAccountWord;
}

/** `proxy.enabled`, or what the other proxy keys imply: a server name without it means on. undefined: keep. */
export function desiredEnabled(change: DesiredChange): boolean | undefined {
  return change['proxy.enabled'] ?? (change['proxy.serverName'] === undefined ? undefined : true);
}

/**
 * What one server is to get where it is an exception: its own words, and the common ones beside them. An exception that is off drops the common name, port
 * and account; one that names a proxy is on although the others are turned off.
 */
export function exceptionTo(common: DesiredChange, own: DesiredChange): DesiredChange {
  if (own['proxy.enabled'] === false) {
    const {'proxy.serverName': _name, 'proxy.port': _port, 'proxy.account': _account, ...rest} = common;
    return {...rest, ...own};
  }
  const enabled = desiredEnabled(own);
  return enabled === undefined ? {...common, ...own} : {...common, ...own, 'proxy.enabled': enabled};
}

/** Whether nothing at all is said. */
export function isEmptyChange(change: DesiredChange): boolean {
  return Object.keys(change).length === 0;
}

export type ParsedSetting =
  | {readonly kind: 'change'; readonly change: DesiredChange}
  | {readonly kind: 'refused'; readonly why: string; readonly key: string};

/** One `KEY=VALUE` of `--set`, added to what was said before. A key twice, an unknown key and a boolean that is none are refused. */
export function addSetting(change: DesiredChange, text: string): ParsedSetting {
  const at = text.indexOf('=');
  const key = at < 0 ? text : text.slice(0, at);
  const definition = Object.hasOwn(settingKinds, key) ? settingKinds[key as FieldKey] : undefined;
  if (definition === undefined) return {kind: 'refused', key, why: `"${key}" is not a setting`};
  if (at < 0) return {kind: 'refused', key, why: `"${key}" has no value; write ${key}=VALUE`};
  if (key in change) return {kind: 'refused', key, why: `"${key}" is given twice`};
  const value = text.slice(at + 1);
  if (definition === 'text') return {kind: 'change', change: {...change, [key]: value}};
  const word = value.toLowerCase();
  if (word !== 'true' && word !== 'false')
    return {kind: 'refused', key, why: `"${key}" takes true or false, not "${value}"`};
  return {kind: 'change', change: {...change, [key]: word === 'true'}};
}

const settingKinds: Readonly<Record<FieldKey, 'text' | 'boolean'>> = {
  'proxy.enabled': 'boolean',
  'proxy.serverName': 'text',
  'proxy.port': 'text',
  'proxy.account': 'text',
  'softwareUpdatePoint.useProxy': 'boolean',
  'softwareUpdatePoint.useProxyForAutoDeploymentRule': 'boolean',
};

export function isFieldKey(key: string): key is FieldKey {
  return Object.hasOwn(settingKinds, key);
}

export const settingKeys = Object.keys(settingKinds) as readonly FieldKey[];
