// What holds for any records and any change: nothing is planned twice, what is not said is kept, the way back leads back.
import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {DesiredChange} from '../../src/model/desired-change.ts';
import type {Hierarchy, SiteSystem} from '../../src/model/hierarchy.ts';
import {sameProxyName} from '../../src/model/validate-proxy.ts';
import {fingerprintOf} from '../../src/plan/fingerprint.ts';
import type {Plan, PlannedChange} from '../../src/plan/plan.ts';
import {verdictOf} from '../../src/plan/plan.ts';
import {readPlan, recheck} from '../../src/plan/read-plan.ts';
import {reverseChanges} from '../../src/plan/undo-plan.ts';
import {hierarchyOf} from '../model/hierarchy-of.ts';
import {planOf} from './plan-of.ts';

const names = ['CAS/CM00', 'PS1/CM01', 'PS1/DP1', 'S01/CM10'];
const sup = 'SMS Software Update Point';
const proxy = fc.constantFrom(
  '',
  'a.c.com:8080',
  'B.c.com.:80',
  'a.c.com:3128 as C\\svc',
  'off a.c.com:8080',
  'off b.c.com:1 as C\\svc',
);
const server = fc.record({proxy, point: fc.constantFrom(null, [0, 0], [1, 0], [0, 1], [1, 1])});
const hierarchies = fc.tuple(server, server, server, server).map(servers =>
  hierarchyOf({
    servers: servers.map(({proxy: text, point}, index) => ({
      name: names[index] ?? '',
      proxy: text,
      roles: [...(index === 0 ? ['SMS Dmp Connector'] : []), ...(point === null ? [] : [sup])],
      values: point === null ? {} : {[sup]: {UseProxy: point[0] ?? 0, UseProxyForADR: point[1] ?? 0}},
    })),
    accounts: ['CAS/C\\svc', 'PS1/C\\svc', 'CAS/C\\new', 'PS1/C\\new'],
  }),
);
const changes: fc.Arbitrary<DesiredChange> = fc.record(
  {
    'proxy.enabled': fc.boolean(),
    'proxy.serverName': fc.constantFrom('a.c.com', 'A.C.COM.', 'n.c.com', 'http://x', '10.0.0.1'),
    'proxy.port': fc.constantFrom('80', '8080', '9', '0'),
    'proxy.account': fc.constantFrom('system', 'C\\svc', 'c\\SVC', 'C\\new', 'u@c.com'),
    'softwareUpdatePoint.useProxy': fc.boolean(),
    'softwareUpdatePoint.useProxyForAutoDeploymentRule': fc.boolean(),
  },
  {requiredKeys: []},
);
const plan = (hierarchy: Hierarchy, set: DesiredChange): Plan =>
  planOf(hierarchy, {names, set, more: {withScripts: false}});

/** As a provider does: turning off writes nothing else. */
function written(hierarchy: Hierarchy, list: readonly PlannedChange[]): Hierarchy {
  const write = (system: SiteSystem, change: PlannedChange): SiteSystem => {
    if (change.siteCode !== system.siteCode || change.server !== system.server) return system;
    if (change.object === 'softwareUpdatePoint')
      return {
        ...system,
        softwareUpdatePoint: system.softwareUpdatePoint && {...system.softwareUpdatePoint, ...change.after},
      };
    if (change.object !== 'siteSystem' || system.proxy === null) return system;
    return {...system, proxy: change.after.enabled ? change.after : {...system.proxy, enabled: false}};
  };
  return {...hierarchy, siteSystems: hierarchy.siteSystems.map(system => list.reduce(write, system))};
}

/** What a provider acts on: a record that is off has no more to say. */
function effect({siteSystems}: Hierarchy): unknown {
  return siteSystems.map(({server: name, siteCode, proxy: record, softwareUpdatePoint: point}) => ({
    name: `${siteCode}/${name}`,
    record: record?.enabled === true ? record : null,
    switches: point && [point.useProxy, point.useProxyForAutoDeploymentRule],
  }));
}

test('F4 what a plan leads to needs no second plan, and the same plan has the same hash', () => {
  fc.assert(
    fc.property(hierarchies, changes, (hierarchy, set) => {
      const made = plan(hierarchy, set);
      expect(plan(hierarchy, set).hash).toBe(made.hash);
      fc.pre(verdictOf(made) !== 'error');
      expect(plan(written(hierarchy, made.changes), set).changes).toEqual([]);
    }),
  );
});

test('F4 no difference between a state and itself', () => {
  fc.assert(
    fc.property(hierarchies, hierarchy => {
      expect(plan(hierarchy, {}).changes).toEqual([]);
      expect(
        fingerprintOf({...hierarchy, siteSystems: hierarchy.siteSystems.toReversed()}, plan(hierarchy, {}).servers),
      ).toBe(plan(hierarchy, {}).basedOn.fingerprint);
    }),
  );
});

test('every field of every change was said, or follows from what was said', () => {
  fc.assert(
    fc.property(hierarchies, changes, (hierarchy, set) => {
      for (const change of plan(hierarchy, set).changes)
        for (const field of change.fields) {
          const follows =
            (field === 'proxy.enabled' && set['proxy.serverName'] !== undefined) ||
            (field === 'proxy.port' && change.object === 'siteSystem' && change.before.port === null) ||
            (change.object === 'softwareUpdatePoint' && set['proxy.enabled'] === false);
          expect(field in set || follows, `${field} of ${JSON.stringify(change)}`).toBe(true);
        }
    }),
  );
});

test('a switch is never on before its server, nor off after it, and the service connection point is last', () => {
  fc.assert(
    fc.property(hierarchies, changes, (hierarchy, set) => {
      const made = plan(hierarchy, set);
      fc.pre(verdictOf(made) !== 'error');
      const places = made.changes.map(change => change.siteCode === 'CAS');
      expect(places).toEqual(places.toSorted((a, b) => Number(a) - Number(b)));
      let state = hierarchy;
      for (const change of made.changes) {
        state = written(state, [change]);
        const system = state.siteSystems.find(
          item => item.server === change.server && item.siteCode === change.siteCode,
        );
        const old = hierarchy.siteSystems.find(
          item => item.server === change.server && item.siteCode === change.siteCode,
        );
        const turnedOn = system?.softwareUpdatePoint?.useProxy === true && old?.softwareUpdatePoint?.useProxy !== true;
        const lost = system?.softwareUpdatePoint?.useProxy === true && old?.proxy?.enabled === true;
        expect((turnedOn || lost) && system.proxy?.enabled !== true, JSON.stringify(change)).toBe(false);
      }
    }),
  );
});

test('A6 the reverse leads back to what had an effect, and a plan that is saved and read is the same', () => {
  fc.assert(
    fc.property(hierarchies, changes, (hierarchy, set) => {
      const made = plan(hierarchy, set);
      fc.pre(verdictOf(made) !== 'error');
      const back = reverseChanges(made.changes);
      expect(effect(written(written(hierarchy, made.changes), back.changes))).toEqual(effect(hierarchy));
      const read = readPlan(JSON.parse(JSON.stringify(made)));
      expect(read.kind === 'plan' ? recheck(read.plan, hierarchy) : read).toMatchObject({
        kind: 'good',
        plan: {changes: made.changes, findings: made.findings},
      });
    }),
  );
});

test('a name that is equal is never rewritten', () => {
  fc.assert(
    fc.property(hierarchies, changes, (hierarchy, set) => {
      const rewritten = plan(hierarchy, set).changes.filter(
        change =>
          change.object === 'siteSystem' &&
          sameProxyName(change.before.serverName, change.after.serverName) &&
          change.after.serverName !== change.before.serverName,
      );
      expect(rewritten).toEqual([]);
    }),
  );
});
