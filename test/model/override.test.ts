// `SERVER:KEY=VALUE`: what one server is to get otherwise.
import {describe, expect, test} from 'vitest';
import {addOverride} from '../../src/model/override.ts';

const none = new Map();

describe('an exception', () => {
  test.each([
    ['DP21:proxy.port=3129', 'DP21', {'proxy.port': '3129'}],
    ['PS2/DP21.contoso.com:proxy.enabled=false', 'PS2/DP21.contoso.com', {'proxy.enabled': false}],
    ['DP21:proxy.serverName=::1', 'DP21', {'proxy.serverName': '::1'}],
    ['DP21:proxy.account=CONTOSO\\a=b', 'DP21', {'proxy.account': 'CONTOSO\\a=b'}],
  ])('%s', (text, server, change) => {
    expect(addOverride(none, text)).toEqual({kind: 'overrides', overrides: new Map([[server, change]])});
  });

  test('two words about one server, in any case, are one exception', () => {
    const first = addOverride(none, 'DP21:proxy.port=3129');
    const second = addOverride(first.kind === 'overrides' ? first.overrides : none, 'dp21:proxy.account=system');
    expect(second).toEqual({
      kind: 'overrides',
      overrides: new Map([['DP21', {'proxy.port': '3129', 'proxy.account': 'system'}]]),
    });
  });

  test.each([
    '',
    ':',
    '=',
    ':proxy.port=1',
    'proxy.port=3129',
    'DP21:',
    'DP21:proxy.prt=1',
    'DP21:proxy.port',
    ' :proxy.port=1',
  ])('refused: "%s"', text => expect(addOverride(none, text).kind).toBe('refused'));

  test('a word given twice for one server is refused', () => {
    const first = addOverride(none, 'A:proxy.port=1');
    expect(addOverride(first.kind === 'overrides' ? first.overrides : none, 'a:proxy.port=2')).toMatchObject({
      kind: 'refused',
      why: '"proxy.port" is given twice',
    });
  });
});
