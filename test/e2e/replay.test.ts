// Answer files replayed by the built program.
import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
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

const without = 'servers: [PS1/DP11]\nproxy: {serverName: proxy-z.contoso.com}\n';

test('AF8 a port that is said nowhere is refused without a terminal, named, and defaulted only where that is asked for', async () => {
  using home = freshHome();
  const file = saved(home, without);
  const refused = await home.run('replay', file, '--yes');
  expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining('proxy.port: PS1/DP11.contoso.com')]);
  const asked = await home.run('replay', file, '--yes', '--missing', 'ask');
  expect([asked.exitCode, asked.stderr]).toEqual([64, expect.stringContaining('--set proxy.port=VALUE')]);
  const set = await home.run('replay', file, '--what-if', '--set', 'proxy.port=81', '--output', 'json');
  expect(JSON.stringify(set.list('changes'))).toContain('"port":81');
  const done = await home.run('replay', file, '--yes', '--missing', 'default');
  expect([done.exitCode, done.stderr]).toEqual([0, expect.stringContaining('default proxy.port = 80')]);
});

test('a server name has no default', async () => {
  using home = freshHome();
  const file = saved(home, 'servers: [PS1/DP11]\nproxy: {enabled: true, port: 80}\n');
  const refused = await home.run('replay', file, '--yes', '--missing', 'default');
  expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining('proxy.serverName')]);
});

test('ask: refused without a terminal; --set answers it; --missing default takes what the file says', async () => {
  using home = freshHome();
  const file = saved(home, 'servers: [PS1/DP12]\nproxy: {serverName: proxy-z.contoso.com}\nask: [proxy.serverName]\n');
  const refused = await home.run('replay', file, '--yes');
  expect([refused.exitCode, refused.stderr]).toEqual([64, expect.stringContaining('--set proxy.serverName=VALUE')]);
  const set = await home.run('replay', file, '--what-if', '--set', 'proxy.serverName=proxy-y', '--output', 'json');
  expect(JSON.stringify(set.list('changes'))).toContain('proxy-y');
  const taken = await home.run('replay', file, '--what-if', '--missing', 'default', '--output', 'json');
  expect(JSON.stringify(taken.list('changes'))).toContain('proxy-z');
  const wrong = saved(home, 'servers: [PS1/DP12]\nask: [proxy.servername]\n');
  const unknown = await home.run('replay', wrong, '--validate');
  expect([unknown.exitCode, unknown.stderr]).toEqual([1, expect.stringContaining('Did you mean proxy.serverName?')]);
});

test('AF14 --print-resolved gives one record per server with the origin of each value, and writes nothing', async () => {
  using home = freshHome();
  const file = saved(
    home,
    'servers: [PS1/DP12, PS1/SUP01]\nproxy: {serverName: proxy-z.contoso.com}\noverrides: {PS1/SUP01: {proxy: {port: 99}}}\n',
  );
  const resolved = await home.run(
    'replay',
    file,
    '--print-resolved',
    '--set',
    'proxy.account=system',
    '--output',
    'json',
  );
  expect(resolved.exitCode).toBe(0);
  expect(resolved.list('records')).toMatchObject([
    {
      server: 'DP12.contoso.com',
      values: {
        'proxy.enabled': true,
        'proxy.serverName': 'proxy-z.contoso.com',
        'proxy.port': 8080,
        'proxy.account': 'system',
      },
      from: {'proxy.enabled': 'file', 'proxy.serverName': 'file', 'proxy.port': 'kept', 'proxy.account': '--set'},
    },
    {
      server: 'SUP01.contoso.com',
      values: {'proxy.port': 99, 'softwareUpdatePoint.useProxy': true},
      from: {'proxy.port': 'override', 'softwareUpdatePoint.useProxy': 'kept'},
    },
  ]);
  expect((await home.run('history', '--output', 'json')).list('runs')).toEqual([]);
  const csv = await home.run('replay', file, '--print-resolved', '--output', 'csv');
  expect(csv.stdout).toContain('PS1,SUP01.contoso.com,proxy.port,99,override');
});

test('AF9 an older version is migrated with its comments, the old file is kept beside it, and a second replay finds it current', async () => {
  using home = freshHome();
  const file = join(home.folder, 'old.yaml');
  const old =
    '# why\nschema: cmproxy/answers@0\nservers: [PS1/DP12]\n# the new one\nproxy.serverName: proxy-z.contoso.com # until May\noverrides:\n  PS1/DP12:\n    proxy.port: 99\n';
  writeFileSync(file, old);
  const shown = await home.run('replay', file, '--what-if', '--output', 'json');
  expect(JSON.stringify(shown.list('changes'))).toContain('"port":99');
  expect(readFileSync(file, 'utf8')).toBe(old);
  expect((await home.run('replay', file, '--yes')).exitCode).toBe(0);
  expect(readFileSync(file, 'utf8')).toBe(
    '# why\nschema: cmproxy/answers@1\nservers: [PS1/DP12]\nproxy:\n  # the new one\n  serverName: proxy-z.contoso.com # until May\noverrides:\n  PS1/DP12:\n    proxy:\n      port: 99\n',
  );
  expect(readFileSync(`${file}.answers-0.bak`, 'utf8')).toBe(old);
  const again = await home.run('replay', file, '--yes');
  expect([again.exitCode, again.stderr]).toEqual([0, 'Nothing differs; nothing was written.\n']);
  writeFileSync(file, old.replace('@0', '@7'));
  const newer = await home.run('replay', file, '--yes');
  expect([newer.exitCode, newer.stderr]).toEqual([1, expect.stringContaining('newer version')]);
});

test('--save keeps comments, order and blank lines, and changes only what --set said', async () => {
  using home = freshHome();
  const text =
    '# branch\n\nservers: [PS1/DP12]\n\n# why this one\nproxy:\n  serverName: proxy-z.contoso.com\n  port: 8080 # see ticket\n';
  const file = saved(home, text);
  expect((await home.run('replay', file, '--set', 'proxy.port=3128', '--save', file, '--yes')).exitCode).toBe(0);
  expect(readFileSync(file, 'utf8')).toBe(`schema: cmproxy/answers@1\n${text.replace('8080', '3128')}`);
  const other = join(home.folder, 'other.yaml');
  writeFileSync(other, 'mine');
  expect((await home.run('replay', file, '--save', other, '--yes')).exitCode).toBe(64);
  expect(readFileSync(other, 'utf8')).toBe('mine');
});

test('--set beats an exception about the same key, and says so', async () => {
  using home = freshHome();
  const file = saved(home, 'servers: [PS1/DP12]\noverrides: {PS1/DP12: {proxy: {port: 99, enabled: true}}}\n');
  const shown = await home.run('replay', file, '--what-if', '--set', 'proxy.port=3128', '--output', 'json');
  expect(JSON.stringify(shown.list('changes'))).toContain('"port":3128');
  expect(shown.stderr).toContain('--set proxy.port replaces what overrides say for PS1/DP12');
});

test('nothing differs: no file below the home changes', async () => {
  using home = freshHome();
  const file = saved(home, 'servers: [PS1/CM01]\nproxy: {port: 3128}\n');
  expect((await home.run('replay', file, '--yes')).exitCode).toBe(0);
  const before = everything(home.folder);
  expect((await home.run('replay', file, '--yes')).exitCode).toBe(0);
  expect(everything(home.folder)).toEqual(before);
});

function everything(folder: string): readonly string[] {
  return readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter(entry => entry.isFile())
    .map(entry => {
      const file = join(entry.parentPath, entry.name);
      return `${file} ${statSync(file).mtimeMs} ${readFileSync(file, 'utf8')}`;
    })
    .toSorted();
}
