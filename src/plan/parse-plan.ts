// The shape of a plan file, value by value. Throws ShapeError with the path of what breaks it.
import type {DesiredChange} from '../model/desired-change.ts';
import type {FieldKey} from '../model/finding.ts';
import {settingKeys} from '../model/desired-change.ts';
import type {ProxyAccount, SoftwareUpdatePointSwitches} from '../model/hierarchy.ts';
import {computerAccount} from '../model/server-name.ts';
import {Shape} from '../model/shape.ts';
import type {NamedServer, Plan, PlannedChange, PlannedProxy} from './plan.ts';

export function parsePlan(value: unknown): Plan {
  const root = new Shape(value, '');
  if (root.value['schemaVersion'] !== 1) root.fail('schemaVersion', 'must be 1');
  const basedOn = object(root, 'basedOn');
  for (const finding of root.list('findings')) refuseError(finding);
  return {
    schemaVersion: 1,
    schema: 'cmproxy/plan@1',
    id: root.required('id'),
    hash: root.required('hash'),
    connection: root.required('connection'),
    hierarchyId: root.required('hierarchyId'),
    createdAt: root.required('createdAt'),
    ticket: root.has('ticket') ? root.text('ticket') : null,
    note: root.has('note') ? root.text('note') : null,
    basedOn: {readAt: basedOn.required('readAt'), fingerprint: basedOn.required('fingerprint')},
    servers: root.list('servers').map(named),
    desired: desired(object(root, 'desired')),
    createAccounts: flag(root, 'createAccounts'),
    confirm: root.has('confirm') ? root.text('confirm') : null,
    changes: root.list('changes').map(change),
    // Findings, inheritance, follow-ups and scripts are for people; a run makes its own and never runs a script from a file.
    findings: [],
    inheritance: [],
    skipped: root.list('skipped').map(item => ({...named(item), why: item.text('why')})),
    unknown: root
      .list('unknown')
      .map(item => ({server: item.text('server'), siteCode: item.text('siteCode'), why: item.text('why')})),
    followUp: [],
    script: '',
    undoScript: '',
  };
}

/** Some errors are about what is not among the servers, such as a name that none has; they cannot be made again from the plan. */
function refuseError(finding: Shape): void {
  if (finding.oneOf('severity', ['error', 'warning', 'information', 'unknown']) !== 'error') return;
  finding.fail(
    'severity',
    `the plan has an error: ${finding.text('code')} ${finding.text('server')}: ${finding.text('text')}`,
  );
}

function object(shape: Shape, key: string): Shape {
  return shape.object(key) ?? shape.fail(key, 'must be an object');
}

function flag(shape: Shape, key: string): boolean {
  return shape.boolean(key) ?? shape.fail(key, 'must be true or false');
}

function named(item: Shape): NamedServer {
  return {server: item.required('server'), siteCode: item.text('siteCode')};
}

function desired(shape: Shape): DesiredChange {
  const unknown = Object.keys(shape.value).find(key => !(settingKeys as readonly string[]).includes(key));
  if (unknown !== undefined) shape.fail(unknown, `is not a setting (${settingKeys.join(', ')})`);
  const entries = Object.keys(shape.value).map(
    key => [key, typeof shape.value[key] === 'boolean' ? shape.boolean(key) : shape.text(key)] as const,
  );
  return Object.fromEntries(entries);
}

function change(item: Shape, index: number): PlannedChange {
  const order = item.whole('order') ?? 0;
  if (order !== index + 1) item.fail('order', `must be ${index + 1}`);
  const fields = item.value['fields'];
  if (!Array.isArray(fields) || !fields.every(field => (settingKeys as readonly unknown[]).includes(field)))
    item.fail('fields', `must be a list of ${settingKeys.join(', ')}`);
  const base = {order, ...named(item), fields: fields as readonly FieldKey[]};
  const kind = item.oneOf('object', ['siteSystem', 'softwareUpdatePoint', 'account']);
  if (kind === 'account')
    return item.fail('object', 'a plan that creates an account needs a password and cannot come from a file');
  const before = object(item, 'before');
  const after = object(item, 'after');
  if (kind === 'siteSystem')
    return {...base, object: kind, before: proxy(before, base.server), after: proxy(after, base.server)};
  return {...base, object: 'softwareUpdatePoint', before: switches(before), after: switches(after)};
}

function proxy(shape: Shape, server: string): PlannedProxy {
  return {
    enabled: flag(shape, 'enabled'),
    serverName: shape.has('serverName') ? shape.text('serverName') : null,
    port: shape.whole('port'),
    account: account(object(shape, 'account'), server),
  };
}

/** A computer account of another name breaks the hash: it is only shown, and must not mislead who reviews it. */
function account(shape: Shape, server: string): ProxyAccount {
  const kind = shape.oneOf('kind', ['system', 'account', 'unknown']);
  if (kind === 'system') return {kind, computerAccount: computerAccount(server)};
  return kind === 'account' ? {kind, userName: shape.required('userName')} : {kind: 'unknown'};
}

function switches(shape: Shape): SoftwareUpdatePointSwitches {
  return {
    useProxy: flag(shape, 'useProxy'),
    useProxyForAutoDeploymentRule: flag(shape, 'useProxyForAutoDeploymentRule'),
  };
}
