import {expect, test} from 'vitest';
import {groupByServer} from '../../src/apply/server-groups.ts';
import type {PlannedChange} from '../../src/plan/plan.ts';
import {proxy, siteSystem} from './fake-site.ts';
import {accountChange, proxyChange} from './run-place.ts';

const items = (...changes: PlannedChange[]): {change: PlannedChange}[] =>
  changes.map((change, index) => ({change: {...change, order: index + 1}}));

test('servers come in the order in which the plan first names them, with all their changes', () => {
  const groups = groupByServer(
    items(proxyChange(siteSystem('b'), 'x'), proxyChange(siteSystem('a'), 'x'), proxyChange(siteSystem('b'), 'y')),
  );
  expect(groups.map(({server, items: {length}}) => [server, length])).toEqual([
    ['b', 2],
    ['a', 1],
  ]);
});

test('an account that a parent site keeps goes with the server of the secondary site that needs it', () => {
  const groups = groupByServer(
    items(accountChange('s1', 'C\\p', 'PS1'), proxyChange(siteSystem('s1', 'x', {siteCode: 'SEC'}), 'y')),
  );
  expect(groups.map(({server, siteCode}) => `${siteCode}/${server}`)).toEqual(['SEC/s1']);
});

test('a server under two sites is two servers', () => {
  const groups = groupByServer(
    items(proxyChange(siteSystem('a'), 'x'), proxyChange(siteSystem('a', 'x', {siteCode: 'PS2'}), 'y')),
  );
  expect(groups.map(({siteCode}) => siteCode)).toEqual(['PS1', 'PS2']);
});

test('A8c a new account goes with the first server that uses it, and the last server of the plan stays last', () => {
  const using = (server: string): PlannedChange => {
    const change = proxyChange(siteSystem(server), 'x');
    return change.object === 'siteSystem' ? {...change, after: proxy(server, 'x', 80, 'C\\p')} : change;
  };
  const groups = groupByServer(items(accountChange('last', 'c\\P'), using('first'), using('last')));
  expect(groups.map(({server, items: {length}}) => [server, length])).toEqual([
    ['first', 2],
    ['last', 1],
  ]);
});
