// Carries out Get-CMSite and Get-CMSiteRole.
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import type {Site, SiteSystem} from '../../model/hierarchy.ts';
import {nalPath, siteSystemKey} from '../../model/server-name.ts';
import {findingUnreadable} from '../../plan/findings/make-finding.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {renderTable} from '../../terminal/render-table.ts';
import {objectOf, textOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {nameMatcher, serverMatcher} from './name-matcher.ts';
import {openAndRead} from '../open-site.ts';
import type {OpenSite} from '../opened.ts';
import {rowPlace} from './row-place.ts';
import {showFindings} from '../change/show-findings.ts';
import {writeRecords} from '../write-records.ts';

type Row = Readonly<Record<string, string | number>>;

/** SMS_Site, Type: 1 secondary, 2 primary, 4 central administration site; 0 stands for what no row tells. Source: SMS_Site server WMI class. */
const typeNumbers = {secondary: 1, primary: 2, centralAdministration: 4} as const;

export async function showSites(values: Values, context: Context): Promise<ExitCode> {
  const names = nameMatcher(context, values, 'Name');
  if (names.kind === 'refused') return names.exitCode;
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return opened.exitCode;
  const code = textOf(values, 'SiteCode')?.toUpperCase();
  const sites = opened.value.reading.hierarchy.sites.filter(
    ({siteCode, siteName}) => (code === undefined || siteCode === code) && names.value(siteName),
  );
  print(context, opened.value, sites.map(siteRow));
  for (const {siteCode, readable, why} of sites)
    if (!readable) context.message(makeSafe(`unknown CMP008 ${siteCode}: could not be read: ${why ?? 'not told'}`));
  return exitCodes.done;
}

function siteRow({siteCode, siteName, siteType, serverName, parentSiteCode, version}: Site): Row {
  return {
    SiteCode: siteCode,
    SiteName: siteName,
    ServerName: serverName,
    Type: siteType === null ? 0 : typeNumbers[siteType],
    ReportingSiteCode: parentSiteCode ?? '',
    Version: version ?? '',
  };
}

export async function showSiteRoles(values: Values, context: Context, piped?: readonly Values[]): Promise<ExitCode> {
  const servers = serverMatcher(context, values);
  if (servers.kind === 'refused') return servers.exitCode;
  const roles = nameMatcher(context, values, 'RoleName');
  if (roles.kind === 'refused') return roles.exitCode;
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return opened.exitCode;
  const code = textOf(values, 'SiteCode')?.toUpperCase();
  const wanted = piped === undefined ? null : new Set(piped.map(keyOfPiped));
  const systems = opened.value.reading.hierarchy.siteSystems.filter(
    ({siteCode, server}) => (code === undefined || siteCode === code) && servers.value(server),
  );
  const rows = systems.flatMap(system =>
    system.roles
      .filter(({name}) => roles.value(name) && (wanted === null || wanted.has(keyOf(system, name))))
      .map(({name}) => roleRow(system, name)),
  );
  print(context, opened.value, rows);
  showFindings(context, systems.filter(({readable}) => !readable).map(findingUnreadable));
  return exitCodes.done;
}

function roleRow({siteCode, server}: SiteSystem, roleName: string): Row {
  return {
    SiteCode: siteCode,
    RoleName: roleName,
    NetworkOSPath: `\\\\${server}`,
    NALPath: nalPath(siteCode, server),
  };
}

function keyOf({siteCode, server}: Pick<SiteSystem, 'siteCode' | 'server'>, roleName: string): string {
  return `${siteSystemKey(siteCode, server)}|${roleName.toLowerCase()}`;
}

function keyOfPiped(values: Values): string {
  const row = objectOf(values, 'InputObject');
  const place = row === undefined ? null : rowPlace(row);
  return place === null ? '' : keyOf(place, place.roleName);
}

function print(context: Context, {site, hierarchyId}: OpenSite, items: readonly Row[]): void {
  if (context.format === 'json') {
    context.data(`${JSON.stringify({schemaVersion: 1, connection: site.name, hierarchyId, items})}\n`);
    return;
  }
  const [first] = items;
  if (first === undefined) return;
  const columns = Object.keys(first).filter(name => name !== 'NALPath');
  const rows = items.map(item => columns.map(name => String(item[name] ?? '')));
  if (context.format !== 'table') writeRecords(context, {columns, rows});
  else
    context.data(
      renderTable({
        columns: columns.map((title, index) => ({title, shrink: index, minWidth: 5})),
        rows,
        width: context.width,
      }),
    );
}
