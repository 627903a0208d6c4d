import {expect, test} from 'vitest';
import {kebabName, pascalName} from '../../../src/host/runtime/kebab-name.ts';

const pairs = [
  ['ProxyServerName', 'proxy-server-name'],
  ['WsusAccessAccount', 'wsus-access-account'],
  ['Server', 'server'],
  ['WhatIf', 'what-if'],
] as const;

test.each(pairs)('%s is --%s in the shell', (pascal, kebab) => {
  expect(kebabName(pascal)).toBe(kebab);
});

test.each(pairs)('%s is read back from %s', (pascal, kebab) => {
  expect(pascalName(kebab)).toBe(pascal);
});

test('a run of capitals is one word', () => {
  expect(kebabName('NlbVirtualIP')).toBe('nlb-virtual-ip');
  expect(kebabName('UseADRProxy')).toBe('use-adr-proxy');
});
