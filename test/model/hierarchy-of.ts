// A hierarchy for tests out of a short specification, through the real reader.
import type {Hierarchy, SiteSystem} from '../../src/model/hierarchy.ts';
import {parseHierarchy} from '../../src/model/parse-hierarchy.ts';

export interface ServerSpec {
  /** `PS1/CM01`; the domain is added. */
  readonly name: string;
  /** `proxy:8080`, `proxy:8080 as CONTOSO\\svc`, `off proxy:8080`, or '' for none. */
  readonly proxy?: string;
  /** Role names; `SMS Site System` is added. */
  readonly roles?: readonly string[];
  /** Value properties by role: `{'SMS Software Update Point': {UseProxy: 1}}`. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, number | string>>>>;
  readonly storedUser?: string;
}

export interface HierarchySpec {
  readonly servers: readonly ServerSpec[];
  /** `CAS CM00 4 2603`, `PS1 CM01 2 2409 CAS`: code, server, type, release, parent. */
  readonly sites?: readonly string[];
  readonly accounts?: readonly string[] | null;
  readonly more?: Readonly<Record<string, unknown>>;
}

const domain = 'contoso.com';
const defaultSites = ['CAS CM00 4 2603', 'PS1 CM01 2 2603 CAS', 'S01 CM10 1 2603 PS1'];

export function fqdn(name: string): string {
  return `${name}.${domain}`;
}

export function hierarchyOf({servers, sites = defaultSites, accounts = [], more = {}}: HierarchySpec): Hierarchy {
  const parsed = parseHierarchy({
    schema: 'cmproxy/hierarchy@1',
    name: 'Test',
    sites: sites.map(text => {
      const [code, server, type, release, parent] = text.split(' ');
      return {
        SiteCode: code,
        ServerName: fqdn(server ?? ''),
        Type: Number(type),
        ...(release === '-' ? {} : {Release: release}),
        ReportingSiteCode: parent ?? '',
      };
    }),
    siteSystemUses: servers.flatMap(rowsOf),
    ...(accounts === null
      ? {}
      : {
          accounts: accounts.map(text => {
            const slash = text.indexOf('/');
            return {SiteCode: text.slice(0, slash), UserName: text.slice(slash + 1)};
          }),
        }),
    ...more,
  });
  if (parsed.kind === 'refused') throw new Error(`${parsed.path}: ${parsed.why}`);
  return parsed.hierarchy;
}

function rowsOf({name, proxy = '', roles = [], values = {}, storedUser}: ServerSpec): object[] {
  const [siteCode, server] = name.split('/');
  const row = (role: string, props: readonly object[]): object => ({
    SiteCode: siteCode,
    NetworkOSPath: `\\\\${fqdn(server ?? '')}`,
    RoleName: role,
    Props: props,
  });
  const match = /^(off )?(.*?):(\d+)(?: as (.+))?$/s.exec(proxy);
  const own =
    match === null
      ? []
      : [
          {PropertyName: 'UseProxy', Value: match[1] === undefined ? 1 : 0},
          {PropertyName: 'ProxyName', Value2: match[2]},
          {PropertyName: 'ProxyServerPort', Value: match[3]},
          {PropertyName: 'AnonymousProxyAccess', Value: match[4] === undefined ? 1 : 0},
          {PropertyName: 'ProxyUserName', Value2: match[4] ?? storedUser ?? ''},
        ];
  return [
    row('SMS Site System', own),
    ...roles.map(role =>
      row(
        role,
        Object.entries(values[role] ?? {}).map(([property, value]) =>
          typeof value === 'number' ? {PropertyName: property, Value: value} : {PropertyName: property, Value2: value},
        ),
      ),
    ),
  ];
}

export function systemOf(hierarchy: Hierarchy, name: string): SiteSystem {
  const [siteCode, server] = name.split('/');
  const found = hierarchy.siteSystems.find(
    system => system.siteCode === siteCode && system.server === fqdn(server ?? ''),
  );
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}
