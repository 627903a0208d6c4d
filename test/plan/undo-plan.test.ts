// The reverse of changes.
import {expect, test} from 'vitest';
import {reverseChanges} from '../../src/plan/undo-plan.ts';
import {fqdn, hierarchyOf} from '../model/hierarchy-of.ts';
import {changeLines, planOf} from './plan-of.ts';

const sup = 'SMS Software Update Point';
const hierarchy = hierarchyOf({
  servers: [
    {name: 'CAS/CM00', proxy: 'a.c.com:8080', roles: ['SMS Dmp Connector', sup], values: {[sup]: {UseProxy: 1}}},
    {name: 'PS1/DP2', proxy: 'off old.c.com:3128'},
  ],
});

test('A6 last write first, before and after swapped', () => {
  const plan = planOf(hierarchy, {names: ['CAS/CM00', 'PS1/DP2'], set: {'proxy.serverName': 'n.c.com'}});
  const {changes} = reverseChanges(plan.changes);
  expect(changeLines({...plan, changes})).toEqual([
    '1 siteSystem CAS/CM00 proxy.serverName',
    '2 siteSystem PS1/DP2 proxy.enabled',
  ]);
  expect(changes[0]).toMatchObject({before: {serverName: 'n.c.com'}, after: {serverName: 'a.c.com'}});
});
test('A6 what stood behind a proxy that was off is named', () => {
  const plan = planOf(hierarchy, {names: ['PS1/DP2'], set: {'proxy.serverName': 'n.c.com', 'proxy.port': '9'}});
  expect(reverseChanges(plan.changes).cannotRestore).toEqual([
    {server: fqdn('DP2'), siteCode: 'PS1', what: expect.stringMatching(/old\.c\.com.*3128/) as string},
  ]);
});
test('turning on again: the server, then its switches', () => {
  const plan = planOf(hierarchy, {names: ['CAS/CM00'], set: {'proxy.enabled': false}});
  const {changes, cannotRestore} = reverseChanges(plan.changes);
  expect(changes.map(change => change.object)).toEqual(['siteSystem', 'softwareUpdatePoint']);
  expect(cannotRestore).toEqual([]);
});

test('A6 a record that was stored without a port cannot be written back, and is named', () => {
  const broken = hierarchyOf({servers: [{name: 'PS1/ODD', proxy: 'a.c.com:0'}]});
  const plan = planOf(broken, {names: ['ODD'], set: {'proxy.port': '9'}});
  expect(reverseChanges(plan.changes).cannotRestore).toEqual([
    {server: fqdn('ODD'), siteCode: 'PS1', what: expect.stringContaining('there is no port') as string},
  ]);
});
test('A6 a record that does not tell its account cannot be written back, and is named', () => {
  const plan = planOf(hierarchy, {names: ['CAS/CM00'], set: {'proxy.port': '9'}});
  const changes = plan.changes.map(change =>
    change.object === 'siteSystem'
      ? {...change, before: {...change.before, account: {kind: 'unknown'} as const}}
      : change,
  );
  expect(reverseChanges(changes).cannotRestore).toMatchObject([{what: expect.stringContaining('account') as string}]);
});
