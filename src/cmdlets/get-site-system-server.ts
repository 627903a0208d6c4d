// Get-CMSiteSystemServer and Get-CMSoftwareUpdatePoint: the module's names and parameters, answered from the reading.
import {exitCodes, type ExitCode} from '../model/exit-codes.ts';
import type {Hierarchy, SiteSystem} from '../model/hierarchy.ts';
import {siteSystemRole, softwareUpdatePointRole} from '../model/roles.ts';
import {nalPath, serverKey, shortName} from '../model/server-name.ts';
import {findingUnreadable} from '../plan/findings/make-finding.ts';
import {renderTable} from '../terminal/render-table.ts';
import {textOf, type Cmdlet, type Parameter, type Values} from './cmdlet.ts';
import type {Context} from './context.ts';
import {openAndRead} from './open-site.ts';
import type {OpenSite} from './opened.ts';
import {showFindings} from './show-findings.ts';
import {writeRecords, type Records} from './write-records.ts';

const searchParameters: readonly Parameter[] = [
  {
    name: 'SiteSystemServerName',
    aliases: ['Name', 'ServerName'],
    type: 'String',
    position: 0,
    valueName: 'NAME',
    help: 'A server name; * and ? are wildcards.',
  },
  {name: 'SiteCode', type: 'String', valueName: 'CODE', help: 'Only this site.'},
  {name: 'AllSite', aliases: ['AllSites'], type: 'SwitchParameter', help: 'All sites; that is the default here.'},
  {name: 'DisableWildcardHandling', type: 'SwitchParameter', help: 'Take *, ?, [ and ] in a name as they are.'},
  {
    name: 'ForceWildcardHandling',
    type: 'SwitchParameter',
    help: 'Accepted for compatibility; wildcards are on by default.',
  },
];

const pipelineOnly = {
  InputObject: 'objects come through a pipeline, which a single command does not have; name the server instead',
};

export const getSiteSystemServer = (): Cmdlet => ({
  name: 'Get-CMSiteSystemServer',
  synopsis:
    'Gets site system servers with their proxy record. A name that is not there gives nothing, as in Configuration Manager.',
  examples: [
    {
      command: 'cmproxy Get-CMSiteSystemServer -SiteSystemServerName CM01.contoso.com -SiteCode PS1',
      about: 'one server',
    },
    {command: "cmproxy Get-CMSiteSystemServer 'SUP*' --output json", about: 'by wildcard, for scripts'},
  ],
  parameters: searchParameters,
  notOffered: pipelineOnly,
  run: (values, context) => show(values, context, 'siteSystem'),
});

export const getSoftwareUpdatePoint = (): Cmdlet => ({
  name: 'Get-CMSoftwareUpdatePoint',
  synopsis: 'Gets software update points with their two proxy switches.',
  examples: [
    {command: 'cmproxy Get-CMSoftwareUpdatePoint -SiteCode PS1', about: 'the software update points of a site'},
  ],
  parameters: searchParameters,
  notOffered: pipelineOnly,
  run: (values, context) => show(values, context, 'softwareUpdatePoint'),
});

async function show(values: Values, context: Context, object: 'siteSystem' | 'softwareUpdatePoint'): Promise<ExitCode> {
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return opened.exitCode;
  const found = search(opened.value.reading.hierarchy, values).filter(
    system => object === 'siteSystem' || system.roles.some(role => role.name === softwareUpdatePointRole),
  );
  showFindings(context, found.filter(system => !system.readable).map(findingUnreadable));
  showObjects(
    context,
    opened.value,
    found.filter(system => system.readable),
    object,
  );
  return exitCodes.done;
}

function search(hierarchy: Hierarchy, values: Values): readonly SiteSystem[] {
  const siteCode = textOf(values, 'SiteCode')?.toUpperCase();
  const name = textOf(values, 'SiteSystemServerName');
  const matches = name === undefined ? () => true : nameMatcher(name, values.get('DisableWildcardHandling') !== true);
  return hierarchy.siteSystems.filter(
    system => (siteCode === undefined || system.siteCode === siteCode) && matches(system.server),
  );
}

/** A PowerShell wildcard: * any text, ? one character. The whole name or the short name must match. */
function nameMatcher(pattern: string, wildcards: boolean): (server: string) => boolean {
  const plain = serverKey(pattern);
  if (!wildcards || !/[*?]/.test(pattern))
    return server => serverKey(server) === plain || serverKey(shortName(server)) === plain;
  const source = plain
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${source}$`, 's');
  return server => expression.test(serverKey(server)) || expression.test(serverKey(shortName(server)));
}

/** Prints objects as the module would name their properties. */
export function showObjects(
  context: Context,
  open: OpenSite,
  systems: readonly SiteSystem[],
  object: 'siteSystem' | 'softwareUpdatePoint',
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

function providerObject(
  system: SiteSystem,
  object: 'siteSystem' | 'softwareUpdatePoint',
): Readonly<Record<string, unknown>> {
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
