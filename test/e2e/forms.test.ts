// Plans and runs shown as cmproxy commands and answer files, and those run: twice, against a changed record, and back.
import {execa} from 'execa';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {bin, freshHome, type Home} from './cmproxy.ts';

async function runScript(home: Home, text: string): Promise<{readonly exitCode: number; readonly output: string}> {
  const cmproxy = join(home.folder, 'cmproxy.sh');
  const script = join(home.folder, 'script.sh');
  writeFileSync(cmproxy, `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`, {mode: 0o755});
  writeFileSync(script, text);
  const ran = await execa('sh', [script], {
    env: {...home.env, CMPROXY: cmproxy},
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    all: true,
  });
  return {exitCode: ran.exitCode ?? -1, output: ran.all};
}

async function records(home: Home): Promise<string> {
  const servers = await home.run('Get-CMSiteSystemServer', '--output', 'csv');
  const points = await home.run('Get-CMSoftwareUpdatePoint', '--output', 'csv');
  return servers.stdout + points.stdout;
}

const change = ['--server', 'PS1/SUP01', '--server', 'CAS/CM00', '--set', 'proxy.enabled=false'];

test('cli: the script does what the plan says, a second run writes nothing, its undo takes all of it back', async () => {
  using home = freshHome();
  const before = await records(home);
  const planned = await home.run('plan', ...change, '--as', 'cli');
  const undo = (await home.run('plan', ...change, '--as', 'cli', '--undo')).stdout;
  expect(planned.exitCode).toBe(2);
  expect(await runScript(home, planned.stdout)).toMatchObject({exitCode: 0});
  const after = await records(home);
  expect(after).toContain('CM00.contoso.com,0');
  const again = await runScript(home, planned.stdout);
  expect([again.exitCode, again.output]).toEqual([0, expect.stringContaining('Nothing differs')]);
  expect((await home.run('history', '--output', 'json')).list('runs')).toHaveLength(2);
  expect(await runScript(home, undo)).toMatchObject({exitCode: 0});
  expect(await records(home)).toBe(before);
});

test('cli: a record that someone changed meanwhile ends it with 5, and that server is not written', async () => {
  using home = freshHome();
  const script = (await home.run('plan', '--server', 'PS1/MP01', '--set', 'proxy.port=3128', '--as', 'cli')).stdout;
  await home.run('Set-CMSiteSystemServer', 'MP01', '-ProxyServerPort', '99');
  const before = await records(home);
  const ran = await runScript(home, script);
  expect([ran.exitCode, ran.output]).toEqual([5, expect.stringContaining('proxy.port is 99, not 8080')]);
  expect(await records(home)).toBe(before);
});

test('answers: replayed they give the same plan; history gives the way back in every form', async () => {
  using home = freshHome();
  const before = await records(home);
  const file = join(home.folder, 'plan.yaml');
  const saved = await home.run('plan', ...change, '--as', 'answers', '--out', file);
  expect([saved.exitCode, saved.stdout]).toEqual([2, '']);
  const plan = (await home.run('plan', ...change, '--output', 'json')).list('changes');
  expect((await home.run('replay', file, '--what-if', '--output', 'json')).list('changes')).toEqual(plan);
  expect((await home.run('replay', file, '--yes', '--confirm', 'CAS')).exitCode).toBe(0);
  const [run] = (await home.run('history', '--output', 'json')).list('runs');
  const id = String(run?.['run']);
  for (const form of ['cmdlet', 'dsc', 'ansible'])
    expect((await home.run('history', id, '--as', form, '--undo')).stdout).toContain('Undo of a change');
  const back = join(home.folder, 'back.yaml');
  expect((await home.run('history', id, '--as', 'answers', '--undo', '--out', back)).exitCode).toBe(0);
  expect((await home.run('replay', back, '--yes', '--confirm', 'CAS')).exitCode).toBe(0);
  expect(await records(home)).toBe(before);
  expect((await home.run('history', '--as', 'cli')).exitCode).toBe(64);
  expect((await home.run('history', '20260101T000000Z-000000', '--as', 'cli')).exitCode).toBe(64);
});

test('a plan with an error has no script; an existing file is kept; --expect is refused where it cannot be read', async () => {
  using home = freshHome();
  const file = join(home.folder, 'x.sh');
  const bad = await home.run('plan', '--server', 'PS1/MP01', '--set', 'proxy.port=0', '--as', 'cli', '--out', file);
  expect([bad.exitCode, existsSync(file)]).toEqual([1, false]);
  writeFileSync(file, 'mine');
  const kept = await home.run('plan', '--server', 'PS1/MP01', '--set', 'proxy.port=1', '--as', 'cli', '--out', file);
  expect([kept.exitCode, readFileSync(file, 'utf8')]).toEqual([64, 'mine']);
  expect(
    (await home.run('plan', '--server', 'PS1/MP01', '--set', 'proxy.port=1', '--expect', 'proxy.prot=1')).exitCode,
  ).toBe(64);
});
