// The site systems of the embedded Contoso hierarchy: who they are, which proxy they store, which roles they have.
import {
  assetIntelligenceRole,
  cloudManagementGatewayConnectionPointRole,
  distributionPointRole,
  managementPointRole,
  serviceConnectionPointRole,
  siteServerRole,
  softwareUpdatePointRole,
} from '../../model/roles.ts';
import {
  distributionPointProperties,
  makeRow,
  makeRows,
  numberProperty,
  updatePointProperties,
  type Place,
  type ProxySpec,
  type RoleSpec,
  type RowType,
  type UpdatePointSpec,
} from './make-row.ts';

type Row = Record<string, unknown>;

const main: ProxySpec = {name: 'proxy-a.contoso.com', port: 8080};
const south: ProxySpec = {name: 'proxy-b.contoso.com', port: 3128};
const none: ProxySpec = {};

const componentServer: RoleSpec = {name: 'SMS Component Server'};
const siteServer: RoleSpec = {name: siteServerRole};
const provider: RoleSpec = {name: 'SMS Provider'};
const database: RoleSpec = {name: 'SMS SQL Server'};
const managementPoint: RoleSpec = {name: managementPointRole, sslState: 1};
const gatewayConnectionPoint: RoleSpec = {name: cloudManagementGatewayConnectionPointRole, sslState: 1};
const serviceConnectionPoint: RoleSpec = {name: serviceConnectionPointRole, props: [numberProperty('OfflineMode', 0)]};
const distributionPoint = (kind: Parameters<typeof distributionPointProperties>[0] = {}): RoleSpec => ({
  name: distributionPointRole,
  sslState: 0,
  props: distributionPointProperties(kind),
});

/** Rows of `SMS_SCI_SysResUse`, in the order of the provider: by site, then by server. */
export function contosoRows(): readonly Row[] {
  return [...centralRows(), ...northRows(), ...southRows(), ...harbourRows()];
}

function server(siteCode: string, name: string, type: RowType): Place {
  return {siteCode, server: `${name}.contoso.com`, type};
}

function updatePoint(place: Place, spec: UpdatePointSpec): RoleSpec {
  return {name: softwareUpdatePointRole, sslState: 0, props: updatePointProperties(place.server, spec)};
}

/** CM00 has the service connection point and synchronizes with Microsoft; RPT00 goes to its proxy by address. */
function centralRows(): readonly Row[] {
  const top = server('CAS', 'CM00', 4);
  const account = 'CONTOSO\\svc-proxy';
  return [
    ...makeRows(top, {...main, account}, [
      componentServer,
      siteServer,
      provider,
      database,
      serviceConnectionPoint,
      updatePoint(top, {
        useProxy: true,
        useProxyForAutoDeploymentRule: true,
        copy: {name: 'proxy-a.contoso.com', port: 8080, account},
      }),
    ]),
    ...makeRows(server('CAS', 'RPT00', 8), {name: '10.20.0.8', port: '3128'}, [
      {name: assetIntelligenceRole},
      {name: 'SMS SRS Reporting Point'},
      {name: 'Data Warehouse Service Point'},
    ]),
  ];
}

/** PS1: a passive site server with another proxy, two remote software update points, and most of the odd cases of daily work. */
function northRows(): readonly Row[] {
  const updates = server('PS1', 'SUP01', 8);
  const moreUpdates = server('PS1', 'SUP02', 8);
  return [
    ...makeRows(server('PS1', 'CM01', 2), main, [componentServer, siteServer, provider, database]),
    ...makeRows(server('PS1', 'CM01P', 2), south, [componentServer, siteServer]),
    ...makeRows(server('PS1', 'CMG01', 8), {...main, account: 'contoso.com\\svc-cmg'}, [gatewayConnectionPoint]),
    ...makeRows(server('PS1', 'DP05', 8), main, [distributionPoint()]),
    ...makeRows(server('PS1', 'DP11', 8), none, [distributionPoint()]),
    ...makeRows(server('PS1', 'DP12', 8), {...main, on: false}, [distributionPoint({pull: true})]),
    ...makeRows(server('PS1', 'MP01', 8), main, [managementPoint, {name: 'SMS Fallback Status Point'}]),
    ...makeRows(updates, main, [
      updatePoint(updates, {
        useProxy: true,
        useProxyForAutoDeploymentRule: true,
        copy: {name: 'proxy-old.contoso.com', port: 8080},
        useParent: true,
      }),
    ]),
    ...makeRows(moreUpdates, none, [updatePoint(moreUpdates, {useProxyForAutoDeploymentRule: true, useParent: true})]),
  ];
}

/** PS2: an account that is not there, one that is left over, Connected Cache, an unknown role, and a server that may not be read. */
function southRows(): readonly Row[] {
  const top = server('PS2', 'CM02', 2);
  return [
    ...makeRows(top, {...south, staleAccount: 'CONTOSO\\svc-old'}, [
      componentServer,
      siteServer,
      provider,
      database,
      managementPoint,
      updatePoint(top, {
        useProxyForAutoDeploymentRule: true,
        copy: {name: 'proxy-b.contoso.com', port: 3128},
        useParent: true,
      }),
    ]),
    ...makeRows(server('PS2', 'CMG02', 8), {...south, account: 'CONTOSO\\svc-proxy'}, [gatewayConnectionPoint]),
    ...makeRows(server('PS2', 'DP05', 8), none, [
      {name: 'SMS State Migration Point', sslState: 1},
      distributionPoint({connectedCache: true}),
    ]),
    ...makeRows(server('PS2', 'DP21', 8), {...south, account: 'CONTOSO\\svc-cache'}, [
      distributionPoint({connectedCache: true}),
    ]),
    makeRow(server('PS2', 'DP23', 8), distributionPoint(), 2),
    ...sparse(makeRows(server('PS2', 'GW01', 8), {name: 'proxy-b', port: 3128}, [{name: 'SMS Branch Relay Point'}])),
  ];
}

/** S01, the secondary site below PS1, where the deployment rule switch has no effect. */
function harbourRows(): readonly Row[] {
  const top = server('S01', 'CM10', 1);
  return makeRows(top, main, [
    componentServer,
    siteServer,
    managementPoint,
    distributionPoint({connectedCache: true}),
    updatePoint(top, {useProxyForAutoDeploymentRule: true, useParent: true}),
  ]);
}

/** As some exports are: null for what is empty, and no member at all for what is not told. */
function sparse(rows: readonly Row[]): readonly Row[] {
  return rows.map(row => {
    const {PropLists: _lists, SslState: _state, Props: props, ...rest} = row;
    const list = Array.isArray(props) ? (props as readonly Readonly<Record<string, unknown>>[]) : [];
    return {
      ...rest,
      Props: list.map(item => ({...item, Value1: item['Value1'] || null, Value2: item['Value2'] || null})),
    };
  });
}
