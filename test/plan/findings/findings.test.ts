// Every finding: when it fires, when it does not, how severe it is, and on whom.
import {describe, expect, test} from 'vitest';
import type {DesiredChange} from '../../../src/model/desired-change.ts';
import {stateOf, type Finding} from '../../../src/model/finding.ts';
import {findingCatalog} from '../../../src/plan/findings/catalog.ts';
import {findingLeftOut} from '../../../src/plan/findings/make-finding.ts';
import {statusFindings} from '../../../src/plan/findings/status-findings.ts';
import {previewInheritance} from '../../../src/plan/preview.ts';
import {fqdn, hierarchyOf, systemOf, type HierarchySpec, type ServerSpec} from '../../model/hierarchy-of.ts';
import {planOf} from '../plan-of.ts';

const sup = 'SMS Software Update Point';
const scp = 'SMS Dmp Connector';
const mp = 'SMS Management Point';
const dp = 'SMS Distribution Point';
const on = 'p.c.com:8080';
const seen = new Set<string>();

/** `CODE severity SERVER` of the findings with that code. */
function show(findings: readonly Finding[], code: string): readonly string[] {
  seen.add(code);
  return findings
    .filter(finding => finding.code === code)
    .map(finding => `${finding.code} ${finding.severity} ${finding.server.split('.')[0] ?? ''}`);
}
const status = (code: string, spec: HierarchySpec) => show(statusFindings(hierarchyOf(spec)), code);
const plan = (code: string, spec: HierarchySpec, names: readonly string[], set: DesiredChange, more = {}) =>
  show(planOf(hierarchyOf(spec), {names, set, more}).findings, code);
const one = (server: ServerSpec, more: Omit<HierarchySpec, 'servers'> = {}): HierarchySpec => ({
  servers: [server],
  ...more,
});
const point = (name: string, proxy: string, values: Record<string, number | string>): ServerSpec => ({
  name,
  proxy,
  roles: [sup],
  values: {[sup]: values},
});

describe('errors about what a plan would write', () => {
  const server = one({name: 'PS1/A', proxy: on});
  test.each(['http://p.c.com', 'p.c.com:80', 'p c', '', 'u:pw@p', 'p/x', '[::1]', '-p'])('CMP001 name %j', name => {
    expect(plan('CMP001', server, ['PS1/A'], {'proxy.serverName': name})).toEqual(['CMP001 error A']);
  });
  test.each(['p', 'p.c.com', 'p.c.com.', '10.0.0.1', '::1', 'p_1'])('CMP001 not for %j', name => {
    expect(plan('CMP001', server, ['PS1/A'], {'proxy.serverName': name})).toEqual([]);
  });
  test('CMP001 for a kept name that is bad, because the whole record is written', () => {
    expect(plan('CMP001', one({name: 'PS1/A', proxy: 'http://old:80'}), ['PS1/A'], {'proxy.port': '9'})).toEqual([
      'CMP001 error A',
    ]);
  });
  test('CMP001 turning on where no name is stored', () => {
    expect(plan('CMP001', one({name: 'PS1/A'}), ['PS1/A'], {'proxy.enabled': true})).toEqual(['CMP001 error A']);
  });
  test.each(['0', '65536', '80 ', '8O', '', '-1', '1.5'])('CMP002 port %j', port => {
    expect(plan('CMP002', server, ['PS1/A'], {'proxy.port': port})).toEqual(['CMP002 error A']);
  });
  test.each(['1', '65535'])('CMP002 not for %j', port => {
    expect(plan('CMP002', server, ['PS1/A'], {'proxy.port': port})).toEqual([]);
  });
  test.each(['svc', 'svc@contoso.com', '\\svc', 'C\\', 'A\\b\\c', ''])('CMP003 account %j', account => {
    expect(plan('CMP003', server, ['PS1/A'], {'proxy.account': account})).toEqual(['CMP003 error A']);
  });
  test.each(['system', 'C\\svc', 'corp.contoso.com\\svc'])('CMP003 not for %j', account => {
    expect(
      plan('CMP003', one({name: 'PS1/A', proxy: on}, {accounts: null}), ['PS1/A'], {'proxy.account': account}),
    ).toEqual([]);
  });
  test('CMP005 a name, port or account with the proxy off, and not without', () => {
    for (const set of [{'proxy.serverName': 'x'}, {'proxy.port': '1'}, {'proxy.account': 'system'}])
      expect(plan('CMP005', server, ['PS1/A'], {'proxy.enabled': false, ...set})).toEqual(['CMP005 error A']);
    expect(plan('CMP005', server, ['PS1/A'], {'proxy.enabled': false})).toEqual([]);
    expect(plan('CMP005', one({name: 'PS1/A', proxy: `off ${on}`}), ['PS1/A'], {'proxy.port': '1'})).toEqual([
      'CMP005 error A',
    ]);
  });
  test('CMP007 a name that is not there', () => {
    expect(plan('CMP007', server, ['PS1/NOPE'], {'proxy.port': '1'})).toEqual(['CMP007 error NOPE']);
    expect(plan('CMP007', server, ['PS1/A'], {'proxy.port': '1'})).toEqual([]);
  });
});

describe('CMP004', () => {
  const withAccount = (accounts: readonly string[] | null, name = 'PS1/A') =>
    one({name, proxy: `${on} as C\\svc`}, {accounts});
  test('missing at the site: an error in status and in a plan, on that server', () => {
    expect(status('CMP004', withAccount(['CAS/C\\svc']))).toEqual(['CMP004 error A']);
    expect(plan('CMP004', withAccount([]), ['PS1/A'], {'proxy.port': '9'})).toEqual(['CMP004 error A']);
  });
  test('there, whatever the case; or nothing told about accounts; or the proxy off: nothing', () => {
    expect(status('CMP004', withAccount(['PS1/c\\SVC']))).toEqual([]);
    expect(status('CMP004', withAccount(null))).toEqual([]);
    expect(status('CMP004', one({name: 'PS1/A', proxy: `off ${on} as C\\svc`}))).toEqual([]);
  });
  test('a secondary site keeps its accounts at its parent', () => {
    expect(status('CMP004', withAccount(['PS1/C\\svc'], 'S01/CM10'))).toEqual([]);
    expect(status('CMP004', withAccount(['S01/C\\svc'], 'S01/CM10'))).toEqual(['CMP004 error CM10']);
  });
  test('not where the plan creates it', () => {
    expect(plan('CMP004', withAccount([]), ['PS1/A'], {'proxy.port': '9'}, {createAccounts: true})).toEqual([]);
  });
});

describe('CMP006', () => {
  test('already so: information', () => {
    expect(status('CMP006', one(point('PS1/A', '', {UseProxyForADR: 1})))).toEqual(['CMP006 information A']);
    expect(status('CMP006', one(point('PS1/A', on, {UseProxyForADR: 1})))).toEqual([]);
  });
  test('a plan that turns a switch on: error; with the proxy in the same plan: nothing', () => {
    expect(plan('CMP006', one(point('PS1/A', '', {})), ['PS1/A'], {'softwareUpdatePoint.useProxy': true})).toEqual([
      'CMP006 error A',
    ]);
    expect(
      plan('CMP006', one(point('PS1/A', '', {})), ['PS1/A'], {
        'softwareUpdatePoint.useProxy': true,
        'proxy.serverName': 'p.c.com',
      }),
    ).toEqual([]);
  });
  test('a plan that turns the proxy off and is told to leave a switch on: error; where nothing is said it turns the switch off', () => {
    const spec = one(point('PS1/A', on, {UseProxy: 1}));
    const off = {'proxy.enabled': false};
    expect(plan('CMP006', spec, ['PS1/A'], {...off, 'softwareUpdatePoint.useProxy': true})).toEqual(['CMP006 error A']);
    expect(plan('CMP006', spec, ['PS1/A'], off)).toEqual([]);
  });
});

test('CMP008 an unreadable server: unknown in status and in a plan, with the reason', () => {
  const spec = one({name: 'PS1/A', proxy: on}, {more: {unreadable: [{server: fqdn('A'), why: 'access denied'}]}});
  expect(status('CMP008', spec)).toContain('CMP008 unknown A');
  expect(plan('CMP008', spec, ['PS1/A'], {'proxy.port': '9'})).toEqual(['CMP008 unknown A']);
  expect(statusFindings(hierarchyOf(spec)).find(finding => finding.server === fqdn('A'))?.text).toContain(
    'access denied',
  );
});

describe('CMP101', () => {
  test('another configuration is overwritten: information, naming who shares it', () => {
    const spec = one({name: 'PS1/A', proxy: on, roles: ['AI Update Service Point']});
    expect(plan('CMP101', spec, ['PS1/A'], {'proxy.serverName': 'n.c.com'})).toEqual(['CMP101 information A']);
    expect(
      planOf(hierarchyOf(spec), {names: ['PS1/A'], set: {'proxy.port': '9'}}).findings.find(
        finding => finding.code === 'CMP101',
      )?.text,
    ).toContain('Asset Intelligence synchronization point');
  });
  test('a port that falls back to a default: warning', () => {
    expect(plan('CMP101', one({name: 'PS1/A'}), ['PS1/A'], {'proxy.serverName': 'n.c.com'})).toEqual([
      'CMP101 warning A',
    ]);
    expect(
      plan('CMP101', one({name: 'PS1/A'}), ['PS1/A'], {'proxy.serverName': 'n.c.com', 'proxy.port': '8080'}),
    ).toEqual([]);
  });
  test('in an unattended replay: warning; with nothing overwritten: nothing', () => {
    expect(plan('CMP101', one({name: 'PS1/A', proxy: on}), ['PS1/A'], {'proxy.port': '9'}, {unattended: true})).toEqual(
      ['CMP101 warning A'],
    );
    expect(plan('CMP101', one({name: 'PS1/A', proxy: on}), ['PS1/A'], {'proxy.port': '8080'})).toEqual([]);
    expect(plan('CMP101', one({name: 'PS1/A', proxy: on}), ['PS1/A'], {'proxy.enabled': false})).toEqual([]);
  });
});

const cases: readonly (readonly [string, string, HierarchySpec, readonly string[]])[] = [
  [
    'CMP102',
    'Connected Cache with credentials',
    one({name: 'PS1/A', proxy: `${on} as C\\u`, roles: [dp], values: {[dp]: {Flags: 4}}}),
    ['CMP102 warning A'],
  ],
  ['CMP102', 'Connected Cache as System', one({name: 'PS1/A', proxy: on, roles: [dp], values: {[dp]: {Flags: 4}}}), []],
  [
    'CMP103',
    'CMG connection point with credentials',
    one({name: 'PS1/A', proxy: `${on} as C\\u`, roles: ['SMS Cloud Proxy Connector']}),
    ['CMP103 information A'],
  ],
  [
    'CMP103',
    'CMG connection point as System',
    one({name: 'PS1/A', proxy: on, roles: ['SMS Cloud Proxy Connector']}),
    [],
  ],
  [
    'CMP104',
    'rule switch at a secondary site',
    one(point('S01/CM10', on, {UseProxyForADR: 1})),
    ['CMP104 information CM10'],
  ],
  ['CMP104', 'rule switch at a primary site', one(point('PS1/CM01', on, {UseProxyForADR: 1})), []],
  ['CMP105', 'the source with its switch off', one(point('CAS/CM00', on, {UseProxy: 0})), ['CMP105 warning CM00']],
  ['CMP105', 'the source with its switch on', one(point('CAS/CM00', on, {UseProxy: 1})), []],
  ['CMP105', 'the source without a proxy', one(point('CAS/CM00', '', {UseProxy: 0})), []],
  ['CMP105', 'one that is not the source', one(point('PS1/CM01', on, {UseProxy: 0})), []],
  ['CMP106', 'rule switch at a remote one', one(point('PS1/SUP', on, {UseProxyForADR: 1})), ['CMP106 information SUP']],
  ['CMP106', 'rule switch on the site server', one(point('PS1/CM01', on, {UseProxyForADR: 1})), []],
  ['CMP106', 'at a secondary site it has no effect', one(point('S01/OTHER', on, {UseProxyForADR: 1})), []],
  [
    'CMP107',
    'own copy differs, switch on',
    one(point('CAS/CM00', on, {UseProxy: 1, ProxyName: 'old.c.com', ProxyServerPort: 8080})),
    ['CMP107 warning CM00'],
  ],
  [
    'CMP107',
    'own copy with another port, switch on',
    one(point('CAS/CM00', on, {UseProxy: 1, ProxyName: 'P.c.com', ProxyServerPort: 80})),
    ['CMP107 warning CM00'],
  ],
  [
    'CMP107',
    'own copy differs, switch off',
    one(point('CAS/CM00', on, {UseProxy: 0, ProxyName: 'old.c.com', ProxyServerPort: 80})),
    [],
  ],
  ['CMP107', 'own copy empty', one(point('CAS/CM00', on, {UseProxy: 1})), ['CMP107 information CM00']],
  [
    'CMP107',
    'own copy the same',
    one(point('CAS/CM00', on, {UseProxy: 1, ProxyName: 'P.C.com.', ProxyServerPort: 8080})),
    [],
  ],
  ['CMP108', 'a user name left over', one({name: 'PS1/A', proxy: on, storedUser: 'C\\old'}), ['CMP108 information A']],
  ['CMP108', 'a user name in use', one({name: 'PS1/A', proxy: `${on} as C\\u`}), []],
  ['CMP109', 'an IPv4 address', one({name: 'PS1/A', proxy: '10.0.0.1:80'}), ['CMP109 information A']],
  ['CMP109', 'an IPv6 address', one({name: 'PS1/A', proxy: 'fd00::1:80'}), ['CMP109 information A']],
  ['CMP109', 'a short name', one({name: 'PS1/A', proxy: 'proxy:80'}), ['CMP109 information A']],
  ['CMP109', 'an FQDN', one({name: 'PS1/A', proxy: on}), []],
  ['CMP109', 'a short name behind a proxy that is off', one({name: 'PS1/A', proxy: 'off proxy:80'}), []],
  [
    'CMP110',
    'two management points of one site: once',
    {
      servers: [
        {name: 'PS1/A', roles: [mp]},
        {name: 'PS1/B', roles: [mp]},
      ],
      more: {cloudFeatures: {entraJoinedClients: true}},
    },
    ['CMP110 information A'],
  ],
  ['CMP110', 'clients not told', one({name: 'PS1/A', roles: [mp]}), ['CMP110 information A']],
  [
    'CMP110',
    'no Entra-joined clients',
    one({name: 'PS1/A', roles: [mp]}, {more: {cloudFeatures: {entraJoinedClients: false}}}),
    [],
  ],
  ['CMP110', 'an earlier release', one({name: 'PS1/A', roles: [mp]}, {sites: ['PS1 CM01 2 2509']}), []],
  ['CMP111', 'Asset Intelligence', one({name: 'PS1/A', roles: ['AI Update Service Point']}), ['CMP111 information A']],
  [
    'CMP111',
    'Connected Cache',
    one({name: 'PS1/A', roles: [dp], values: {[dp]: {Flags: 4}}}),
    ['CMP111 information A'],
  ],
  [
    'CMP111',
    'a cloud distribution point, at its site server',
    one({name: 'PS1/CM01'}, {more: {cloudDistributionPoints: [{Name: 'c', SiteCode: 'PS1'}]}}),
    ['CMP111 information CM01'],
  ],
  ['CMP111', 'a plain distribution point', one({name: 'PS1/A', roles: [dp]}), []],
  [
    'CMP113',
    'offline',
    one({name: 'CAS/CM00', roles: [scp], values: {[scp]: {OfflineMode: 1}}}),
    ['CMP113 information CM00'],
  ],
  ['CMP113', 'online', one({name: 'CAS/CM00', roles: [scp], values: {[scp]: {OfflineMode: 0}}}), []],
  ['CMP116', 'a proxy that nobody uses', one({name: 'PS1/A', proxy: on, roles: [dp]}), ['CMP116 information A']],
  ['CMP116', 'a proxy with a user', one({name: 'PS1/A', proxy: on, roles: ['AI Update Service Point']}), []],
  ['CMP116', 'a role that is not known may use it', one({name: 'PS1/A', proxy: on, roles: ['SMS Future Point']}), []],
  [
    'CMP117',
    'a user without a proxy beside servers with one',
    {
      servers: [
        {name: 'PS1/A', roles: ['AI Update Service Point']},
        {name: 'PS1/B', proxy: on},
      ],
    },
    ['CMP117 information A'],
  ],
  [
    'CMP117',
    'no server of the site has one',
    {
      servers: [
        {name: 'PS1/A', roles: ['AI Update Service Point']},
        {name: 'CAS/B', proxy: on},
      ],
    },
    [],
  ],
  [
    'CMP120',
    'switch on inside the hierarchy',
    {servers: [point('CAS/CM00', on, {UseProxy: 1}), point('PS1/CM01', on, {UseProxy: 1})]},
    ['CMP120 information CM01'],
  ],
  ['CMP120', 'switch off inside the hierarchy', {servers: [point('PS1/CM01', on, {UseProxy: 0})]}, []],
];

describe('in status', () => {
  test.each(cases)('%s %s', (code, _title, spec, expected) => {
    const withAccounts = {accounts: null, ...spec};
    expect(status(code, withAccounts)).toEqual(expected);
  });
  test('the only error is CMP004', () => {
    const errors = cases
      .flatMap(([, , spec]) => statusFindings(hierarchyOf({accounts: null, ...spec})))
      .filter(finding => finding.severity === 'error');
    expect(errors).toEqual([]);
  });
});

describe('CMP119', () => {
  const pair = (active: string, passive: string): HierarchySpec => ({
    servers: [
      {name: 'PS1/CM01', proxy: active},
      {name: 'PS1/CM01P', proxy: passive},
    ],
    accounts: null,
    more: {siteServers: [{siteCode: 'PS1', server: fqdn('CM01P'), mode: 'passive'}]},
  });
  test.each([
    [on, 'p.c.com:80', ['CMP119 warning CM01P']],
    [on, '', ['CMP119 warning CM01P']],
    [on, `${on} as C\\u`, ['CMP119 warning CM01P']],
    [on, 'P.C.com:8080', []],
    ['', 'off p.c.com:1', []],
  ])('active %j, passive %j', (active, passive, expected) => {
    expect(status('CMP119', pair(active, passive))).toEqual(expected);
  });
  test('in a plan for the active one it shows at the passive one', () => {
    expect(plan('CMP119', pair(on, on), ['PS1/CM01'], {'proxy.port': '9'})).toEqual(['CMP119 warning CM01P']);
    expect(plan('CMP119', pair(on, on), ['PS1/CM01', 'PS1/CM01P'], {'proxy.port': '9'})).toEqual([]);
  });
});

describe('in a plan', () => {
  test('CMP110 a plan that touches the server: warning', () => {
    const spec = one({name: 'PS1/A', proxy: on, roles: [mp]});
    expect(plan('CMP110', spec, ['PS1/A'], {'proxy.port': '9'})).toEqual(['CMP110 warning A']);
    expect(plan('CMP110', spec, ['PS1/A'], {'proxy.port': '8080'})).toEqual(['CMP110 information A']);
  });
  test('CMP112 a site server with a cloud distribution point', () => {
    const spec = {
      servers: [
        {name: 'PS1/CM01', proxy: on},
        {name: 'PS1/A', proxy: on},
      ],
      more: {cloudDistributionPoints: [{Name: 'c', SiteCode: 'PS1'}]},
    };
    expect(plan('CMP112', spec, ['PS1/CM01', 'PS1/A'], {'proxy.port': '9'})).toEqual(['CMP112 information CM01']);
    expect(plan('CMP112', spec, ['PS1/A'], {'proxy.port': '9'})).toEqual([]);
  });
  test('CMP120 warning', () => {
    expect(
      plan('CMP120', {servers: [point('PS1/CM01', on, {UseProxy: 1})]}, ['PS1/CM01'], {'proxy.port': '9'}),
    ).toEqual(['CMP120 warning CM01']);
  });
  test('CMP123 the server with the service connection point, when its proxy changes', () => {
    const spec = one({name: 'CAS/CM00', proxy: on, roles: [scp]});
    expect(plan('CMP123', spec, ['CAS/CM00'], {'proxy.port': '9'})).toEqual(['CMP123 warning CM00']);
    expect(plan('CMP123', spec, ['CAS/CM00'], {'proxy.port': '8080'})).toEqual([]);
  });
  test('CMP124 a secondary site', () => {
    expect(plan('CMP124', one({name: 'S01/CM10', proxy: on}), ['S01/CM10'], {'proxy.port': '9'})).toEqual([
      'CMP124 information CM10',
    ]);
    expect(plan('CMP124', one({name: 'PS1/CM01', proxy: on}), ['PS1/CM01'], {'proxy.port': '9'})).toEqual([]);
  });
  test('only planned servers', () => {
    const spec = {
      servers: [
        {name: 'PS1/A', proxy: 'proxy:80'},
        {name: 'PS1/B', proxy: 'proxy:80'},
      ],
    };
    expect(plan('CMP109', spec, ['PS1/A'], {'proxy.port': '9'})).toEqual(['CMP109 information A']);
  });
});

test('CMP121 says what the module would set', () => {
  const system = systemOf(hierarchyOf(one({name: 'PS1/A', proxy: on})), 'PS1/A');
  const finding = findingLeftOut(system, ['proxy.port', 'proxy.account']);
  seen.add('CMP121');
  expect([finding.severity, finding.text]).toEqual([
    'warning',
    expect.stringContaining('port 80 and System') as string,
  ]);
});

test('every finding about a role or feature is in the notes of its row', () => {
  const hierarchy = hierarchyOf({
    accounts: null,
    servers: [
      point('PS1/SUP', on, {UseProxy: 1, UseProxyForADR: 1}),
      {name: 'PS1/DP', proxy: `${on} as C\\u`, roles: [dp], values: {[dp]: {Flags: 4}}},
      {name: 'PS1/MP', roles: [mp]},
    ],
  });
  const rows = previewInheritance({before: hierarchy, after: null, findings: statusFindings(hierarchy)});
  const notes = (subject: string) => rows.find(row => row.subject === subject)?.notes.map(note => note.code);
  expect(notes(sup)).toEqual(['CMP107', 'CMP120']);
  expect(notes('automaticDeploymentRule')).toEqual(['CMP106']);
  expect(notes('connectedCache')).toEqual(['CMP102', 'CMP111']);
  expect(notes(mp)).toEqual(['CMP110']);
});

test('the worst severity is the state; unreadable is unknown', () => {
  const finding = (severity: Finding['severity']): Finding => ({
    code: 'X',
    severity,
    server: '',
    siteCode: '',
    field: null,
    text: '',
    do: '',
  });
  expect(stateOf(true, [])).toBe('ok');
  expect(stateOf(true, [finding('information')])).toBe('information');
  expect(stateOf(true, [finding('warning'), finding('information')])).toBe('warning');
  expect(stateOf(true, [finding('warning'), finding('error')])).toBe('fault');
  expect(stateOf(false, [])).toBe('unknown');
});

test('every code of the catalog was tried here', () => {
  expect(findingCatalog.map(entry => entry.code).filter(code => !seen.has(code))).toEqual([]);
});
