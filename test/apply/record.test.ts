import {expect, test} from 'vitest';
import {differingFields, hasEffectOf, isSameRecord, recordText} from '../../src/apply/record.ts';
import type {PlannedProxy} from '../../src/plan/plan.ts';

const on: PlannedProxy = {
  enabled: true,
  serverName: 'proxy.contoso.com',
  port: 8080,
  account: {kind: 'system', computerAccount: 'CM01$'},
};
const off: PlannedProxy = {...on, enabled: false};

test('a case or a trailing dot in a name is no difference', () => {
  expect(isSameRecord(on, {...on, serverName: 'PROXY.contoso.com.'})).toBe(true);
});

test('each field that moves is named', () => {
  expect(
    differingFields(on, {enabled: false, serverName: 'x', port: 1, account: {kind: 'account', userName: 'A\\b'}}),
  ).toEqual(['proxy.enabled', 'proxy.serverName', 'proxy.port', 'proxy.account']);
});

test('what is stored behind a disabled proxy counts as a record but has no effect', () => {
  const other = {...off, serverName: 'else.contoso.com'};
  expect(isSameRecord(off, other)).toBe(false);
  expect(hasEffectOf(off, other)).toBe(true);
  expect(hasEffectOf(on, off)).toBe(false);
});

test('an account that is not told is like another that is not told, and like no other', () => {
  const unknown: PlannedProxy = {...on, account: {kind: 'unknown'}};
  expect(isSameRecord(unknown, unknown)).toBe(true);
  expect(isSameRecord(unknown, on)).toBe(false);
});

test('records of different kinds are never the same', () => {
  expect(isSameRecord(on, {useProxy: true, useProxyForAutoDeploymentRule: false})).toBe(false);
  expect(isSameRecord({exists: true}, on)).toBe(false);
});

test('a record reads in a few words', () => {
  expect(recordText(on)).toBe('on, proxy.contoso.com:8080 as system');
  expect(recordText(off)).toBe('off (stored: proxy.contoso.com:8080 as system)');
  expect(recordText(null)).toBe('not there');
});
