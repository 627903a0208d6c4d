// The password of an account, asked on a real terminal: once, and never shown.
import {expect, test} from 'vitest';
import {bin, freshHome} from '../e2e/cmproxy.ts';
import {key, Terminal} from './terminal.ts';

test('S1 it is asked once for all sites, and not a character of it is seen', async () => {
  using home = freshHome();
  await using t = new Terminal([process.execPath, bin, 'account', 'set-password', 'CONTOSO\\svc-proxy'], {
    cols: 100,
    env: home.env,
  });
  await t.until('Password of CONTOSO\\svc-proxy:');
  t.send(`S3cret${key.enter}`);
  expect(await t.exit).toBe(0);
  expect(t.raw).not.toContain('S3cret');
  expect(t.raw.split('Password of').length).toBe(2);
  expect(t.text()).toContain('CAS  CONTOSO\\svc-proxy  new password accepted');
  expect(t.text()).toContain('PS1  CONTOSO\\svc-proxy  new password accepted');
});

test('Ctrl+C at the password ends with 130 and writes nothing', async () => {
  using home = freshHome();
  await using t = new Terminal([process.execPath, bin, 'New-CMAccount', '-UserName', 'CONTOSO\\x'], {env: home.env});
  await t.until('Password of CONTOSO\\x:');
  t.send(key.ctrlC);
  expect(await t.exit).toBe(130);
  expect((await home.run('history', '--output', 'json')).list('runs')).toEqual([]);
});
