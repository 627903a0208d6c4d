// Every row of the inheritance table: who follows whom, and what it means.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {compareInheritance} from '../../src/inheritance/compare.ts';
import {inheritProxies, rowKey} from '../../src/inheritance/inherit.ts';
import type {Hierarchy} from '../../src/model/hierarchy.ts';
import {roleFacts, siteSystemRole} from '../../src/model/roles.ts';
import {fqdn, hierarchyOf, type HierarchySpec, type ServerSpec} from '../model/hierarchy-of.ts';

const sup = 'SMS Software Update Point';
const scp = 'SMS Dmp Connector';
const mp = 'SMS Management Point';

const find = (hierarchy: Hierarchy, subject: string, server?: string) => {
  const rows = inheritProxies(hierarchy).filter(
    row => row.subject === subject && (server === undefined || row.server === fqdn(server)),
  );
  expect(rows).toHaveLength(1);
  return rows[0];
};
const one = (server: ServerSpec, more: Omit<HierarchySpec, 'servers'> = {}): Hierarchy =>
  hierarchyOf({servers: [server], ...more});

describe('roles', () => {
  test('own server: yes, with proxy and identity', () => {
    expect(
      find(
        one({name: 'PS1/A', proxy: 'p.c.com:8080 as C\\u', roles: ['AI Update Service Point']}),
        'AI Update Service Point',
      ),
    ).toMatchObject({
      kind: 'role',
      siteCode: 'PS1',
      uses: 'yes',
      proxy: {serverName: 'p.c.com', port: 8080},
      identity: {kind: 'account', userName: 'C\\u'},
      follows: {how: 'ownServer', server: fqdn('A')},
    });
  });
  test('own server without a proxy: no', () => {
    expect(find(one({name: 'PS1/A', roles: ['AI Update Service Point']}), 'AI Update Service Point')).toMatchObject({
      uses: 'no',
      proxy: null,
      identity: {kind: 'none'},
    });
  });
  test.each(Object.keys(roleFacts).filter(name => roleFacts[name]?.internet === 'never' && name !== siteSystemRole))(
    '%s makes no internet connection: notApplicable',
    name => {
      expect(find(one({name: 'PS1/A', proxy: 'p.c.com:80', roles: [name]}), name)?.uses).toBe('notApplicable');
    },
  );
  test('an unknown role is kept as unknown', () => {
    expect(find(one({name: 'PS1/A', proxy: 'p.c.com:80', roles: ['SMS Future Point']}), 'SMS Future Point')?.uses).toBe(
      'unknown',
    );
  });
  test('service connection point: offline is notApplicable', () => {
    expect(
      find(one({name: 'CAS/CM00', proxy: 'p.c.com:80', roles: [scp], values: {[scp]: {OfflineMode: 1}}}), scp)?.uses,
    ).toBe('notApplicable');
  });
  test('CMG connection point with credentials: yes, identity not documented', () => {
    expect(
      find(
        one({name: 'PS1/A', proxy: 'p.c.com:80 as C\\u', roles: ['SMS Cloud Proxy Connector']}),
        'SMS Cloud Proxy Connector',
      ),
    ).toMatchObject({uses: 'yes', identity: {kind: 'notDocumented'}});
  });
  test('an unreadable server: its roles are known, its proxy is not', () => {
    const hierarchy = one(
      {name: 'PS1/A', proxy: 'p.c.com:80', roles: [sup, 'AI Update Service Point', 'SMS SQL Server']},
      {more: {unreadable: [{server: fqdn('A'), why: 'denied'}]}},
    );
    expect(find(hierarchy, 'AI Update Service Point')?.uses).toBe('unknown');
    expect(find(hierarchy, sup)?.uses).toBe('unknown');
    expect(find(hierarchy, 'automaticDeploymentRule')?.uses).toBe('unknown');
    expect(find(hierarchy, 'SMS SQL Server')?.uses).toBe('notApplicable');
  });
});

describe('management points', () => {
  test.each([
    ['2603', true, 'no', 'localSystemWinInet'],
    ['2603', false, 'notApplicable', 'ownServer'],
    ['2603', null, 'unknown', 'localSystemWinInet'],
    ['2509', true, 'notApplicable', 'ownServer'],
    ['-', true, 'unknown', 'localSystemWinInet'],
    ['-', false, 'notApplicable', 'ownServer'],
  ])('release %s, Entra-joined clients %s: %s', (release, clients, uses, how) => {
    const hierarchy = one(
      {name: 'PS1/A', proxy: 'p.c.com:80', roles: [mp]},
      {sites: [`PS1 CM01 2 ${release}`], more: {cloudFeatures: {entraJoinedClients: clients}}},
    );
    expect(find(hierarchy, mp)).toMatchObject({uses, proxy: null, follows: {how}});
  });
});

describe('software update points', () => {
  const component = (siteCode: string, server: string, mode: number, parent = '') => ({
    SiteCode: siteCode,
    Props: [
      {PropertyName: 'DefaultWSUS', Value2: server},
      {PropertyName: 'DefaultUseParentWSUS', Value: mode},
      {PropertyName: 'ParentWSUS', Value2: parent},
    ],
  });
  const top = (switches: Record<string, number>, proxy = 'p.c.com:80') => ({
    name: 'CAS/CM00',
    proxy,
    roles: [sup],
    values: {[sup]: switches},
  });

  test.each([
    ['switch on', top({UseProxy: 1}), 'yes'],
    ['switch off', top({UseProxy: 0}), 'switchOff'],
    ['no proxy', top({UseProxy: 1}, ''), 'no'],
  ])('the only one at the top synchronizes with Microsoft: %s', (_name, server, uses) => {
    expect(find(one(server), sup)).toMatchObject({uses, follows: {how: 'ownServer', server: fqdn('CM00')}});
  });
  test.each([
    [1, 'http://wsus.corp.com:8530', 'upstream', 'wsus.corp.com'],
    [2, '', 'notApplicable', fqdn('CM00')],
    [0, '', 'yes', fqdn('CM00')],
  ])('DefaultUseParentWSUS %s at the top', (mode, parent, uses, server) => {
    const hierarchy = one(top({UseProxy: 1}), {
      more: {softwareUpdatePointComponents: [component('CAS', fqdn('CM00'), mode, parent)]},
    });
    expect(find(hierarchy, sup)).toMatchObject({uses, follows: {server}});
  });
  test('several at the top and no component row: unknown', () => {
    const hierarchy = hierarchyOf({servers: [top({UseProxy: 1}), {name: 'CAS/SUP2', roles: [sup]}]});
    expect(
      inheritProxies(hierarchy)
        .filter(row => row.subject === sup)
        .map(row => row.uses),
    ).toEqual(['unknown', 'unknown']);
  });
  test('below the top: the default one follows the one above, another one the default one', () => {
    const hierarchy = hierarchyOf({
      servers: [
        top({UseProxy: 1}),
        {name: 'PS1/SUP1', roles: [sup]},
        {name: 'PS1/SUP2', roles: [sup]},
        {name: 'S01/CM10', roles: [sup]},
      ],
      more: {softwareUpdatePointComponents: [component('PS1', fqdn('SUP1'), 1)]},
    });
    expect(find(hierarchy, sup, 'SUP1')).toMatchObject({
      uses: 'upstream',
      follows: {how: 'softwareUpdatePoint', server: fqdn('CM00')},
    });
    expect(find(hierarchy, sup, 'SUP2')).toMatchObject({uses: 'upstream', follows: {server: fqdn('SUP1')}});
    expect(find(hierarchy, sup, 'CM10')).toMatchObject({uses: 'upstream', follows: {server: fqdn('SUP1')}});
  });
  test('below the top where none above is known: upstream, server null', () => {
    expect(find(one({name: 'PS1/SUP1', roles: [sup]}), sup)).toMatchObject({uses: 'upstream', follows: {server: null}});
  });
});

describe('automatic deployment rules', () => {
  const at = (name: string, adr: number, proxy = 'p.c.com:80') => ({
    name,
    proxy,
    roles: [sup],
    values: {[sup]: {UseProxyForADR: adr}},
  });
  test.each([
    [at('PS1/CM01', 1), 'yes'],
    [at('PS1/CM01', 0), 'switchOff'],
    [at('PS1/CM01', 1, ''), 'no'],
    [at('PS1/SUP1', 1), 'notDocumented'],
    [at('PS1/SUP1', 0), 'switchOff'],
    [at('S01/CM10', 1), 'notApplicable'],
  ])('%j: %s', (server, uses) => {
    expect(find(one(server), 'automaticDeploymentRule')).toMatchObject({uses, follows: {how: 'siteServer'}});
  });
});

describe('features', () => {
  const host = {name: 'CAS/CM00', proxy: 'p.c.com:80', roles: [scp]};
  test.each(['entraUserDiscovery', 'entraGroupDiscovery', 'collectionSync', 'tenantAttach', 'endpointAnalytics'])(
    '%s follows the service connection point server',
    feature => {
      const of = (value: boolean | null) => find(one(host, {more: {cloudFeatures: {[feature]: value}}}), feature);
      expect(of(true)).toMatchObject({
        uses: 'yes',
        follows: {how: 'serviceConnectionPointServer', server: fqdn('CM00')},
      });
      expect(of(false)?.uses).toBe('notApplicable');
      expect(of(null)?.uses).toBe('unknown');
    },
  );
  test('without a service connection point in the reading they are unknown', () => {
    expect(find(one({name: 'PS1/A'}, {more: {cloudFeatures: {tenantAttach: true}}}), 'tenantAttach')).toMatchObject({
      uses: 'unknown',
      follows: {server: null},
    });
  });
  test('CMG deployment: not documented where in use, no row where it is not', () => {
    expect(
      find(one(host, {more: {cloudFeatures: {cloudManagementGateway: true}}}), 'cloudManagementGateway')?.uses,
    ).toBe('notDocumented');
    expect(
      inheritProxies(one(host, {more: {cloudFeatures: {cloudManagementGateway: false}}})).some(
        row => row.subject === 'cloudManagementGateway',
      ),
    ).toBe(false);
  });
  test('connected cache: one row per distribution point with Flags & 4', () => {
    const dp = 'SMS Distribution Point';
    expect(
      find(one({name: 'PS1/A', proxy: 'p.c.com:80', roles: [dp], values: {[dp]: {Flags: 5}}}), 'connectedCache')?.uses,
    ).toBe('yes');
    expect(
      inheritProxies(one({name: 'PS1/A', roles: [dp], values: {[dp]: {Flags: 3}}})).some(
        row => row.subject === 'connectedCache',
      ),
    ).toBe(false);
  });
  test('an Exchange connector follows its host, a cloud distribution point the primary site server', () => {
    const hierarchy = one(
      {name: 'PS1/CM01', proxy: 'p.c.com:80'},
      {
        more: {
          exchangeConnectors: [{SiteCode: 'PS1', ServerName: fqdn('CM01'), ExchangeServerUrl: 'https://mail'}],
          cloudDistributionPoints: [
            {Name: 'c1', SiteCode: 'PS1'},
            {Name: 'c2', SiteCode: 'S01'},
          ],
        },
      },
    );
    expect(find(hierarchy, 'exchangeConnector')).toMatchObject({uses: 'yes', server: fqdn('CM01')});
    expect(inheritProxies(hierarchy).filter(row => row.subject === 'cloudDistributionPoint')).toMatchObject([
      {name: 'c1', uses: 'yes', follows: {how: 'primarySiteServer', server: fqdn('CM01')}},
      {name: 'c2', uses: 'yes', follows: {how: 'primarySiteServer', server: fqdn('CM01')}},
    ]);
  });
  test('the console never follows a site system', () => {
    expect(find(one(host), 'console')).toMatchObject({
      kind: 'console',
      uses: 'no',
      follows: {how: 'workstation', server: null},
    });
  });
});

test('every row names its public source', () => {
  const rows = inheritProxies(
    hierarchyOf({servers: [{name: 'CAS/CM00', roles: Object.keys(roleFacts).filter(name => name !== siteSystemRole)}]}),
  );
  expect(rows.filter(row => !/https?:\/\/|Get-CMSiteRole/.test(row.source))).toEqual([]);
});

test('before and after: only what follows the changed server differs', () => {
  const servers = (proxy: string) => [
    {name: 'CAS/CM00', proxy, roles: [scp]},
    {name: 'PS1/A', proxy: 'b.c.com:1', roles: ['AI Update Service Point']},
  ];
  const more = {cloudFeatures: {tenantAttach: true}};
  const rows = compareInheritance(
    hierarchyOf({servers: servers('a.c.com:1'), more}),
    hierarchyOf({servers: servers('z.c.com:2'), more}),
  );
  const changed = rows.filter(row => JSON.stringify(row.before) !== JSON.stringify(row.after)).map(row => row.subject);
  expect(changed).toEqual([scp, 'tenantAttach']);
  expect(rows.find(row => row.subject === scp)).toMatchObject({
    before: {proxy: {serverName: 'a.c.com'}},
    after: {proxy: {serverName: 'z.c.com'}},
    proxy: {serverName: 'z.c.com'},
  });
});

describe('F7', () => {
  const roleNames = Object.keys(roleFacts).filter(name => name !== siteSystemRole);
  const anyServers = fc
    .array(
      fc.record({
        name: fc.constantFrom('CAS/CM00', 'PS1/CM01', 'PS1/A', 'PS1/B', 'S01/CM10'),
        proxy: fc.constantFrom('', 'p.c.com:80', 'off p.c.com:80', 'q:1 as C\\u'),
        roles: fc.uniqueArray(fc.constantFrom(...roleNames, 'SMS Future Point'), {maxLength: 5}),
      }),
      {maxLength: 6},
    )
    .map(servers => [...new Map(servers.map(server => [server.name, server])).values()]);

  test('each role instance has exactly one row, unknown roles included', () => {
    fc.assert(
      fc.property(anyServers, servers => {
        const rows = inheritProxies(hierarchyOf({servers}));
        const roleRows = rows
          .filter(row => row.kind === 'role')
          .map(row => `${row.siteCode}/${row.server}/${row.subject}`);
        expect(roleRows.toSorted()).toEqual(
          servers
            .flatMap(server =>
              (server.roles ?? []).map(
                role => `${server.name.split('/')[0]}/${fqdn(server.name.split('/')[1] ?? '')}/${role}`,
              ),
            )
            .toSorted(),
        );
        expect(new Set(rows.map(rowKey)).size).toBe(rows.length);
      }),
    );
  });
  test('adding a service connection point never removes an inheritor', () => {
    fc.assert(
      fc.property(anyServers, servers => {
        const users = (hierarchy: Hierarchy) =>
          inheritProxies(hierarchy)
            .filter(row => row.uses === 'yes')
            .map(rowKey);
        const without = servers.map(server => ({...server, roles: (server.roles ?? []).filter(role => role !== scp)}));
        const before = users(hierarchyOf({servers: without}));
        const after = new Set(
          users(hierarchyOf({servers: [...without, {name: 'CAS/NEW', proxy: 'p.c.com:80', roles: [scp]}]})),
        );
        expect(before.filter(key => !after.has(key))).toEqual([]);
      }),
    );
  });
});
