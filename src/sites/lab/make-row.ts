// Rows in the provider's own form, made from few words: what the embedded and the generated hierarchy are written in.
import {nalPath} from '../../model/server-name.ts';
import {siteSystemRole} from '../../model/roles.ts';

/** Source: SMS_EmbeddedProperty. `Value` is a number as a rule; real exports also carry digits as text, and null. */
export interface EmbeddedProperty {
  readonly PropertyName: string;
  readonly Value: number | string | null;
  readonly Value1: string | null;
  readonly Value2: string | null;
}

/** A proxy record: off and empty where nothing is said. */
export interface ProxySpec {
  readonly on?: boolean;
  readonly name?: string;
  readonly port?: number | string;
  /** Credentials on. */
  readonly account?: string;
  /** A user name that stands there although credentials are off. */
  readonly staleAccount?: string;
}

/** `Type` of a row: 1 on a secondary site server, 2 on a primary, 4 on a central administration site, 8 on no site server. Source: SMS_SCI_SysResUse. */
export type RowType = 1 | 2 | 4 | 8;

export interface Place {
  readonly siteCode: string;
  readonly server: string;
  readonly type: RowType;
}

export interface RoleSpec {
  readonly name: string;
  readonly props?: readonly EmbeddedProperty[];
  /** 0 HTTP, 1 HTTPS, 2 not applicable. */
  readonly sslState?: number;
}

export function numberProperty(name: string, value: number | string | null): EmbeddedProperty {
  return {PropertyName: name, Value: value, Value1: '', Value2: ''};
}

export function textProperty(name: string, text: string | null): EmbeddedProperty {
  return {PropertyName: name, Value: 0, Value1: '', Value2: text};
}

const firstTextProperty = (name: string, text: string): EmbeddedProperty => ({
  PropertyName: name,
  Value: 0,
  Value1: text,
  Value2: '',
});

/** All rows of one site system: `SMS Site System` first, with the proxy record, then one for each role. Source: SMS_SCI_SysResUse. */
export function makeRows(place: Place, proxy: ProxySpec, roles: readonly RoleSpec[]): Record<string, unknown>[] {
  const roleCount = roles.length + 1;
  return [
    makeRow(place, {name: siteSystemRole, props: proxyProperties(place, proxy)}, roleCount),
    ...roles.map(role => makeRow(place, role, roleCount)),
  ];
}

export function makeRow({siteCode, server, type}: Place, role: RoleSpec, roleCount: number): Record<string, unknown> {
  const path = nalPath(siteCode, server);
  return {
    FileType: 2,
    ItemName: `${path},${role.name}`,
    ItemType: 'System Resource Usage',
    NALPath: path,
    NALType: 'Windows NT Server',
    NetworkOSPath: `\\\\${server}`,
    RoleCount: roleCount,
    RoleName: role.name,
    SiteCode: siteCode,
    SslState: role.sslState ?? 2,
    Type: type,
    PropLists: [],
    Props: role.props ?? [],
  };
}

/** The names and fields of ConfigMgrCBDsc, DSC_CMSiteSystemServer. */
function proxyProperties({server}: Place, proxy: ProxySpec): readonly EmbeddedProperty[] {
  const domain = server.slice(server.indexOf('.') + 1);
  return [
    numberProperty('AnonymousProxyAccess', proxy.account === undefined ? 1 : 0),
    firstTextProperty('DomainFQDN', domain),
    numberProperty('FDMOperation', 0),
    firstTextProperty('ForestFQDN', domain),
    textProperty('ProxyName', proxy.name ?? ''),
    numberProperty('ProxyServerPort', proxy.port ?? (proxy.name === undefined ? 0 : 80)),
    textProperty('ProxyUserName', proxy.account ?? proxy.staleAccount ?? ''),
    firstTextProperty('Server Remote Public Name', ''),
    numberProperty('UseMachineAccount', 1),
    numberProperty('UseProxy', proxy.on === false || proxy.name === undefined ? 0 : 1),
    textProperty('UserName', ''),
  ];
}

export interface UpdatePointSpec {
  readonly useProxy?: boolean;
  readonly useProxyForAutoDeploymentRule?: boolean;
  /** The role's own copy of the proxy; empty where nothing is said. */
  readonly copy?: {readonly name: string; readonly port: number; readonly account?: string};
  readonly useParent?: boolean;
}

/** Source: "How to Configure the Software Update Point" (Configuration Manager SDK); ConfigMgrCBDsc, DSC_CMSoftwareUpdatePoint. */
export function updatePointProperties(server: string, spec: UpdatePointSpec): readonly EmbeddedProperty[] {
  return [
    numberProperty('AllowProxyTraffic', 0),
    numberProperty('AnonymousProxyAccess', spec.copy?.account === undefined ? 1 : 0),
    textProperty('DBServerName', server),
    numberProperty('Enabled', 1),
    numberProperty('IsINF', 0),
    numberProperty('IsIntranet', 1),
    textProperty('ProxyName', spec.copy?.name ?? ''),
    numberProperty('ProxyServerPort', spec.copy?.port ?? 80),
    numberProperty('SSLWSUS', 0),
    numberProperty('UseParentWSUS', spec.useParent === true ? 1 : 0),
    numberProperty('UseProxy', spec.useProxy === true ? 1 : 0),
    numberProperty('UseProxyForADR', spec.useProxyForAutoDeploymentRule === true ? 1 : 0),
    textProperty('UserName', spec.copy?.account ?? ''),
    textProperty('WSUSAccessAccount', ''),
    numberProperty('WSUSIISPort', 8530),
    numberProperty('WSUSIISSSLPort', 8531),
  ];
}

/**
 * `Flags` bit 4 is Connected Cache (source: "Microsoft Connected Cache"), `IsPullDP` a pull distribution point (source: ConfigMgrCBDsc,
 * DSC_CMPullDistributionPoint).
 */
export function distributionPointProperties({
  connectedCache = false,
  pull = false,
}: {
  readonly connectedCache?: boolean;
  readonly pull?: boolean;
}): readonly EmbeddedProperty[] {
  return [
    numberProperty('AgreeDOINCLicense', connectedCache ? 1 : 0),
    numberProperty('AllowProxyTraffic', 0),
    numberProperty('Flags', connectedCache ? 4 : 0),
    numberProperty('IsPullDP', pull ? 1 : 0),
  ];
}
