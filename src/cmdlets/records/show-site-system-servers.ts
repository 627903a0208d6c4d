// Carries out Get-CMSiteSystemServer and Get-CMSoftwareUpdatePoint.
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import type {Hierarchy, SiteSystem} from '../../model/hierarchy.ts';
import {siteSystemRole, softwareUpdatePointRole} from '../../model/roles.ts';
import {nalPath} from '../../model/server-name.ts';
import {findingUnreadable} from '../../plan/findings/make-finding.ts';
import {renderTable} from '../../terminal/render-table.ts';
import {textOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {targetFinder} from './find-targets.ts';
import {serverMatcher} from './name-matcher.ts';
import {openAndRead} from '../open-site.ts';
import type {OpenSite} from '../opened.ts';
import {errorReporter} from '../report-error.ts';
import {showFindings} from '../change/show-findings.ts';
import type {TypedObject} from './typed-change.ts';
import {writeRecords, type Records} from '../write-records.ts';

export async function showSiteSystemServers(
  values: Values,
  context: Context,
  piped: readonly Values[] | undefined,
  object: TypedObject,
): Promise<ExitCode> {
  const matcher = serverMatcher(context, values);
  if (matcher.kind === 'refused') return matcher.exitCode;
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return opened.exitCode;
  const {hierarchy} = opened.value.reading;
  const found =
    piped === undefined ? search(hierarchy, values, matcher.value) : await fromRows(context, hierarchy, piped, object);
  if (found === null) return exitCodes.failed;
  const ofKind = found.filter(
    system => object === 'siteSystem' || system.roles.some(role => role.name === softwareUpdatePointRole),
  );
  showFindings(context, ofKind.filter(system => !system.readable).map(findingUnreadable));
  showObjects(
    context,
    opened.value,
    ofKind.filter(system => system.readable),
    object,
  );
  return piped !== undefined && found.length < piped.length ? exitCodes.partial : exitCodes.done;
}

/** null where -ErrorAction Stop ended it. */
async function fromRows(
  context: Context,
  hierarchy: Hierarchy,
  piped: readonly Values[],
  object: TypedObject,
): Promise<readonly SiteSystem[] | null> {
  const find = targetFinder(hierarchy, object);
  const goOn = errorReporter(context, object === 'siteSystem' ? 'Get-CMSiteSystemServer' : 'Get-CMSoftwareUpdatePoint');
  const systems: SiteSystem[] = [];
  for (const values of piped) {
    const found = find(values);
    if (found.kind === 'target') systems.push(found.target.system);
    else if (!(await goOn(found))) return null;
  }
  return systems;
}

function search(hierarchy: Hierarchy, values: Values, matches: (server: string) => boolean): readonly SiteSystem[] {
  const siteCode = textOf(values, 'SiteCode')?.toUpperCase();
  return hierarchy.siteSystems.filter(
    system => (siteCode === undefined || system.siteCode === siteCode) && matches(system.server),
  );
}

/** Prints objects as the module would name their properties. */
export function showObjects(
  context: Context,
  open: OpenSite,
  systems: readonly SiteSystem[],
  object: TypedObject,
): void {
  if (context.format === 'json') {
    const items = systems.map(system => providerObject(system, object));
    context.data(
      `${JSON.stringify({schemaVersion: 1, connection: open.site.name, hierarchyId: open.hierarchyId, items})}\n`,
    );
    return;
  }
  const records = object === 'siteSystem' ? serverRecords(systems) : updatePointRecords(systems);
  if (context.format !== 'table') writeRecords(context, records);
  else if (systems.length > 0)
    context.data(
      renderTable({
        columns: records.columns.map((title, index) => ({title, shrink: index + 1, minWidth: 5})),
        rows: records.rows,
        width: context.width,
      }),
    );
}

function providerObject(system: SiteSystem, object: TypedObject): Readonly<Record<string, unknown>> {
  const {proxy, softwareUpdatePoint: updates} = system;
  const property = (name: string, value: number, text = '') => ({
    PropertyName: name,
    Value: value,
    Value1: '',
    Value2: text,
  });
  const userName = proxy?.account.kind === 'account' ? proxy.account.userName : (system.storedUserName ?? '');
  const props =
    object === 'siteSystem'
      ? [
          property('UseProxy', Number(proxy?.enabled ?? false)),
          property('ProxyName', 0, proxy?.serverName ?? ''),
          property('ProxyServerPort', proxy?.port ?? 0),
          property('AnonymousProxyAccess', proxy?.account.kind === 'account' ? 0 : 1),
          property('ProxyUserName', 0, userName),
        ]
      : [
          property('UseProxy', Number(updates?.useProxy ?? false)),
          property('UseProxyForADR', Number(updates?.useProxyForAutoDeploymentRule ?? false)),
        ];
  return {
    SiteCode: system.siteCode,
    RoleName: object === 'siteSystem' ? siteSystemRole : softwareUpdatePointRole,
    NetworkOSPath: `\\\\${system.server}`,
    NALPath: nalPath(system.siteCode, system.server),
    Props: props,
  };
}

function serverRecords(systems: readonly SiteSystem[]): Records {
  return {
    columns: [
      'SiteCode',
      'SiteSystemServerName',
      'UseProxy',
      'ProxyName',
      'ProxyServerPort',
      'AnonymousProxyAccess',
      'ProxyUserName',
    ],
    rows: systems.map(system => [
      system.siteCode,
      system.server,
      system.proxy?.enabled === true ? '1' : '0',
      system.proxy?.serverName ?? '',
      String(system.proxy?.port ?? ''),
      system.proxy?.account.kind === 'account' ? '0' : '1',
      system.proxy?.account.kind === 'account' ? system.proxy.account.userName : (system.storedUserName ?? ''),
    ]),
  };
}

function updatePointRecords(systems: readonly SiteSystem[]): Records {
  return {
    columns: ['SiteCode', 'SiteSystemServerName', 'UseProxy', 'UseProxyForADR'],
    rows: systems.map(system => [
      system.siteCode,
      system.server,
      system.softwareUpdatePoint?.useProxy === true ? '1' : '0',
      system.softwareUpdatePoint?.useProxyForAutoDeploymentRule === true ? '1' : '0',
    ]),
  };
}
