// `status --against FILE`: what changed since an export of the hierarchy or a saved status.
import {resolve} from 'node:path';
import {readJsonFile} from '../files/read-json-file.ts';
import {exitCodes, type ExitCode} from '../model/exit-codes.ts';
import {parseHierarchy} from '../model/parse-hierarchy.ts';
import {Shape, ShapeError} from '../model/shape.ts';
import {siteSystemKey} from '../model/server-name.ts';
import {sameProxyName} from '../model/validate-proxy.ts';
import {renderTable} from '../terminal/render-table.ts';
import type {Context} from './context.ts';
import type {OpenSite} from './opened.ts';
import {refused} from './refuse.ts';
import {siteSystemStatuses, statusDocument, type SiteSystemStatus} from './views/status-json.ts';
import {accountText, fullName} from './views/proxy-text.ts';
import {writeRecords} from './write-records.ts';

/** One record of one server, as far as it is compared; null where it could not be read. */
interface ComparedServer {
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

type Earlier =
  | {readonly kind: 'servers'; readonly servers: readonly ComparedServer[]}
  | {readonly kind: 'refused'; readonly why: string};

const limit = 400_000_000;

export function compareStatus(
  context: Context,
  open: OpenSite,
  now: readonly SiteSystemStatus[],
  file: string,
): ExitCode {
  const read = readJsonFile(resolve(file), {maxBytes: limit, what: file});
  if (read.kind === 'missing')
    return refused(context, exitCodes.failed, {
      what: `${file} could not be read`,
      why: 'there is no such file',
      todo: 'Save one first: cmproxy status --output json > FILE',
    });
  if (read.kind === 'refused') return refused(context, exitCodes.failed, read.problem);
  const earlier = readEarlier(read.value);
  if (earlier.kind === 'refused')
    return refused(context, exitCodes.failed, {
      what: `${file} is neither a hierarchy file nor a saved status`,
      why: earlier.why,
      todo: 'Give an export (cmproxy/hierarchy@1) or the output of: cmproxy status --output json',
    });
  const {changes, unknown, lostSight} = differences(earlier.servers, now.map(comparedStatus));
  show(context, open, {now, file, changes, unknown});
  if (lostSight) return exitCodes.unknown;
  return changes.length > 0 ? exitCodes.differs : exitCodes.done;
}

function readEarlier(value: unknown): Earlier {
  const isStatus = typeof value === 'object' && value !== null && 'siteSystems' in value;
  if (!isStatus) {
    const parsed = parseHierarchy(value);
    if (parsed.kind === 'refused') return {kind: 'refused', why: `${parsed.path}: ${parsed.why}`};
    return {kind: 'servers', servers: siteSystemStatuses(parsed.hierarchy, []).map(comparedStatus)};
  }
  try {
    const root = new Shape(value, '');
    if (root.value['schemaVersion'] !== 1)
      return {kind: 'refused', why: `schemaVersion is ${String(root.value['schemaVersion'])}; this version reads 1`};
    return {kind: 'servers', servers: root.list('siteSystems').map(savedServer)};
  } catch (error) {
    if (error instanceof ShapeError) return {kind: 'refused', why: error.message};
    throw error;
  }
}

function savedServer(item: Shape): ComparedServer {
  const proxy = item.object('proxy');
  const updates = item.object('softwareUpdatePoint');
  const account = proxy?.object('account') ?? null;
  return {
    server: item.required('server'),
    siteCode: item.text('siteCode'),
    fields:
      proxy === null
        ? null
        : fieldsOf(
            {
              enabled: proxy.boolean('enabled') ?? false,
              serverName: proxy.text('serverName') || null,
              port: proxy.whole('port'),
              account:
                account === null
                  ? 'not told'
                  : account.text('kind') === 'account'
                    ? account.text('userName')
                    : account.text('kind') === 'system'
                      ? `System ${account.text('computerAccount')}`
                      : 'not told',
            },
            updates === null
              ? null
              : {
                  useProxy: updates.boolean('useProxy') ?? false,
                  content: updates.boolean('useProxyForAutoDeploymentRule') ?? false,
                },
            item.value['roles'],
          ),
  };
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

function fieldsOf(
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
function differences(
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

function show(
  context: Context,
  open: OpenSite,
  result: {
    now: readonly SiteSystemStatus[];
    file: string;
    changes: readonly StatusChange[];
    unknown: readonly ComparedServer[];
  },
): void {
  const {changes, unknown, file} = result;
  if (context.format === 'json') {
    const {siteSystems: _, ...header} = statusDocument(open, result.now);
    context.data(
      `${JSON.stringify({...header, against: file, changes, unknown: unknown.map(({server, siteCode}) => ({server, siteCode}))})}\n`,
    );
    return;
  }
  const cells = (change: StatusChange): readonly string[] => [
    change.siteCode,
    change.server,
    change.field,
    change.before ?? 'not listed',
    change.after ?? 'not listed',
  ];
  const rows = [
    ...changes.map(cells),
    ...unknown.map(item => [item.siteCode, item.server, 'unknown', '', 'could not be read']),
  ];
  if (context.format !== 'table') {
    writeRecords(context, {columns: ['siteCode', 'server', 'field', 'before', 'after'], rows});
    return;
  }
  if (rows.length === 0) context.data(`Nothing changed since ${file}.\n`);
  else {
    const columns = ['SITE', 'SERVER', 'FIELD', 'BEFORE', 'NOW'].map((title, index) => ({title, shrink: index}));
    context.data(renderTable({columns, rows, width: context.width}));
    if (unknown.length > 0) context.message(`${unknown.map(fullName).slice(0, 10).join(', ')}: could not be compared`);
  }
}
