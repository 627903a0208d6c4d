// Changes from files that anyone may have edited: every value is checked before it is believed or written.
import type {ProxyAccount} from '../model/hierarchy.ts';
import {ShapeError, type Shape} from '../model/shape.ts';
import {validateAccountName, validatePort, validateServerName} from '../model/validate-proxy.ts';
import type {PlannedChange, PlannedProxy} from '../plan/plan.ts';
import {differingFields, type RecordValue} from './record.ts';

const objects = ['account', 'siteSystem', 'softwareUpdatePoint'] as const;

/**
 * One change from its JSON form; `keys` name where the two records stand (`before`, `after` or, in an undo file, `expect`, `restore`).
 * Throws ShapeError with the path of the offending value.
 */
export function parseChange(shape: Shape, order: number, keys: readonly [string, string]): PlannedChange {
  const object = objects.find(name => name === shape.oneOf('object', objects));
  const common = {order, server: shape.required('server'), siteCode: shape.text('siteCode')};
  const [first, second] = keys.map(key => needObject(shape, key));
  if (object === undefined || first === undefined || second === undefined) shape.fail('object', 'is missing');
  if (object === 'account') {
    const [before, after] = [{exists: flag(first, 'exists')}, {exists: flag(second, 'exists')}];
    return {...common, object, userName: shape.required('userName'), before, after, fields: []};
  }
  if (object === 'softwareUpdatePoint') {
    const [before, after] = [switches(first), switches(second)];
    return {...common, object, before, after, fields: differingFields(before, after)};
  }
  const [before, after] = [proxy(first), proxy(second)];
  return {...common, object, before, after, fields: differingFields(before, after)};
}

function needObject(shape: Shape, key: string): Shape {
  return shape.object(key) ?? shape.fail(key, 'is missing');
}

function flag(shape: Shape, key: string): boolean {
  return shape.boolean(key) ?? shape.fail(key, 'must be true or false');
}

function switches(shape: Shape): {useProxy: boolean; useProxyForAutoDeploymentRule: boolean} {
  return {
    useProxy: flag(shape, 'useProxy'),
    useProxyForAutoDeploymentRule: flag(shape, 'useProxyForAutoDeploymentRule'),
  };
}

function proxy(shape: Shape): PlannedProxy {
  return {
    enabled: flag(shape, 'enabled'),
    serverName: shape.has('serverName') ? shape.text('serverName') : null,
    port: shape.whole('port'),
    account: account(needObject(shape, 'account')),
  };
}

function account(shape: Shape): ProxyAccount {
  const kind = shape.oneOf('kind', ['system', 'account', 'unknown']);
  if (kind === 'account') return {kind, userName: shape.required('userName')};
  return kind === 'system' ? {kind, computerAccount: shape.text('computerAccount')} : {kind: 'unknown'};
}

/** Why `record` can never be written, by the one validator of proxy values; null where it can. */
export function whyNotWritable(record: RecordValue): string | null {
  if (!('enabled' in record) || !record.enabled) return null;
  const checks = [validateServerName(record.serverName ?? ''), validatePort(record.port)];
  if (record.account.kind === 'account') checks.push(validateAccountName(record.account.userName));
  if (record.account.kind === 'unknown') return 'its proxy account is unknown';
  const refused = checks.find(check => check.kind === 'refused');
  return refused?.kind === 'refused' ? `${refused.code}: ${refused.text}` : null;
}

/** The same as a thrown ShapeError, for a value in a file. */
export function needWritable(shape: Shape, key: string, record: RecordValue): void {
  const why = whyNotWritable(record);
  if (why !== null) throw new ShapeError(shape.pathOf(key), why);
}
