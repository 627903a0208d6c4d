// Names of servers in rows and in people's words.
import {describe, expect, test} from 'vitest';
import {
  computerAccount,
  nalPath,
  sameServer,
  serverFromNalPath,
  serverFromNetworkOsPath,
  shortName,
  siteCodeFromNalPath,
  siteSystemKey,
} from '../../src/model/server-name.ts';

describe('NetworkOSPath', () => {
  test.each([
    ['\\\\CM01.contoso.com', 'CM01.contoso.com'],
    ['\\\\CM01.contoso.com\\', 'CM01.contoso.com'],
    ['CM01', 'CM01'],
    ['\\\\ CM01 ', 'CM01'],
    ['\\\\2001:db8::5', '2001:db8::5'],
    ['', null],
    ['\\\\', null],
    ['\\\\\\\\\\', null],
    ['\\\\CM01\\share', null],
  ])('%s names %s', (path, server) => {
    expect(serverFromNetworkOsPath(path)).toBe(server);
  });
});

describe('NALPath', () => {
  test.each([
    ['CM01.contoso.com', 'PS1'],
    ['cm01', 'S01'],
    ['CM-01_x.contoso.com', 'CAS'],
  ])('%s at %s: what the provider writes reads back', (server, siteCode) => {
    const path = nalPath(siteCode, server);
    expect(path).toBe(`["Display=\\\\${server}\\"]MSWNET:["SMS_SITE=${siteCode}"]\\\\${server}\\`);
    expect([serverFromNalPath(path), siteCodeFromNalPath(path)]).toEqual([server, siteCode]);
  });

  test('without its second half the display name counts; without either it names nothing', () => {
    expect(serverFromNalPath('["Display=\\\\CM01.contoso.com\\"]MSWNET:["SMS_SITE=PS1"]')).toBe('CM01.contoso.com');
    for (const text of ['', 'MSWNET:', '["SMS_SITE=PS1"]', 'CM01']) expect(serverFromNalPath(text)).toBeNull();
    for (const text of ['', '["Display=\\\\CM01\\"]', 'SMS_SITE=']) expect(siteCodeFromNalPath(text)).toBeNull();
  });
});

test('case and a dot at the end do not make another server', () => {
  expect(sameServer('CM01.contoso.com', 'cm01.CONTOSO.com.')).toBe(true);
  expect(sameServer('CM01.contoso.com', 'CM01')).toBe(false);
  expect(siteSystemKey('ps1', 'CM01.Contoso.com.')).toBe('PS1/cm01.contoso.com');
});

test('short names and computer accounts; an address stays whole', () => {
  expect([shortName('CM01.contoso.com'), shortName('CM01'), shortName('10.20.0.8'), shortName('2001:db8::5')]).toEqual([
    'CM01',
    'CM01',
    '10.20.0.8',
    '2001:db8::5',
  ]);
  expect(computerAccount('cm01.contoso.com')).toBe('CM01$');
});
