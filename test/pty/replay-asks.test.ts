// What a replay asks on a real terminal.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {bin, freshHome} from '../e2e/cmproxy.ts';
import {key, Terminal} from './terminal.ts';

test('only what is missing is asked, a bad answer is told, Enter takes the default, and the plan follows', async () => {
  using home = freshHome();
  const file = join(home.folder, 'answers.yaml');
  writeFileSync(
    file,
    'schema: cmproxy/answers@1\nservers: [PS1/DP11]\nproxy: {serverName: proxy-z.contoso.com}\nask: [proxy.serverName]\n',
  );
  await using t = new Terminal([process.execPath, bin, 'replay', file], {cols: 120, env: home.env});
  await t.until('proxy.serverName [proxy-z.contoso.com]:');
  t.send(`http://x${key.enter}`);
  await t.until('CMP001');
  t.send(`proxy-y.contoso.com${key.enter}`);
  await t.until('proxy.port for PS1/DP11.contoso.com [80]:');
  expect(t.text()).not.toContain('proxy.account');
  t.send(key.enter);
  await t.until(/y\/N|Y\/n/);
  t.send(`y${key.enter}`);
  expect(await t.exit).toBe(0);
  const now = await home.run('Get-CMSiteSystemServer', 'DP11', '--output', 'csv');
  expect(now.stdout).toContain('proxy-y.contoso.com,80');
});

test('Ctrl+C at a question ends with 130 and writes nothing', async () => {
  using home = freshHome();
  const file = join(home.folder, 'answers.yaml');
  writeFileSync(file, 'schema: cmproxy/answers@1\nservers: [PS1/DP11]\nproxy: {enabled: true, port: 80}\n');
  await using t = new Terminal([process.execPath, bin, 'replay', file], {env: home.env});
  await t.until('proxy.serverName for PS1/DP11');
  t.send(key.ctrlC);
  expect(await t.exit).toBe(130);
  expect((await home.run('history', '--output', 'json')).list('runs')).toEqual([]);
});
