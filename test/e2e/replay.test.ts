// Answer files replayed by the built program.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {freshHome, type Home} from './cmproxy.ts';

function saved(home: Home, text: string): string {
  const file = join(home.folder, 'answers.yaml');
  writeFileSync(file, `schema: cmproxy/answers@1\n${text}`);
  return file;
}

const move = 'select: {proxy.serverName: proxy-a.contoso.com, site: PS1}\nproxy: {serverName: proxy-z.contoso.com}\n';

async function using(home: Home, proxy: string): Promise<readonly unknown[]> {
  const all = (await home.run('status', '--all', '--output', 'json')).list('siteSystems');
  return all.filter(
    item => item['siteCode'] === 'PS1' && (item['proxy'] as {serverName?: string} | null)?.serverName === proxy,
  );
}

test('servers are selected by what they have now; -WhatIf ends with 2 and writes nothing; a second replay writes nothing', async () => {
  using home = freshHome();
  const proxy = 'proxy-a.contoso.com';
  const count = (await using(home, proxy)).length;
  expect(count).toBeGreaterThan(0);
  const file = saved(home, move);
  expect((await home.run('replay', file, '--what-if')).exitCode).toBe(2);
  expect(await using(home, 'proxy-z.contoso.com')).toHaveLength(0);
  const done = await home.run('replay', file, '--yes', '--confirm', 'CAS');
  expect([0, 3]).toContain(done.exitCode);
  expect((await using(home, 'proxy-z.contoso.com')).length).toBeGreaterThan(0);
  expect(await using(home, proxy)).toHaveLength(0);
});

test('nothing differs: 0, and no run in the history', async () => {
  using home = freshHome();
  const file = saved(home, 'servers: [PS1/CM01]\nproxy: {port: 3128}\n');
  expect((await home.run('replay', file, '--yes')).exitCode).toBe(0);
  const before = (await home.run('history', '--output', 'json')).stdout;
  expect((await home.run('replay', file, '--yes')).exitCode).toBe(0);
  expect((await home.run('replay', file, '--what-if')).exitCode).toBe(0);
  expect((await home.run('history', '--output', 'json')).stdout).toBe(before);
});

test('AF12 without --yes and without a terminal: 64, and nothing is written', async () => {
  using home = freshHome();
  const file = saved(home, 'servers: [PS1/CM01]\nproxy: {port: 3128}\n');
  expect((await home.run('replay', file)).exitCode).toBe(64);
  expect((await home.run('replay', file, '--what-if')).exitCode).toBe(2);
});

test('AF6 --set beats the file; AF16 it comes over a pipe', async () => {
  using home = freshHome();
  const text = 'schema: cmproxy/answers@1\nservers: [PS1/CM01]\nproxy: {port: 3128}\n';
  const ran = await home.runWith({stdin: 'pipe', input: text}, 'replay', '-', '--set', 'proxy.port=3129', '--yes');
  expect(ran.exitCode).toBe(0);
  const [server] = (await home.run('status', '--all', '--output', 'json'))
    .list('siteSystems')
    .filter(item => item['server'] === 'CM01.contoso.com' && item['siteCode'] === 'PS1');
  expect(server?.['proxy']).toMatchObject({port: 3129});
});

test.each([
  ['a wrong port', 'servers: [X]\nproxy: {port: 70000}\n', 'CMP002'],
  ['a scheme in the name', 'servers: [X]\nproxy: {serverName: "http://p"}\n', 'CMP001'],
  ['an override', 'servers: [X]\noverrides: {X: {proxy: {port: 0}}}\n', 'overrides.X.proxy.port'],
  ['a misspelt key', 'servers: [X]\nproxi: {port: 80}\n', 'Did you mean proxy?'],
  ['servers beside select', 'servers: [X]\nselect: {site: PS1}\n', 'not both'],
  ['a condition that is none', 'select: {proxy.prt: 80}\n', 'Did you mean proxy.port?'],
  ['an empty condition', 'select: {site: }\n', 'select.site'],
])('AF2 --validate needs no hierarchy and names what is wrong: %s', async (_, text, said) => {
  using home = freshHome();
  const ran = await home.run('replay', saved(home, text), '--validate');
  expect(ran.exitCode).toBe(1);
  expect(ran.stderr).toContain(said);
});

test('--validate is quiet about a good file, and selecting nothing is said', async () => {
  using home = freshHome();
  const file = saved(home, move.replace('proxy-a', 'nobody'));
  expect((await home.run('replay', file, '--validate', '--output', 'json')).json()).toEqual({
    schemaVersion: 1,
    valid: true,
  });
  const ran = await home.run('replay', file, '--what-if');
  expect(ran.exitCode).toBe(0);
  expect(ran.stderr).toContain('No server that could be read');
});
