// The reader of hierarchy files: real rows with all their odd forms in, one plain hierarchy out, or the path of what breaks the shape.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Hierarchy, SiteSystem} from '../../src/model/hierarchy.ts';
import {parseHierarchy} from '../../src/model/parse-hierarchy.ts';

const schema = 'cmproxy/hierarchy@1';

function read(value: Readonly<Record<string, unknown>>): Hierarchy {
  const parsed = parseHierarchy({schema, ...value});
  if (parsed.kind === 'refused') throw new Error(`${parsed.path}: ${parsed.why}`);
  return parsed.hierarchy;
}

type Row = Readonly<Record<string, unknown>>;
const number = (PropertyName: string, Value: unknown): Row => ({PropertyName, Value, Value1: '', Value2: ''});
const text = (PropertyName: string, Value2: unknown): Row => ({PropertyName, Value: 0, Value1: '', Value2});
const siteSystem = (Props: unknown, more: Row = {}): Row => ({
  SiteCode: 'PS1',
  NetworkOSPath: '\\\\CM01.contoso.com',
  RoleName: 'SMS Site System',
  Props,
  ...more,
});
const role = (RoleName: string, Props: unknown = [], more: Row = {}): Row => siteSystem(Props, {RoleName, ...more});

/** The one site system that these rows make. */
function only(...rows: readonly Row[]): SiteSystem {
  const {siteSystems} = read({siteSystemUses: rows});
  const [first, ...others] = siteSystems;
  if (first === undefined || others.length > 0) throw new Error(`${siteSystems.length} site systems`);
  return first;
}

const whole = [
  number('UseProxy', 1),
  text('ProxyName', 'proxy.contoso.com'),
  number('ProxyServerPort', 8080),
  number('AnonymousProxyAccess', 0),
  text('ProxyUserName', 'CONTOSO\\svc-proxy'),
];
const account = {kind: 'account', userName: 'CONTOSO\\svc-proxy'};
const system = {kind: 'system', computerAccount: 'CM01$'};
const except = (...names: readonly string[]) => whole.filter(item => !names.includes(String(item['PropertyName'])));

describe('the proxy record', () => {
  test('a whole one', () => {
    expect(only(siteSystem(whole)).proxy).toEqual({
      enabled: true,
      serverName: 'proxy.contoso.com',
      port: 8080,
      account,
    });
  });

  test('numbers may be given as text', () => {
    const asText = whole.map(item => ({...item, Value: String(item['Value'])}));
    expect(only(siteSystem(asText))).toEqual(only(siteSystem(whole)));
  });

  test.each([
    ['null', null],
    ['an empty text', ''],
    ['missing', undefined],
  ])('%s means the same in every property', (_name, nothing) => {
    const props = ['UseProxy', 'ProxyName', 'ProxyServerPort', 'AnonymousProxyAccess', 'ProxyUserName'].map(
      PropertyName => ({PropertyName, Value: nothing, Value1: nothing, Value2: nothing}),
    );
    const expected = {enabled: false, serverName: null, port: null, account: system};
    expect(only(siteSystem(props)).proxy).toEqual(expected);
    expect(only(siteSystem([])).proxy).toEqual(expected);
    expect(only(siteSystem(nothing === '' ? [] : nothing)).proxy).toEqual(expected);
  });

  test('off with values still stored: they are given all the same', () => {
    expect(only(siteSystem([...except('UseProxy'), number('UseProxy', 0)])).proxy).toEqual({
      enabled: false,
      serverName: 'proxy.contoso.com',
      port: 8080,
      account,
    });
  });

  test('a user name behind "no credentials" is stale: System connects, and the name is told apart', () => {
    const stale = only(siteSystem([...except('AnonymousProxyAccess'), number('AnonymousProxyAccess', 1)]));
    expect(stale.proxy?.account).toEqual(system);
    expect(stale.storedUserName).toBe('CONTOSO\\svc-proxy');
    expect(only(siteSystem(whole)).storedUserName).toBeNull();
  });

  test.each([
    ['credentials on and no user name', except('ProxyUserName')],
    ['a user name, and not told whether it counts', except('AnonymousProxyAccess')],
  ])('%s: the account is unknown, never guessed', (_name, props) => {
    expect(only(siteSystem(props)).proxy?.account).toEqual({kind: 'unknown'});
  });

  test('a port is shown as it is stored, also one that is none', () => {
    expect(only(siteSystem([number('ProxyServerPort', 70_000)])).proxy?.port).toBe(70_000);
    expect(only(siteSystem([number('ProxyServerPort', 0)])).proxy?.port).toBeNull();
  });

  test('property names are case-sensitive, and the first of a name counts', () => {
    const props = [number('useproxy', 1), number('UseProxy', 0), number('UseProxy', 1)];
    expect(only(siteSystem(props)).proxy?.enabled).toBe(false);
  });

  test('neighbours are not mistaken for it: the installation account, AllowProxyTraffic', () => {
    const props = [text('UserName', 'CONTOSO\\svc-install'), number('AllowProxyTraffic', 1)];
    expect(only(siteSystem(props)).proxy).toMatchObject({enabled: false, account: system});
    const point = only(siteSystem(whole), role('SMS Software Update Point', [number('AllowProxyTraffic', 1)]));
    expect(point.softwareUpdatePoint).toMatchObject({useProxy: false, useProxyForAutoDeploymentRule: false});
  });
});

describe('where a row stands', () => {
  const nalPath = '["Display=\\\\CM01.CONTOSO.COM\\"]MSWNET:["SMS_SITE=PS1"]\\\\CM01.CONTOSO.COM\\';
  const bare = {RoleName: 'SMS Site System', Props: whole};

  test.each<readonly [string, Row]>([
    ['NetworkOSPath and SiteCode', {NetworkOSPath: '\\\\CM01.contoso.com', SiteCode: 'PS1'}],
    ['a trailing backslash, and blanks', {NetworkOSPath: '\\\\CM01.contoso.com\\', SiteCode: ' ps1 '}],
    ['NALPath alone', {NALPath: nalPath}],
    ['NALPath where NetworkOSPath is null', {NALPath: nalPath, NetworkOSPath: null, SiteCode: null}],
    [
      'NetworkOSPath before NALPath',
      {NetworkOSPath: '\\\\CM01.contoso.com', NALPath: nalPath.replaceAll('CM01', 'OTHER')},
    ],
  ])('%s', (_name, place) => {
    const found = only({...bare, ...place});
    expect([found.siteCode, found.server.toLowerCase()]).toEqual(['PS1', 'cm01.contoso.com']);
  });

  test('rows of one server are one site system, whatever the case and the dot at the end', () => {
    const found = only(
      role('SMS Provider', [], {NetworkOSPath: '\\\\cm01.CONTOSO.com.', SiteCode: 'ps1'}),
      siteSystem(whole),
    );
    expect(found.server).toBe('CM01.contoso.com');
    expect(found.roles.map(item => item.name)).toEqual(['SMS Provider', 'SMS Site System']);
  });

  test('the same server under two sites is two site systems, each with its own record', () => {
    const {siteSystems} = read({siteSystemUses: [siteSystem(whole), siteSystem([], {SiteCode: 'PS2'})]});
    expect(siteSystems.map(item => [item.siteCode, item.proxy?.enabled])).toEqual([
      ['PS1', true],
      ['PS2', false],
    ]);
  });

  test('of two rows for one role the first counts', () => {
    const found = only(siteSystem(whole), siteSystem([]));
    expect(found.roles).toHaveLength(1);
    expect(found.proxy?.enabled).toBe(true);
  });
});

describe('roles', () => {
  const documented = `SMS Site System, SMS Component Server, SMS Distribution Point, SMS Management Point, SMS Device Management Point,
    SMS Software Update Point, SMS Enrollment Server, SMS Enrollment Web Site, SMS Notification Server, SMS Certificate Registration Point,
    SMS DM Enrollment Service, SMS Site Server, SMS State Migration Point, SMS Provider, SMS Cloud Proxy Connector, SMS SQL Server,
    SMS Fallback Status Point, AI Update Service Point, SMS SRS Reporting Point, SMS Endpoint Protection Point, Data Warehouse Service Point,
    SMS Dmp Connector, SMS Multicast Service Point, SMS System Health Validator, SMS AMT Service Point, SMS Application Web Service,
    SMS Portal Web Site, SMS PXE Service Point, SMS Data Warehouse Service Point`;

  test.each(documented.split(',').map(name => name.trim()))('%s is known', name => {
    expect(only(role(name)).roles).toMatchObject([{name, known: true}]);
  });

  test('an unknown one is kept by its name', () => {
    expect(only(siteSystem([]), role('SMS Brand New Point')).roles[1]).toMatchObject({
      name: 'SMS Brand New Point',
      known: false,
    });
  });

  test.each(['constructor', '__proto__', 'toString'])('%s is an unknown role like any other', name => {
    expect(only(role(name)).roles).toMatchObject([{name, known: false}]);
  });

  test('what the properties of a role say: Connected Cache, pull, offline', () => {
    const found = only(
      role('SMS Distribution Point', [number('Flags', '12'), number('IsPullDP', 1)]),
      role('SMS Dmp Connector', [number('OfflineMode', 1)]),
      role('SMS Management Point', [number('Flags', 4), number('IsPullDP', 1), number('OfflineMode', 1)]),
    );
    expect(found.roles).toMatchObject([
      {connectedCache: true, pullDistributionPoint: true, offline: false},
      {connectedCache: false, pullDistributionPoint: false, offline: true},
      {connectedCache: false, pullDistributionPoint: false, offline: false},
    ]);
    expect(only(role('SMS Distribution Point', [number('Flags', 3)])).roles).toMatchObject([{connectedCache: false}]);
  });

  test('the switches of a software update point, and its own copy of the proxy', () => {
    const copy = [
      text('ProxyName', 'old.contoso.com'),
      number('ProxyServerPort', 80),
      text('UserName', 'CONTOSO\\old'),
    ];
    const props = [number('UseProxy', '1'), number('UseProxyForADR', 1), ...copy];
    const point = (anonymous: number) =>
      only(siteSystem([]), role('SMS Software Update Point', [...props, number('AnonymousProxyAccess', anonymous)]));
    expect(point(0).softwareUpdatePoint).toMatchObject({
      useProxy: true,
      useProxyForAutoDeploymentRule: true,
      ownCopy: {serverName: 'old.contoso.com', port: 80, userName: 'CONTOSO\\old'},
    });
    expect(point(1).softwareUpdatePoint?.ownCopy.userName).toBeNull();
  });
});

describe('what could not be read is unknown, never absent', () => {
  test('a server in "unreadable": its roles are kept, its record is not shown', () => {
    const {siteSystems} = read({
      siteSystemUses: [siteSystem(whole), role('SMS Software Update Point', [number('UseProxy', 1)])],
      unreadable: [{server: 'cm01.CONTOSO.com', why: 'access denied'}],
    });
    expect(siteSystems).toMatchObject([
      {readable: false, why: 'access denied', proxy: null, storedUserName: null, softwareUpdatePoint: null},
    ]);
    expect(siteSystems[0]?.roles.map(item => item.name)).toEqual(['SMS Site System', 'SMS Software Update Point']);
  });

  test('a server that no row names', () => {
    const {siteSystems} = read({
      unreadable: [
        {siteCode: 'PS1', server: 'CM09.contoso.com'},
        {server: 'CM08.contoso.com', why: 'no answer'},
      ],
    });
    expect(siteSystems).toMatchObject([
      {siteCode: 'PS1', server: 'CM09.contoso.com', readable: false, why: 'could not be read', roles: []},
      {siteCode: '', server: 'CM08.contoso.com', readable: false, why: 'no answer', roles: []},
    ]);
  });

  test('a server under two sites, unreadable at one of them or at both', () => {
    const rows = [siteSystem(whole), siteSystem(whole, {SiteCode: 'PS2'})];
    const readable = (unreadable: readonly Row[]) =>
      read({siteSystemUses: rows, unreadable}).siteSystems.map(item => item.readable);
    expect(readable([{siteCode: 'PS2', server: 'CM01.contoso.com'}])).toEqual([true, false]);
    expect(readable([{server: 'CM01.contoso.com'}])).toEqual([false, false]);
  });

  test('a site in "unreadable": the site and all its servers, and no server of another site', () => {
    const {sites, siteSystems} = read({
      sites: [{SiteCode: 'PS1', ServerName: 'CM01.contoso.com', Type: 2}],
      siteSystemUses: [siteSystem(whole), siteSystem(whole, {SiteCode: 'PS2'})],
      unreadable: [
        {siteCode: 'ps1', why: 'no rows'},
        {siteCode: 'S01', why: 'not replicated'},
      ],
    });
    expect(sites).toMatchObject([
      {siteCode: 'PS1', readable: false, why: 'no rows'},
      {siteCode: 'PS2', readable: true, why: null},
      {siteCode: 'S01', readable: false, why: 'not replicated'},
    ]);
    expect(siteSystems.map(item => [item.siteCode, item.readable, item.why])).toEqual([
      ['PS1', false, 'no rows'],
      ['PS2', true, null],
    ]);
  });

  test('a server without a "SMS Site System" row: the provider gives nothing for what the caller may not see', () => {
    const found = only(role('SMS Distribution Point'));
    expect(found).toMatchObject({readable: false, proxy: null});
    expect(found.why).toContain('SMS Site System');
  });

  test('servers that only a site, a site server list or a connector names', () => {
    const {siteSystems} = read({
      sites: [{SiteCode: 'PS1', ServerName: '\\\\CM01.contoso.com'}],
      siteServers: [{siteCode: 'PS1', server: 'CM01P.contoso.com', mode: 'passive'}],
      exchangeConnectors: [{SiteCode: 'PS1', ServerName: 'EX01.contoso.com', ExchangeServerUrl: 'https://mail'}],
    });
    expect(siteSystems.map(item => [item.server, item.readable, item.siteServer, item.passiveSiteServer])).toEqual([
      ['CM01.contoso.com', false, true, false],
      ['CM01P.contoso.com', false, false, true],
      ['EX01.contoso.com', false, false, false],
    ]);
  });
});

describe('sites', () => {
  test('types, parents and servers; a child primary that reports type 3 is a primary', () => {
    const {sites} = read({
      sites: [
        {SiteCode: 'CAS', SiteName: 'Top', ServerName: 'CM00', Type: 4, ReportingSiteCode: ''},
        {SiteCode: 'ps1', ServerName: 'CM01', Type: '3', ReportingSiteCode: 'cas'},
        {SiteCode: 'PS2', ServerName: 'CM02', Type: 2, ReportingSiteCode: 'PS2'},
        {SiteCode: 'S01', ServerName: null, Type: 1, ReportingSiteCode: 'PS1'},
        {SiteCode: 'X01', Type: 9},
      ],
    });
    expect(sites.map(site => [site.siteCode, site.siteType, site.parentSiteCode])).toEqual([
      ['CAS', 'centralAdministration', null],
      ['PS1', 'primary', 'CAS'],
      ['PS2', 'primary', null],
      ['S01', 'secondary', 'PS1'],
      ['X01', null, null],
    ]);
  });

  test('a site that no row describes is there all the same; its site server row tells type and server', () => {
    const {sites} = read({siteSystemUses: [role('SMS Site Server', [], {Type: 4}), siteSystem([], {SiteCode: 'PS9'})]});
    expect(sites).toMatchObject([
      {siteCode: 'PS1', siteType: 'centralAdministration', serverName: 'CM01.contoso.com', readable: true},
      {siteCode: 'PS9', siteType: null, serverName: '', readable: true},
    ]);
  });

  test('Release before Version; Version by the table; else unknown', () => {
    const release = (site: Row) => read({sites: [{SiteCode: 'PS1', ...site}]}).sites[0]?.release;
    expect(release({Version: '5.00.9128.1000', Release: '2603'})).toBe('2603');
    expect(release({Version: '5.00.9128.1000', Release: 2603})).toBe('2603');
    expect(release({Version: '5.00.9128.1000'})).toBe('2403');
    expect(release({Version: '5.00.9999.1000'})).toBe('later than 2409');
    expect(release({Version: 'x'})).toBeNull();
    expect(release({})).toBeNull();
  });
});

describe('the rest of the file', () => {
  test('nothing but the schema: an empty hierarchy, and nothing is said about accounts', () => {
    expect(read({})).toMatchObject({
      name: 'unnamed',
      sites: [],
      siteSystems: [],
      accounts: null,
      readAs: null,
      scopeLimited: false,
    });
    expect(read({accounts: []}).accounts).toEqual([]);
  });

  test('features: true, false, and null for missing', () => {
    const {cloudFeatures} = read({cloudFeatures: {tenantAttach: true, endpointAnalytics: false, collectionSync: null}});
    expect(cloudFeatures).toEqual({
      entraUserDiscovery: null,
      entraGroupDiscovery: null,
      collectionSync: null,
      tenantAttach: true,
      endpointAnalytics: false,
      cloudManagementGateway: null,
      entraJoinedClients: null,
    });
  });

  test('accounts, connectors and cloud distribution points', () => {
    const {accounts, exchangeConnectors, cloudDistributionPoints} = read({
      accounts: [{UserName: 'CONTOSO\\svc', SiteCode: 'ps1'}],
      exchangeConnectors: [{SiteCode: 'ps1', ServerName: 'CM01.contoso.com', ExchangeServerUrl: 'https://mail'}],
      cloudDistributionPoints: [{Name: 'clouddp1', SiteCode: 'ps1'}],
    });
    expect(accounts).toEqual([{userName: 'CONTOSO\\svc', siteCode: 'PS1'}]);
    expect(exchangeConnectors).toEqual([{siteCode: 'PS1', serverName: 'CM01.contoso.com', url: 'https://mail'}]);
    expect(cloudDistributionPoints).toEqual([{name: 'clouddp1', siteCode: 'PS1'}]);
  });

  test('unknown keys anywhere are no error', () => {
    const row = siteSystem([{...number('UseProxy', 1), '@odata.type': 'x'}], {
      ServerState: 7,
      __LAZYPROPERTIES: ['ServiceWindows'],
    });
    expect(read({extra: 1, siteSystemUses: [row]}).siteSystems).toMatchObject([{proxy: {enabled: true}}]);
  });
});

describe('R5h what breaks the shape is refused with its path', () => {
  const row = (Props: unknown) => ({siteSystemUses: [siteSystem([]), siteSystem(Props)]});
  test.each<readonly [string, unknown, RegExp]>([
    ['', null, /must be an object, is null/],
    ['', [], /must be an object, is a list/],
    ['schema', {schema: 'other'}, /cmproxy\/hierarchy@1/],
    ['schema', {schema: 1}, /must be a string/],
    ['name', {name: 5}, /must be a string, is a number/],
    ['scopeLimited', {scopeLimited: 'no'}, /true, false or null/],
    ['sites', {sites: {}}, /must be a list/],
    ['sites[0]', {sites: ['PS1']}, /must be an object, is a string/],
    ['sites[0].SiteCode', {sites: [{ServerName: 'x'}]}, /not empty/],
    ['sites[0].Type', {sites: [{SiteCode: 'PS1', Type: 'primary'}]}, /whole number/],
    ['sites[1].SiteCode', {sites: [{SiteCode: 'PS1'}, {SiteCode: 'PS1'}]}, /second time/],
    ['siteSystemUses[0]', {siteSystemUses: [null]}, /must be an object/],
    ['siteSystemUses[0].NetworkOSPath', {siteSystemUses: [{SiteCode: 'PS1', RoleName: 'x'}]}, /names no server/],
    [
      'siteSystemUses[0].SiteCode',
      {siteSystemUses: [{NetworkOSPath: '\\\\a', RoleName: 'x'}]},
      /NALPath names no site/,
    ],
    ['siteSystemUses[0].RoleName', {siteSystemUses: [{NetworkOSPath: '\\\\a', SiteCode: 'PS1'}]}, /not empty/],
    ['siteSystemUses[1].Props', row('none'), /must be a list/],
    ['siteSystemUses[1].Props[1]', row([number('A', 1), 5]), /must be an object/],
    ['siteSystemUses[1].Props[0].PropertyName', row([{Value: 1}]), /not empty/],
    ['siteSystemUses[1].Props[0].PropertyName', row([{PropertyName: ' '}]), /not empty/],
    ['siteSystemUses[1].Props[1].Value', row([number('A', 1), number('B', true)]), /number or a string/],
    ['siteSystemUses[1].Props[0].Value1', row([{PropertyName: 'A', Value1: 1}]), /must be a string/],
    ['siteSystemUses[1].Props[0].Value2', row([text('ProxyName', 1)]), /must be a string/],
    ['siteSystemUses[0].Props[0].Value', {siteSystemUses: [siteSystem([number('UseProxy', 'yes')])]}, /whole number/],
    [
      'siteSystemUses[0].Props[0].Value',
      {siteSystemUses: [siteSystem([number('ProxyServerPort', -1)])]},
      /whole number/,
    ],
    [
      'siteSystemUses[0].Props[0].Value',
      {siteSystemUses: [siteSystem([number('ProxyServerPort', 80.5)])]},
      /whole number/,
    ],
    ['siteServers[0].mode', {siteServers: [{siteCode: 'PS1', server: 'a', mode: 'sleeping'}]}, /active, passive/],
    ['accounts[0].UserName', {accounts: [{SiteCode: 'PS1'}]}, /not empty/],
    ['cloudFeatures.tenantAttach', {cloudFeatures: {tenantAttach: 'yes'}}, /true, false or null/],
    ['softwareUpdatePointComponents[0].SiteCode', {softwareUpdatePointComponents: [{}]}, /not empty/],
    ['cloudDistributionPoints[0].Name', {cloudDistributionPoints: [{}]}, /not empty/],
    ['unreadable[0]', {unreadable: [{why: 'no rows'}]}, /neither a siteCode nor a server/],
  ])('%s of %j', (path, value, why) => {
    const whole2 = typeof value === 'object' && value !== null && !Array.isArray(value) ? {schema, ...value} : value;
    expect(parseHierarchy(whole2)).toEqual({
      kind: 'refused',
      path: path || 'file',
      why: expect.stringMatching(why) as string,
    });
  });

  test('F1 any JSON gives a hierarchy or a refusal, never an exception', () => {
    const keys = [
      'sites',
      'siteSystemUses',
      'unreadable',
      'siteServers',
      'accounts',
      'exchangeConnectors',
      'cloudFeatures',
      'Props',
    ];
    const member = fc.constantFrom(
      ...keys,
      'SiteCode',
      'NetworkOSPath',
      'RoleName',
      'PropertyName',
      'Value',
      'Value2',
      'server',
      'siteCode',
    );
    const value = fc.letrec(tie => ({
      node: fc.oneof(
        {maxDepth: 4},
        fc.jsonValue({maxDepth: 1}),
        fc.array(tie('node'), {maxLength: 3}),
        fc.dictionary(member, tie('node')),
      ),
    })).node;
    fc.assert(
      fc.property(fc.dictionary(member, value), found => {
        expect(['hierarchy', 'refused']).toContain(parseHierarchy({...found, schema}).kind);
      }),
      {numRuns: 500},
    );
  });
});
