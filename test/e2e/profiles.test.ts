// Profiles through the built program.
import {execa} from 'execa';
import {chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {expect, test} from 'vitest';
import {bin, freshHome, type Home} from './cmproxy.ts';

const standby = [
  'profile',
  'save',
  'Standby.v1',
  '--set',
  'proxy.serverName=proxy-s.contoso.com',
  '--set',
  'proxy.port=3128',
];

function fileOf(home: Home): string {
  return join(home.folder, 'cmproxy', 'profiles.json');
}

test('saved, listed, shown, replaced and removed; the file is 0600 and has its schema', async () => {
  using home = freshHome();
  const saved = await home.run(...standby, '--description', 'the other one');
  expect([saved.exitCode, saved.stdout]).toEqual([0, '']);
  expect(statSync(fileOf(home)).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(fileOf(home), 'utf8'))).toMatchObject({
    schema: 'cmproxy/profiles@1',
    profiles: {'Standby.v1': {description: 'the other one', settings: {'proxy.port': 3128}}},
  });
  expect((await home.run('profile', 'list', '--output', 'json')).list('profiles')).toMatchObject([
    {name: 'Standby.v1', settings: {'proxy.serverName': 'proxy-s.contoso.com', 'proxy.port': '3128'}},
  ]);
  expect((await home.run('Get-CMProxyProfile', 's[tx]*', '-o', 'csv')).stdout).toContain('Standby.v1,');
  const shown = await home.run('profile', 'show', 'standby.V1', '--output', 'csv');
  expect(shown.stdout.split(/\r?\n/)).toEqual([
    'Key,Value',
    'proxy.serverName,proxy-s.contoso.com',
    'proxy.port,3128',
    '',
  ]);
  expect((await home.run(...standby)).exitCode).toBe(64);
  expect((await home.run(...standby, '--force')).exitCode).toBe(0);
  expect((await home.run('profile', 'remove', 'STANDBY.V1')).exitCode).toBe(0);
  const gone = await home.run('profile', 'show', 'Standby.v1');
  expect([gone.exitCode, gone.stderr]).toEqual([64, expect.stringContaining('none is saved')]);
});

test('a wrong name has a guess; a bad value, a bad name and nothing at all are refused and save nothing', async () => {
  using home = freshHome();
  await home.run(...standby);
  const before = readFileSync(fileOf(home), 'utf8');
  expect((await home.run('profile', 'show', 'standby.v2')).stderr).toContain('Did you mean Standby.v1?');
  for (const [code, ...args] of [
    [1, 'p', '--set', 'proxy.port=99999'],
    [1, 'p', '--set', 'proxy.serverName=http://x'],
    [1, 'p', '--set', 'proxy.enabled=false', '--set', 'proxy.port=80'],
    [0, 'p', '--set', 'proxy.port=80', '--what-if'],
    [1, 'p', '--set', 'proxy.port=80', '--read-only'],
    [64, 'p', '--set', 'proxy.port=80', '-Confirm'],
    [64, 'p'],
    [64, '__proto__', '--set', 'proxy.port=1'],
    [64, 'a\u202eb', '--set', 'proxy.port=1'],
    [64, '-x', '--set', 'proxy.port=1'],
    [64, 'p', '--set', 'proxy.password=x'],
  ] as const)
    expect([args, (await home.run('profile', 'save', ...args)).exitCode]).toEqual([args, code]);
  expect(readFileSync(fileOf(home), 'utf8')).toBe(before);
});

test('compare: 2 and the fields that differ, 0 after it was applied, 3 for a server that cannot be read', async () => {
  using home = freshHome();
  await home.run(...standby);
  const drift = await home.run(
    'profile',
    'compare',
    'standby.v1',
    '--server',
    'PS1/DP12',
    '--server',
    'PS1/MP01',
    '-o',
    'json',
  );
  expect(drift.exitCode).toBe(2);
  expect(drift.list('differences')).toContainEqual({
    siteCode: 'PS1',
    server: 'MP01.contoso.com',
    field: 'proxy.port',
    now: '8080',
    profile: '3128',
  });
  expect((await home.run('profile', 'apply', 'standby.v1', '--server', 'PS1/MP01')).exitCode).toBe(64);
  expect((await home.run('profile', 'apply', 'standby.v1', '--server', 'PS1/MP01', '--what-if')).exitCode).toBe(2);
  expect((await home.run('profile', 'apply', 'standby.v1', '--server', 'PS1/MP01', '--yes')).exitCode).toBe(0);
  expect((await home.run('profile', 'compare', 'standby.v1', '--server', 'PS1/MP01')).exitCode).toBe(0);
  expect((await home.run('profile', 'compare', 'standby.v1', '--server', 'PS2/DP23')).exitCode).toBe(3);
  expect((await home.run('profile', 'compare', 'standby.v1', '--server', 'NONE')).exitCode).toBe(1);
  expect((await home.run('profile', 'compare', 'standby.v1')).exitCode).toBe(64);
});

test('a live server is adopted and given to another; --profile stands under --set in plan and preview', async () => {
  using home = freshHome();
  expect((await home.run('profile', 'adopt', 'as CM01', '--server', 'PS1/CM01')).exitCode).toBe(0);
  const plan = await home.run(
    'plan',
    '--server',
    'PS1/DP11',
    '--profile',
    'as cm01',
    '--set',
    'proxy.port=81',
    '-o',
    'json',
  );
  expect(plan.exitCode).toBe(2);
  expect(plan.list('changes')).toMatchObject([{after: {enabled: true, serverName: 'proxy-a.contoso.com', port: 81}}]);
  expect((await home.run('preview', '--server', 'PS1/DP11', '--profile', 'as cm01')).exitCode).toBe(0);
  expect((await home.run('plan', '--server', 'PS1/DP11', '--profile', 'none')).exitCode).toBe(64);
  expect((await home.run('profile', 'adopt', 'x', '--server', 'PS2/DP23')).exitCode).toBe(3);
});

test('export and import give the same profiles back; all or nothing', async () => {
  using home = freshHome();
  using other = freshHome();
  await home.run(...standby);
  await home.run('profile', 'save', 'off', '--set', 'proxy.enabled=false');
  const file = join(home.folder, 'out.json');
  expect((await home.run('profile', 'export', '--out', file)).exitCode).toBe(0);
  expect((await home.run('profile', 'export', '--out', file)).exitCode).toBe(64);
  expect((await other.run('profile', 'import', file)).exitCode).toBe(0);
  expect((await other.run('profile', 'export')).stdout).toBe(readFileSync(file, 'utf8'));
  await other.run('profile', 'remove', 'off');
  const refused = await other.run('profile', 'import', file);
  expect([refused.exitCode, refused.stderr]).toEqual([64, expect.stringContaining('Standby.v1')]);
  expect((await other.run('profile', 'list', '-o', 'json')).list('profiles')).toHaveLength(1);
  expect((await other.run('profile', 'import', file, '--force')).exitCode).toBe(0);
  const piped = await other.runWith(
    {stdin: 'pipe', input: readFileSync(file, 'utf8')},
    'profile',
    'import',
    '-',
    '--force',
  );
  expect(piped.exitCode).toBe(0);
});

test.each([
  [
    '{"schema": "cmproxy/profiles@1", "profiles": {"a": {"settings": {"proxy.password": "x"}}}}',
    'a password is never in a profile',
  ],
  ['{"schema": "cmproxy/profiles@1", "profiles": {"a": {"settings": {"proxy.prot": 1}}}}', 'Did you mean proxy.port?'],
  ['{"schema": "cmproxy/profiles@1", "profiles": {"a": {"settings": {"proxy.port": 0}}}}', 'CMP002'],
  ['{"schema": "cmproxy/profiles@9", "profiles": {}}', 'newer version'],
  [
    '{"schema": "cmproxy/profiles@1", "profiles": {"a": {"settings": {"proxy.enabled": false, "proxy.port": 1}}}}',
    'CMP005',
  ],
  [
    '{"schema": "cmproxy/profiles@1", "profiles": {"a": {"savedAt": "x", "settings": {"proxy.port": 1}}}}',
    'savedAt is not a time',
  ],
  [
    '{"schema": "cmproxy/profiles@0", "profiles": {"a": {"proxy": {"port": 1}, "settings": {"proxy.port": 2}}}}',
    'came with profiles@1',
  ],
  [
    '{"schema": "cmproxy/profiles@1", "profiles": {"a": {"settings": {"proxy.port": 1}}, "A": {"settings": {"proxy.port": 1}}}}',
    'twice',
  ],
  ['{"schema": "cmproxy/profiles@1", "profiles": {"a": 5}}', 'profiles.a is not an object'],
  ['[', 'line 1'],
  ['{"schema": "cmproxy/profiles@1", "profiles": {"__proto__": {}}}', '__proto__'],
])('import refuses %s', async (text, why) => {
  using home = freshHome();
  const file = join(home.folder, 'in.json');
  writeFileSync(file, text);
  const ran = await home.run('profile', 'import', file);
  expect([ran.exitCode, ran.stderr]).toEqual([1, expect.stringContaining(why)]);
  expect(existsSync(fileOf(home))).toBe(false);
});

test('a broken or newer file is told and left as it is; an older one is copied beside before it is written', async () => {
  using home = freshHome();
  mkdirSync(dirname(fileOf(home)), {recursive: true});
  for (const text of [
    '{oops',
    '',
    '{"schema": "cmproxy/profiles@9"}',
    '{"schema": "cmproxy/profiles@1", "prfiles": {}}',
  ]) {
    writeFileSync(fileOf(home), text);
    expect([(await home.run(...standby)).exitCode, readFileSync(fileOf(home), 'utf8')]).toEqual([1, text]);
    const list = await home.run('profile', 'list');
    expect([list.exitCode, list.stderr]).toEqual([1, expect.stringContaining(fileOf(home))]);
  }
  const old =
    '{"schema": "cmproxy/profiles@0", "profiles": {"old one": {"proxy": {"serverName": "proxy-o", "port": 99}}}}';
  writeFileSync(fileOf(home), old);
  expect((await home.run('profile', 'show', 'old one', '-o', 'json')).json()).toMatchObject({
    settings: {'proxy.serverName': 'proxy-o', 'proxy.port': '99'},
  });
  expect(readFileSync(fileOf(home), 'utf8')).toBe(old);
  expect((await home.run(...standby)).exitCode).toBe(0);
  expect(readFileSync(`${fileOf(home)}.profiles-0.bak`, 'utf8')).toBe(old);
  expect((await home.run('profile', 'list', '-o', 'json')).list('profiles')).toHaveLength(2);
});

test('eight processes save at once: none is lost', async () => {
  using home = freshHome();
  const names = Array.from({length: 8}, (_, index) => `p${index}`);
  const runs = await Promise.all(names.map(name => home.run('profile', 'save', name, '--set', 'proxy.port=80')));
  expect(runs.map(run => run.exitCode)).toEqual(names.map(() => 0));
  expect((await home.run('profile', 'list', '-o', 'json')).list('profiles').map(item => item['name'])).toEqual(names);
});

test('a profile that would make the file too large to be read again is not saved; a hint can be pasted into a shell', async () => {
  using home = freshHome();
  const odd = await home.run('profile', 'save', 'a (b)', '--set', 'proxy.port=80');
  expect(odd.stderr).toContain("profile apply 'a (b)' --server");
  const profiles = Object.fromEntries(
    Array.from({length: 9}, (_, index) => [
      `p${index}`,
      {description: 'y'.repeat(110_000), settings: {'proxy.port': 80}},
    ]),
  );
  writeFileSync(fileOf(home), JSON.stringify({schema: 'cmproxy/profiles@1', profiles}));
  const before = readFileSync(fileOf(home), 'utf8');
  const more = ['profile', 'save', 'more', '--set', 'proxy.port=80', '--description', 'z'.repeat(20_000)];
  const ran = await home.run(...more);
  expect([ran.exitCode, ran.stderr]).toEqual([1, expect.stringContaining('at most 1000000 are read')]);
  expect(readFileSync(fileOf(home), 'utf8')).toBe(before);
});

test('R4a a disk that takes only a part of the file: the old one is whole, nothing is left beside it, and it is said', async () => {
  using home = freshHome();
  await home.run(...standby);
  const before = readFileSync(fileOf(home), 'utf8');
  const args = ['profile', 'save', 'long', '--set', 'proxy.port=80', '--description', 'd'.repeat(6000)];
  const limited = await execa(
    'sh',
    ['-c', `trap '' XFSZ; ulimit -f 2; exec "$@"`, 'sh', process.execPath, bin, ...args],
    {
      env: home.env,
      extendEnv: false,
      reject: false,
    },
  );
  expect([limited.exitCode, limited.stderr]).toEqual([1, expect.stringContaining(`${fileOf(home)} was not saved`)]);
  expect(readFileSync(fileOf(home), 'utf8')).toBe(before);
  expect(readdirSync(dirname(fileOf(home)))).toEqual(['profiles.json']);
  // conf would write in place under SNAP, and keep a mode that others can read.
  chmodSync(fileOf(home), 0o644);
  await home.runWith({env: {...home.env, SNAP: '/snap'}}, ...args);
  expect([statSync(fileOf(home)).mode & 0o777, readFileSync(fileOf(home), 'utf8')]).toEqual([
    0o600,
    expect.stringContaining('"long"'),
  ]);
});
