// Plans: what is kept, what is written, in which order, and what is refused.
import {describe, expect, test} from 'vitest';
import type {SiteSystemChange} from '../../src/plan/plan.ts';
import {verdictOf} from '../../src/plan/plan.ts';
import {propose} from '../../src/plan/propose.ts';
import {fqdn, hierarchyOf} from '../model/hierarchy-of.ts';
import {changeLines, planOf, tryPlan} from './plan-of.ts';

const sup = 'SMS Software Update Point';
const scp = 'SMS Dmp Connector';
const hierarchy = hierarchyOf({
  servers: [
    {
      name: 'CAS/CM00',
      proxy: 'a.c.com:8080 as C\\svc',
      roles: [scp, sup],
      values: {[sup]: {UseProxy: 1, UseProxyForADR: 1}},
    },
    {name: 'PS1/CM01', proxy: 'a.c.com:8080', roles: [sup], values: {[sup]: {UseProxy: 0}}},
    {name: 'PS1/DP1'},
    {name: 'PS1/DP2', proxy: 'off old.c.com:3128'},
    {name: 'S01/CM10', proxy: 'b.c.com:80'},
    {name: 'PS1/TWIN', proxy: 'a.c.com:1'},
    {name: 'S01/TWIN', proxy: 'b.c.com:2'},
    {name: 'PS1/ODD', proxy: 'a.c.com:8080'},
  ],
  accounts: ['CAS/C\\svc', 'PS1/C\\other'],
  more: {unreadable: [{siteCode: 'PS1', server: fqdn('ODD'), why: 'access denied'}]},
});
const after = (name: string, set: Parameters<typeof planOf>[1]['set'], more = {}) => {
  const plan = planOf(hierarchy, {names: [name], ...(set === undefined ? {} : {set}), more});
  return plan.changes.find((change): change is SiteSystemChange => change.object === 'siteSystem')?.after;
};

describe('what is not said is kept', () => {
  test('the name alone: port and account stay', () => {
    expect(after('CAS/CM00', {'proxy.serverName': 'c.c.com'})).toEqual({
      enabled: true,
      serverName: 'c.c.com',
      port: 8080,
      account: {kind: 'account', userName: 'C\\svc'},
    });
  });
  test('a name turns the proxy on; where no port is stored it is 80, and it is said', () => {
    expect(after('PS1/DP1', {'proxy.serverName': 'c.c.com'})).toMatchObject({
      enabled: true,
      port: 80,
      account: {kind: 'system', computerAccount: 'DP1$'},
    });
    expect(planOf(hierarchy, {names: ['PS1/DP1'], set: {'proxy.serverName': 'c.c.com'}}).findings).toContainEqual(
      expect.objectContaining({code: 'CMP101', severity: 'warning'}),
    );
  });
  test('turning on what was off takes the stored name and port', () => {
    expect(after('PS1/DP2', {'proxy.enabled': true})).toMatchObject({
      enabled: true,
      serverName: 'old.c.com',
      port: 3128,
    });
  });
  test('turning off keeps what is stored', () => {
    expect(after('PS1/CM01', {'proxy.enabled': false})).toMatchObject({
      enabled: false,
      serverName: 'a.c.com',
      port: 8080,
    });
  });
  test('system clears the account', () => {
    expect(after('CAS/CM00', {'proxy.account': 'System'})).toMatchObject({
      account: {kind: 'system', computerAccount: 'CM00$'},
    });
  });
  test('an equal value is no change: case, a trailing dot and an account in other letters do not count', () => {
    expect(
      planOf(hierarchy, {
        names: ['CAS/CM00'],
        set: {'proxy.serverName': 'A.C.com.', 'proxy.port': '8080', 'proxy.account': 'c\\SVC'},
      }).changes,
    ).toEqual([]);
  });
  test('the stored spelling of what is equal stays, and nothing is said about it', () => {
    const plan = planOf(hierarchy, {
      names: ['CAS/CM00'],
      set: {'proxy.serverName': 'A.C.COM', 'proxy.account': 'c\\SVC'},
    });
    const warned = plan.findings.filter(finding => ['CMP101', 'CMP123'].includes(finding.code));
    expect([plan.changes, warned, plan.followUp]).toEqual([[], [], []]);
    expect(after('CAS/CM00', {'proxy.serverName': 'A.C.COM', 'proxy.port': '9'})).toMatchObject({
      serverName: 'a.c.com',
    });
  });
  test('switches alone leave the record alone, also one that was stored without a port', () => {
    const odd = hierarchyOf({servers: [{name: 'PS1/ODD', proxy: 'a.c.com:0', roles: [sup]}]});
    const plan = planOf(odd, {names: ['ODD'], set: {'softwareUpdatePoint.useProxy': true}});
    expect(changeLines(plan)).toEqual(['1 softwareUpdatePoint PS1/ODD softwareUpdatePoint.useProxy']);
  });
  test('F4 planning the state after a plan again gives no change', () => {
    const set = {'proxy.serverName': 'z.c.com', 'proxy.port': '9', 'softwareUpdatePoint.useProxy': true} as const;
    const names = ['CAS/CM00', 'PS1/CM01'];
    const first = planOf(hierarchy, {names, set});
    const changed = propose(
      hierarchy,
      hierarchy.siteSystems.map(system => {
        const own = first.changes.filter(
          change => change.server === system.server && change.siteCode === system.siteCode,
        );
        const proxy = own.find(change => change.object === 'siteSystem')?.after ?? system.proxy;
        const switches = own.find(change => change.object === 'softwareUpdatePoint')?.after;
        return {
          before: system,
          desired: {},
          after: {
            ...system,
            proxy,
            softwareUpdatePoint: system.softwareUpdatePoint && {...system.softwareUpdatePoint, ...switches},
          },
        };
      }),
    );
    expect(planOf(changed, {names, set}).changes).toEqual([]);
  });
});

describe('order', () => {
  test('the server with the service connection point is the last, whatever the order of names', () => {
    const plan = planOf(hierarchy, {names: ['CAS/CM00', 'PS1/DP1', 'PS1/CM01'], set: {'proxy.serverName': 'c.c.com'}});
    expect(changeLines(plan).map(line => line.split(' ')[2])).toEqual(['PS1/CM01', 'PS1/DP1', 'CAS/CM00']);
    expect(plan.confirm).toBe('CAS');
  });
  test('on: server, then switches', () => {
    expect(
      changeLines(
        planOf(hierarchy, {names: ['PS1/CM01'], set: {'proxy.port': '9', 'softwareUpdatePoint.useProxy': true}}),
      ),
    ).toEqual(['1 siteSystem PS1/CM01 proxy.port', '2 softwareUpdatePoint PS1/CM01 softwareUpdatePoint.useProxy']);
  });
  test('off: the switches, which the plan adds itself and says so, then the server', () => {
    const plan = planOf(hierarchy, {names: ['CAS/CM00'], set: {'proxy.enabled': false}});
    expect(changeLines(plan)).toEqual([
      '1 softwareUpdatePoint CAS/CM00 softwareUpdatePoint.useProxy,softwareUpdatePoint.useProxyForAutoDeploymentRule',
      '2 siteSystem CAS/CM00 proxy.enabled',
    ]);
    expect(plan.followUp.some(item => item.why.includes('turned off first'))).toBe(true);
  });
  test('off, with one switch said: the other one is turned off too, and that is said', () => {
    const plan = planOf(hierarchy, {
      names: ['CAS/CM00'],
      set: {'proxy.enabled': false, 'softwareUpdatePoint.useProxyForAutoDeploymentRule': false},
    });
    expect(plan.changes[0]).toMatchObject({after: {useProxy: false, useProxyForAutoDeploymentRule: false}});
    expect(plan.followUp.some(item => item.why.includes('turned off first'))).toBe(true);
  });
  test('accounts come first, once per site, and for a secondary site at its parent', () => {
    const plan = planOf(hierarchy, {
      names: ['S01/CM10', 'PS1/CM01', 'CAS/CM00'],
      set: {'proxy.account': 'C\\new'},
      more: {createAccounts: true},
    });
    expect(
      plan.changes.filter(change => change.object === 'account').map(change => `${change.siteCode} ${change.userName}`),
    ).toEqual(['CAS C\\new', 'PS1 C\\new']);
    expect(plan.changes[0]?.object).toBe('account');
    expect(plan.findings.filter(finding => finding.code === 'CMP004')).toEqual([]);
  });
  test('an account that is there is not created', () => {
    expect(
      planOf(hierarchy, {
        names: ['PS1/CM01'],
        set: {'proxy.account': 'c\\OTHER'},
        more: {createAccounts: true},
      }).changes.map(change => change.object),
    ).toEqual(['siteSystem']);
  });
});

describe('choosing', () => {
  test.each([['CM01'], ['cm01.CONTOSO.com'], ['ps1/cm01'], ['PS1/CM01.contoso.com.']])('%s names one server', name => {
    expect(planOf(hierarchy, {names: [name], set: {'proxy.port': '9'}}).servers).toEqual([
      {server: fqdn('CM01'), siteCode: 'PS1'},
    ]);
  });
  test('a name under two sites is refused and both are named', () => {
    expect(tryPlan(hierarchy, {names: ['TWIN'], set: {'proxy.port': '9'}})).toMatchObject({
      kind: 'refused',
      why: expect.stringMatching(/PS1\/TWIN.*S01\/TWIN/) as string,
    });
  });
  test('no server at all is refused', () => {
    expect(tryPlan(hierarchy, {set: {'proxy.port': '9'}}).kind).toBe('refused');
  });
  test('a name that is not there is CMP007, an error', () => {
    const plan = planOf(hierarchy, {names: ['NOPE'], set: {'proxy.port': '9'}});
    expect([verdictOf(plan), plan.findings.map(finding => finding.code)]).toEqual(['error', ['CMP007']]);
  });
  test('A7 an unreadable server is unknown, not planned, and CMP008', () => {
    const plan = planOf(hierarchy, {names: ['ODD', 'PS1/CM01'], set: {'proxy.port': '9'}});
    expect(plan.unknown).toEqual([{server: fqdn('ODD'), siteCode: 'PS1', why: 'access denied'}]);
    expect(plan.findings.map(finding => finding.code)).toContain('CMP008');
    expect([verdictOf(plan), plan.changes.length]).toEqual(['unknown', 1]);
  });
  test('conditions all hold; what cannot be judged is unknown', () => {
    const plan = planOf(hierarchy, {
      where: [
        {key: 'site', value: 'ps1'},
        {key: 'proxy.serverName', value: 'A.c.com'},
      ],
      set: {'proxy.port': '9'},
    });
    expect(plan.servers.map(item => item.server)).toEqual([fqdn('CM01'), fqdn('TWIN')]);
    expect(plan.unknown.map(item => item.server)).toEqual([fqdn('ODD')]);
  });
  const partly = hierarchyOf({
    servers: [{name: 'PS1/CM01', proxy: 'a.c.com:8080'}],
    more: {
      unreadable: [
        {siteCode: 'S02', why: 'no rows'},
        {siteCode: 'PS1', server: fqdn('GHOST'), why: 'access denied'},
        {server: fqdn('NOSITE'), why: 'access denied'},
      ],
    },
  });
  test.each([
    ['a role', {key: 'role', value: 'Distribution point'}, ['/NOSITE', 'PS1/GHOST', 'S01/CM10', 'S02/']],
    ['a site', {key: 'site', value: 'PS1'}, ['/NOSITE', 'PS1/GHOST']],
    ['a site that could not be read', {key: 'site', value: 's02'}, ['/NOSITE', 'S02/']],
    ['a record', {key: 'proxy.port', value: '8080'}, ['/NOSITE', 'PS1/GHOST', 'S01/CM10', 'S02/']],
    ['a state', {key: 'state', value: 'warning'}, []],
  ] as const)('A7 %s that is not told is unknown, never "not matching"', (_name, condition, unknown) => {
    const plan = planOf(partly, {where: [condition], set: {'proxy.port': '9'}});
    const told = plan.unknown.map(item => `${item.siteCode}/${item.server.split('.')[0] ?? ''}`);
    expect(told.filter(name => name !== 'CAS/CM00')).toEqual(unknown);
    expect(plan.findings.filter(finding => finding.code === 'CMP008')).toHaveLength(plan.unknown.length);
  });
  test('names with conditions: the named ones that meet them', () => {
    expect(
      planOf(hierarchy, {
        names: ['PS1/CM01', 'CAS/CM00'],
        where: [{key: 'site', value: 'CAS'}],
        set: {'proxy.port': '9'},
      }).servers,
    ).toEqual([{server: fqdn('CM00'), siteCode: 'CAS'}]);
  });
  test.each([
    [{key: 'role', value: 'Service connection point'}, ['CM00']],
    [{key: 'role', value: 'SMS Dmp Connector'}, ['CM00']],
    [{key: 'account', value: 'c\\svc'}, ['CM00']],
    [{key: 'state', value: 'unknown'}, []],
    [{key: 'proxy.port', value: '80'}, ['CM10']],
  ] as const)('%j', (condition, names) => {
    expect(planOf(hierarchy, {where: [condition], set: {'proxy.port': '9'}}).servers.map(item => item.server)).toEqual(
      names.map(fqdn),
    );
  });
  test('a switch at a server without the role: refused alone, skipped among several', () => {
    const set = {'softwareUpdatePoint.useProxy': true} as const;
    expect(tryPlan(hierarchy, {names: ['PS1/DP1'], set}).kind).toBe('refused');
    expect(planOf(hierarchy, {names: ['PS1/DP1', 'PS1/CM01'], set}).skipped).toEqual([
      {server: fqdn('DP1'), siteCode: 'PS1', why: expect.stringContaining('no software update point') as string},
    ]);
  });
});

describe('hash', () => {
  const wanted = {names: ['PS1/CM01'], set: {'proxy.port': '9'}};
  const {hash} = planOf(hierarchy, wanted);
  test('the same plan at another time has the same hash', () => {
    expect(
      planOf(hierarchy, {
        ...wanted,
        more: {readAt: '2030-01-01T00:00:00Z', createdAt: '2030-01-01T00:00:00Z', withScripts: false},
      }).hash,
    ).toBe(hash);
  });
  test.each([
    {set: {'proxy.port': '10'}},
    {more: {ticket: 'CHG1'}},
    {more: {hierarchyId: 'live:CAS/cm00.contoso.com'}},
    {names: ['PS1/TWIN']},
  ])('another plan has another hash: %j', other => {
    expect(planOf(hierarchy, {...wanted, ...other}).hash).not.toBe(hash);
  });
});

test('S5 what stands before an @ in a name is nowhere in the plan', () => {
  const plan = planOf(hierarchy, {names: ['PS1/CM01'], set: {'proxy.serverName': 'http://user:hunter2@proxy:8080'}});
  expect(JSON.stringify(plan)).not.toContain('hunter2');
  expect(verdictOf(plan)).toBe('error');
});

describe('an account that the record does not tell', () => {
  const odd = hierarchyOf({
    servers: [],
    more: {
      siteSystemUses: [
        {
          SiteCode: 'PS1',
          NetworkOSPath: `\\\\${fqdn('ODD')}`,
          RoleName: 'SMS Site System',
          Props: [
            {PropertyName: 'UseProxy', Value: 1},
            {PropertyName: 'ProxyName', Value2: 'p.c.com'},
            {PropertyName: 'ProxyServerPort', Value: 80},
            {PropertyName: 'ProxyUserName', Value2: 'C\\u'},
          ],
        },
      ],
    },
  });
  test('cannot be kept: unknown, with what to do', () => {
    const plan = planOf(odd, {names: ['ODD'], set: {'proxy.port': '9'}});
    expect([plan.unknown.length, plan.changes.length]).toEqual([1, 0]);
    expect(plan.findings).toMatchObject([
      {code: 'CMP008', severity: 'unknown', do: expect.stringContaining('proxy.account=system') as string},
    ]);
  });
  test('can be replaced', () => {
    expect(planOf(odd, {names: ['ODD'], set: {'proxy.account': 'system'}}).changes).toMatchObject([
      {before: {account: {kind: 'unknown'}}, after: {account: {kind: 'system'}}},
    ]);
  });
});
