// `replay --print-resolved`: one record per server as it would be written, and where each value comes from. Writes nothing.
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import type {FieldKey} from '../../model/finding.ts';
import {desiredEnabled, exceptionTo, settingKeys, type DesiredChange} from '../../model/desired-change.ts';
import type {Hierarchy, SiteSystem} from '../../model/hierarchy.ts';
import {findSiteSystem} from '../../model/select-servers.ts';
import {siteSystemKey} from '../../model/server-name.ts';
import {validatePort} from '../../model/validate-proxy.ts';
import type {Plan, PlannedChange} from '../../plan/plan.ts';
import {redactCredentials} from '../../terminal/redact-credentials.ts';
import {renderTable} from '../../terminal/render-table.ts';
import {buildPlan} from '../change/build-plan.ts';
import {isSet, textOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {openAndRead} from '../open-site.ts';
import type {ReadAnswerFile} from './answers-as-read.ts';
import type {Proposed} from '../change/proposed.ts';
import {readProposed, type GivenAnswers} from '../change/read-proposed.ts';
import {showFindings} from '../change/show-findings.ts';
import {writeRecords} from '../write-records.ts';

type Origin = '--set' | 'override' | 'file' | 'asked' | 'default' | 'kept';

interface Resolved {
  readonly server: string;
  readonly siteCode: string;
  readonly values: Readonly<Record<FieldKey, string | number | boolean | null>>;
  readonly from: Readonly<Partial<Record<FieldKey, Origin>>>;
}

export async function showResolved(values: Values, context: Context, given: GivenAnswers): Promise<ExitCode> {
  const read = await readProposed(values, context, given);
  if (read.kind === 'refused') return read.exitCode;
  const {file} = given;
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return opened.exitCode;
  const proposed = await read.value.settle(opened.value);
  if (proposed.kind === 'refused') return proposed.exitCode;
  const built = buildPlan(context, opened.value, proposed.value, {
    createAccounts: isSet(values, 'CreateAccount'),
    note: textOf(values, 'Note') ?? null,
    withScripts: false,
  });
  if (built.kind === 'refused') return built.exitCode;
  const plan = built.value;
  const {hierarchy} = opened.value.reading;
  const systems = new Map(hierarchy.siteSystems.map(system => [siteSystemKey(system.siteCode, system.server), system]));
  const changes = Map.groupBy(plan.changes, change =>
    siteSystemKey(change.siteCode, 'server' in change ? change.server : ''),
  );
  const exceptions = overridesByKey(file, hierarchy);
  const wrong = new Set(
    plan.findings
      .filter(({severity}) => severity === 'error')
      .map(finding => siteSystemKey(finding.siteCode, finding.server)),
  );
  const resolved = plan.servers.flatMap(({server, siteCode}) => {
    const key = siteSystemKey(siteCode, server);
    const system = systems.get(key);
    if (system === undefined) return [];
    const own = exceptionTo(proposed.value.desired, proposed.value.overrides.get(key) ?? {});
    const after = wrong.has(key) ? valuesWanted(system, own) : valuesAfter(system, changes.get(key) ?? []);
    const from = Object.fromEntries(
      keysOf(system).map(field => [
        field,
        originOf(field, key, {file, own: exceptions.get(key) ?? {}, filled: proposed.value.filled}),
      ]),
    );
    return [{server, siteCode, values: after, from}];
  });
  print(context, plan, resolved);
  if (plan.findings.some(({severity}) => severity === 'error')) return exitCodes.failed;
  return plan.unknown.length > 0 ? exitCodes.unknown : exitCodes.done;
}

/** Exceptions of the file itself, by site system key. */
function overridesByKey(file: ReadAnswerFile, hierarchy: Hierarchy): ReadonlyMap<string, DesiredChange> {
  return new Map(
    [...file.overrides].flatMap(([name, own]) => {
      const match = findSiteSystem(hierarchy, name);
      if (match.kind !== 'found') return [];
      return [[siteSystemKey(match.siteSystem.siteCode, match.siteSystem.server), own] as const];
    }),
  );
}

function keysOf({softwareUpdatePoint}: SiteSystem): readonly FieldKey[] {
  return settingKeys.filter(key => softwareUpdatePoint !== null || key.startsWith('proxy.'));
}

function valuesAfter(system: SiteSystem, changes: readonly PlannedChange[]): Resolved['values'] {
  const record = changes.find(change => change.object === 'siteSystem')?.after ?? system.proxy;
  const switches = changes.find(change => change.object === 'softwareUpdatePoint')?.after ?? system.softwareUpdatePoint;
  const account = record?.account;
  return {
    'proxy.enabled': record?.enabled ?? null,
    'proxy.serverName': record?.serverName ?? null,
    'proxy.port': record?.port ?? null,
    'proxy.account':
      account === undefined || account.kind === 'unknown'
        ? null
        : account.kind === 'system'
          ? 'system'
          : account.userName,
    'softwareUpdatePoint.useProxy': switches?.useProxy ?? null,
    'softwareUpdatePoint.useProxyForAutoDeploymentRule': switches?.useProxyForAutoDeploymentRule ?? null,
  };
}

/** Of a server that has no changes because what is wanted there is wrong: what is wanted, as it was said. */
function valuesWanted(system: SiteSystem, wanted: DesiredChange): Resolved['values'] {
  const said = settingKeys.filter(key => wanted[key] !== undefined).map(key => [key, wanted[key]] as const);
  const enabled = desiredEnabled(wanted);
  return {
    ...valuesAfter(system, []),
    ...(enabled === undefined ? {} : {'proxy.enabled': enabled}),
    ...Object.fromEntries(said.map(([key, value]) => [key, isPort(key, value) ? Number(value) : shown(value)])),
  };
}

/** A proxy name may have been given as a URL with a password in it. */
function shown(value: string | boolean | undefined): string | boolean | null {
  return typeof value === 'string' ? redactCredentials(value) : (value ?? null);
}

function isPort(key: FieldKey, value: unknown): boolean {
  return key === 'proxy.port' && validatePort(String(value)).kind === 'ok';
}

interface Sources {
  readonly file: ReadAnswerFile;
  readonly own: DesiredChange;
  readonly filled: Proposed['filled'];
}

/** A server name alone turns the proxy on; that, too, the file says. */
function originOf(field: FieldKey, key: string, {file, own, filled}: Sources): Origin {
  const says = (change: DesiredChange): boolean =>
    change[field] !== undefined || (field === 'proxy.enabled' && change['proxy.serverName'] !== undefined);
  const answered = filled?.get(`${key} ${field}`) ?? filled?.get(field);
  if (answered !== undefined) return answered;
  if (says(file.said)) return '--set';
  if (says(own)) return 'override';
  return says(file.desired) ? 'file' : 'kept';
}

function print(context: Context, plan: Plan, resolved: readonly Resolved[]): void {
  if (context.format === 'json') {
    const {connection, hierarchyId, ticket, skipped, unknown} = plan;
    context.data(
      `${JSON.stringify({schemaVersion: 1, connection, hierarchyId, ticket, records: resolved, skipped, unknown})}\n`,
    );
    return;
  }
  showFindings(context, plan.findings);
  const columns = ['SiteCode', 'Server', 'Key', 'Value', 'From'];
  const rows = resolved.flatMap(({siteCode, server, values, from}) =>
    settingKeys.flatMap(key => {
      const origin = from[key];
      return origin === undefined ? [] : [[siteCode, server, key, String(values[key] ?? '-'), origin]];
    }),
  );
  if (context.format === 'table')
    context.data(
      renderTable({
        columns: columns.map((title, index) => ({title, shrink: index + 1, minWidth: 5})),
        rows,
        width: context.width,
      }),
    );
  else writeRecords(context, {columns, rows});
}
