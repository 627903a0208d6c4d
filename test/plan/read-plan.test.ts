// A plan file is untrusted: whatever was edited in it, it is found.
import {describe, expect, test} from 'vitest';
import {hashOfPlan, planId} from '../../src/plan/hash.ts';
import type {Plan} from '../../src/plan/plan.ts';
import {readPlan, recheck} from '../../src/plan/read-plan.ts';
import {hierarchyOf} from '../model/hierarchy-of.ts';
import {planOf} from './plan-of.ts';

const scp = 'SMS Dmp Connector';
const hierarchy = hierarchyOf({
  servers: [
    {name: 'CAS/CM00', proxy: 'a.c.com:8080', roles: [scp]},
    {name: 'PS1/CM01', proxy: 'a.c.com:8080'},
  ],
});
const plan = planOf(hierarchy, {names: ['CAS/CM00', 'PS1/CM01'], set: {'proxy.port': '9'}});
const asFile = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
/** As an attacker would: edited, and the hash made again. */
const forged = (edit: (plan: Plan) => Plan): unknown => {
  const edited = edit(plan);
  const hash = hashOfPlan(edited);
  return asFile({...edited, hash, id: planId(hash)});
};
const verdict = (value: unknown): string => {
  const read = readPlan(value);
  if (read.kind === 'refused') return `${read.path}: ${read.why}`;
  const checked = recheck(read.plan, hierarchy);
  return checked.kind === 'refused' ? checked.why : 'good';
};

test('a plan reads back as it was, and its findings are made again', () => {
  const read = readPlan(asFile(plan));
  expect(read).toMatchObject({kind: 'plan', plan: {hash: plan.hash, changes: plan.changes, confirm: 'CAS'}});
  const checked = read.kind === 'plan' ? recheck(read.plan, hierarchy) : null;
  expect(checked).toMatchObject({kind: 'good', plan: {findings: plan.findings}});
});

describe('shape', () => {
  test.each([
    [{...plan, changes: 5}, /^changes/],
    [{...plan, servers: [{siteCode: 'PS1'}]}, /^servers\[0\]\.server/],
    [{...plan, basedOn: null}, /^basedOn/],
    [{...plan, changes: [{...plan.changes[0], after: {enabled: 'yes'}}]}, /^changes\[0\]\.after\.enabled/],
    [{...plan, changes: [{...plan.changes[0], order: 7}]}, /^changes\[0\]\.order/],
    [{...plan, desired: {'proxy.colour': 'red'}}, /^desired\.proxy\.colour/],
    [{...plan, schemaVersion: 2}, /^schemaVersion/],
    [[], /^schema/],
    [null, /^schema/],
  ])('%#', (value, path) => {
    expect(verdict(asFile(value))).toMatch(path);
  });
  test('R6a a newer plan is refused with both versions', () => {
    expect(verdict({...plan, schema: 'cmproxy/plan@9'})).toMatch(/plan@9.*plan@1/);
  });
  test('a plan that creates an account cannot come from a file', () => {
    const change = {
      ...plan.changes[0],
      object: 'account',
      userName: 'C\\u',
      before: {exists: false},
      after: {exists: true},
      fields: [],
    };
    expect(verdict(asFile({...plan, changes: [change]}))).toContain('needs a password');
  });
});

describe('edited', () => {
  test('without a new hash', () => {
    expect(verdict(asFile({...plan, ticket: 'CHG9'}))).toContain('was edited');
  });
  const first = plan.changes[0];
  const second = plan.changes[1];
  if (first?.object !== 'siteSystem' || second?.object !== 'siteSystem')
    throw new Error('two site systems are planned');
  test.each([
    [
      'a bad value',
      (before: Plan): Plan => ({
        ...before,
        changes: [{...first, after: {...first.after, serverName: 'http://evil/'}}, second],
      }),
      /CMP001/,
    ],
    [
      'another order',
      (before: Plan): Plan => ({
        ...before,
        changes: [
          {...second, order: 1},
          {...first, order: 2},
        ],
      }),
      /not those/,
    ],
    ['a confirmation that is gone', (before: Plan): Plan => ({...before, confirm: null}), /does not ask for CAS/],
    ['another confirmation', (before: Plan): Plan => ({...before, confirm: 'PS1'}), /does not ask for CAS/],
    [
      'a before that is not so',
      (before: Plan): Plan => ({...before, changes: [{...first, before: {...first.before, port: 1}}, second]}),
      /not those/,
    ],
    [
      'a server that was not chosen',
      (before: Plan): Plan => ({...before, servers: before.servers.slice(0, 1)}),
      /not among its servers/,
    ],
    [
      'an account that does not exist',
      (before: Plan): Plan => ({
        ...before,
        changes: [{...first, after: {...first.after, account: {kind: 'account', userName: 'C\\none'}}}, second],
      }),
      /CMP004/,
    ],
  ])('%s, with a new hash', (_name, edit, why) => {
    expect(verdict(forged(edit))).toMatch(why);
  });
  test.each([
    [
      'an account that is not told, which would be written as System',
      {...first.after, account: {kind: 'unknown'} as const},
      /account is not known/,
    ],
    ['off, and something else with it', {...first.after, enabled: false, serverName: 'b.c.com'}, /writes nothing else/],
    [
      'the computer account of another server',
      {...first.after, account: {kind: 'system', computerAccount: 'OTHER$'} as const},
      /^hash/,
    ],
    ['no port', {...first.after, port: null}, /CMP002/],
  ])('%s, with a new hash', (_name, value, why) => {
    expect(verdict(forged(before => ({...before, changes: [{...first, after: value}, second]})))).toMatch(why);
  });
  test('another id, which is no part of the hash', () => {
    expect(verdict(asFile({...plan, id: '../../x'}))).toMatch(/^id: must be/);
  });
  test('a hidden finding comes back', () => {
    const read = readPlan(asFile({...plan, findings: []}));
    expect(read.kind === 'plan' ? recheck(read.plan, hierarchy) : read).toMatchObject({
      plan: {findings: plan.findings},
    });
  });
});

test('a plan with an error is refused, also where the error is about a name that is nowhere in it', () => {
  const wrong = planOf(hierarchy, {names: ['PS1/CM01', 'NOPE'], set: {'proxy.port': '9'}});
  expect(verdict(asFile(wrong))).toMatch(/^findings\[0\]\.severity: the plan has an error: CMP007 NOPE/);
});

describe('findings are made again as they were', () => {
  const other = hierarchyOf({
    servers: [{name: 'PS1/NEW'}, {name: 'PS1/CM01', proxy: 'a.c.com:8080'}],
    more: {
      unreadable: [
        {siteCode: 'PS1', server: 'odd.contoso.com', why: 'access denied'},
        {siteCode: 'S02', why: 'no rows'},
      ],
    },
  });
  test.each([
    ['a port that falls back', {names: ['PS1/NEW'], set: {'proxy.serverName': 'n.c.com'}}],
    ['a port that is said', {names: ['PS1/NEW'], set: {'proxy.serverName': 'n.c.com', 'proxy.port': '80'}}],
    ['System that is said', {names: ['PS1/NEW'], set: {'proxy.serverName': 'n.c.com', 'proxy.account': 'system'}}],
    ['turning off', {names: ['PS1/CM01'], set: {'proxy.enabled': false}}],
    ['a server that could not be read', {names: ['PS1/CM01', 'PS1/odd'], set: {'proxy.port': '9'}}],
  ])('%s', (_name, wanted) => {
    const made = planOf(other, wanted);
    const read = readPlan(asFile(made));
    expect(read.kind === 'plan' ? recheck(read.plan, other) : read).toMatchObject({plan: {findings: made.findings}});
  });
  test('a site that could not be read is still unknown', () => {
    const made = planOf(other, {where: [{key: 'proxy.port', value: '8080'}], set: {'proxy.port': '9'}});
    const read = readPlan(asFile(made));
    const checked = read.kind === 'plan' ? recheck(read.plan, other) : read;
    expect(made.unknown.map(item => item.siteCode)).toContain('S02');
    expect(checked).toMatchObject({plan: {unknown: made.unknown}});
  });
});
