// One cause, one entry: the same finding in the same words, but for the server's own name.
import {describe, expect, test} from 'vitest';
import {causesOf} from '../../../src/cmdlets/views/finding-causes.ts';
import type {SiteSystemStatus, StatusFinding} from '../../../src/cmdlets/views/status-json.ts';

function systemWith(name: string, ...findings: readonly Partial<StatusFinding>[]): SiteSystemStatus {
  const [siteCode = '', server = ''] = name.split('/');
  return {
    server,
    siteCode,
    siteType: 'primary',
    proxy: null,
    softwareUpdatePoint: null,
    roles: [],
    state: 'warning',
    inUse: 'notChecked',
    findings: findings.map(finding => ({code: 'CMP102', severity: 'warning', text: '', do: '', ...finding})),
  };
}

const seen = (...systems: readonly SiteSystemStatus[]) =>
  causesOf(systems).map(cause => [cause.systems.length, cause.text, cause.do]);

describe('one cause', () => {
  test('the same words at several servers', () => {
    expect(seen(systemWith('PS1/A.c.com', {text: 'same'}), systemWith('PS2/B.c.com', {text: 'same'}))).toEqual([
      [2, 'same', ''],
    ]);
  });

  test.each([
    ['plan --server PS1/CM01.c.com', 'plan --server PS1/CM02.c.com', 'plan --server SITE/SERVER'],
    ['CM01.c.com has it', 'CM02.c.com has it', 'SERVER has it'],
    ['as CM01$', 'as CM02$', 'as SERVER$'],
    ['CM01 and CM01', 'CM02 and CM02', 'SERVER and SERVER'],
  ])('%j and %j: %j', (one, other, together) => {
    expect(seen(systemWith('PS1/CM01.c.com', {text: one}), systemWith('PS1/CM02.c.com', {text: other}))).toEqual([
      [2, together, ''],
    ]);
  });

  test('alone it keeps the name', () => {
    expect(seen(systemWith('PS1/CM01.c.com', {text: 'CM01.c.com has it', do: 'ask CM01'}))).toEqual([
      [1, 'CM01.c.com has it', 'ask CM01'],
    ]);
  });
});

describe('several causes', () => {
  test.each([
    ['other words', {text: 'a'}, {text: 'b'}],
    ['another code', {code: 'CMP102'}, {code: 'CMP105'}],
    ['another way out', {do: 'a'}, {do: 'b'}],
    ["a part of another server's name", {text: 'CM01P'}, {text: 'CM02P'}],
  ])('%s', (_, one, other) => {
    expect(causesOf([systemWith('PS1/CM01.c.com', one), systemWith('PS1/CM02.c.com', other)])).toHaveLength(2);
  });

  test('errors first, then what could not be read, then warnings, then what was accepted; information is left out', () => {
    const accepted = {until: null, reason: 'known', by: 'me', at: '2026-11-24T00:00:00Z'};
    const causes = causesOf([
      systemWith(
        'PS1/A',
        {code: 'CMP004', severity: 'error', accepted},
        {code: 'CMP102'},
        {code: 'CMP008', severity: 'unknown'},
        {code: 'CMP104', severity: 'information'},
      ),
      systemWith('PS1/B', {code: 'CMP004', severity: 'error'}),
    ]);
    expect(causes.map(({code, accepted: text}) => `${code} ${text ?? 'counts'}`)).toEqual([
      'CMP004 counts',
      'CMP008 counts',
      'CMP102 counts',
      'CMP004 accepted for good: known',
    ]);
  });
});

test('20,000 servers with one cause take no time to speak of', () => {
  const many = Array.from({length: 20_000}, (_, index) => systemWith(`PS1/S${index}.c.com`, {text: `S${index}.c.com`}));
  const started = performance.now();
  expect(causesOf(many).map(({systems}) => systems.length)).toEqual([20_000]);
  expect(performance.now() - started).toBeLessThan(2000);
});
