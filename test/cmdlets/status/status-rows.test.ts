// The rows of the status view: what is shown, found and first.
import {describe, expect, test} from 'vitest';
import {filterFor, filterRows} from '../../../src/cmdlets/status/filter-rows.ts';
import {
  isFaulty,
  sortRows,
  statusRows,
  storedUserNames,
  type StatusRow,
} from '../../../src/cmdlets/status/status-rows.ts';
import {siteSystemStatuses} from '../../../src/cmdlets/views/status-json.ts';
import {inheritProxies} from '../../../src/inheritance/inherit.ts';
import type {Hierarchy} from '../../../src/model/hierarchy.ts';
import {statusFindings} from '../../../src/plan/findings/status-findings.ts';
import {hierarchyOf} from '../../model/hierarchy-of.ts';

function rowsOf(hierarchy: Hierarchy): readonly StatusRow[] {
  return statusRows({
    systems: siteSystemStatuses(hierarchy, statusFindings(hierarchy)),
    inheritance: inheritProxies(hierarchy),
    sites: hierarchy.sites,
    storedUserNames: storedUserNames(hierarchy.siteSystems),
  });
}

const rows = rowsOf(
  hierarchyOf({
    servers: [
      {name: 'CAS/CM00', proxy: 'proxy-a.c.com:8080', roles: ['SMS Dmp Connector']},
      {name: 'PS1/CM01', proxy: 'Proxy-A.c.com:8080 as C\\gone', roles: []},
      {name: 'PS1/DP1', proxy: '', roles: ['SMS Distribution Point']},
    ],
    accounts: [],
  }),
).filter(({name}) => name !== 'CM10');
const names = (list: readonly StatusRow[]): readonly string[] => list.map(({name}) => name);

test('a plain distribution point needs no internet; a proxy, a user or a fault makes a row needed', () => {
  expect(rows.map(({name, needsInternet}) => [name, needsInternet])).toEqual([
    ['CM00', true],
    ['CM01', true],
    ['DP1', false],
  ]);
});

test('the same proxy in another case is the same group', () => {
  expect(rows.map(({group}) => group)).toEqual(['proxy-a.c.com:8080', 'proxy-a.c.com:8080', 'off']);
});

describe('filter', () => {
  test.each([
    ['', ['CM00', 'CM01', 'DP1']],
    ['proxy-a', ['CM00', 'CM01']],
    ['PROXY-A ps1', ['CM01']],
    ['!proxy-a', ['DP1']],
    ['!', ['CM00', 'CM01', 'DP1']],
    ['-f dp1', ['DP1']],
    ['-f cm1', ['CM01']],
    ['cmp004', ['CM01']],
    ['nothing', []],
    ['site=ps1', ['CM01', 'DP1']],
    ['site=PS1 proxy=proxy-a.c.com:8080', ['CM01']],
    ['proxy=off', ['DP1']],
    ['account=c\\gone', ['CM01']],
    ['account="c\\gone"', ['CM01']],
    ['state=fault', ['CM01']],
    ['!state=fault site=ps1', ['CM00', 'DP1']],
    ['code=CMP004', ['CM01']],
    ['server=cm00', ['CM00']],
    ['colour=red', []],
  ])('%j leaves %j', (filter, expected) => {
    expect(names(filterRows(rows, filter))).toEqual(expected);
  });
});

test.each(['proxy a', 'C\\svc-a', 'a=b', '-f'])('a filter made for the account %j finds that account only', name => {
  const like = (account: string): StatusRow => ({...(rows[0] as StatusRow), name: account, accounts: [account]});
  const found = filterRows([like(name), like(`${name}x`)], filterFor('account', name));
  expect(names(found)).toEqual([name]);
});

describe('sort', () => {
  test('the worst state is first, and equal rows stay in order', () => {
    expect(rows.filter(isFaulty).map(({name}) => name)).toContain('CM01');
    expect(names(sortRows(rows, 'state'))[0]).toBe('CM01');
  });

  test('by server, both ways', () => {
    expect(names(sortRows(rows, 'server'))).toEqual(['CM00', 'CM01', 'DP1']);
    expect(names(sortRows(rows, 'server', true))).toEqual(['DP1', 'CM01', 'CM00']);
  });
});
