// `status --against FILE`: what changed since an export of the hierarchy or a saved status.
import {resolve} from 'node:path';
import {readJsonFile} from '../../files/read-json-file.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {parseHierarchy} from '../../model/parse-hierarchy.ts';
import {Shape, ShapeError} from '../../model/shape.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {renderTable} from '../../terminal/render-table.ts';
import type {Context} from '../context.ts';
import type {OpenSite} from '../opened.ts';
import {refused} from '../refuse.ts';
import {siteSystemStatuses, statusDocument, type SiteSystemStatus} from '../views/status-json.ts';
import {comparedStatus, differences, fieldsOf, type ComparedServer, type StatusChange} from './compare-status.ts';
import {fullName} from '../views/proxy-text.ts';
import {writeRecords} from '../write-records.ts';

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
    if (unknown.length > 0)
      context.message(makeSafe(`${unknown.map(fullName).slice(0, 10).join(', ')}: could not be compared`));
  }
}
