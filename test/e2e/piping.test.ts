// Objects piped into cmdlets of the built program, as JSON on standard input.
import {expect, test} from 'vitest';
import {freshHome, type Home, type Ran} from './cmproxy.ts';

async function piped(home: Home, input: unknown, ...args: string[]): Promise<Ran> {
  return home.runWith({stdin: 'pipe', input: typeof input === 'string' ? input : JSON.stringify(input)}, ...args);
}

async function rows(home: Home, name: string): Promise<string> {
  return (await home.run('Get-CMSiteSystemServer', name, '--output', 'json')).stdout;
}

async function portOf(home: Home, name: string, site: string): Promise<unknown> {
  const got = await home.run('Get-CMSiteSystemServer', name, '-SiteCode', site, '--output', 'csv');
  return got.stdout.split('\n')[1]?.split(',')[4];
}

const full = [
  '-EnableProxy',
  '$true',
  '-ProxyServerName',
  'proxy-z.contoso.com',
  '-ProxyServerPort',
  '3129',
  '-ProxyAccessAccount',
  '$null',
];

test('rows of Get- are written by Set- as one run, whose undo takes all of it back', async () => {
  using home = freshHome();
  const set = await piped(home, await rows(home, 'MP0[1]*'), 'Set-CMSiteSystemServer', ...full);
  expect(set.stderr).not.toContain('CMP121');
  expect(set.exitCode).toBe(0);
  const both = await piped(home, await rows(home, 'DP1*'), 'Set-CMSiteSystemServer', ...full);
  expect(both.exitCode).toBe(0);
  expect(await portOf(home, 'DP11', 'PS1')).toBe('3129');
  expect(await portOf(home, 'DP12', 'PS1')).toBe('3129');
  expect((await home.run('history', '--output', 'json')).list('runs')).toHaveLength(2);
  expect((await home.run('undo', '--yes')).exitCode).toBe(0);
  expect((await rows(home, 'DP11')).replaceAll(' ', '')).toContain('"UseProxy","Value":0');
  expect(await portOf(home, 'MP01', 'PS1')).toBe('3129');
});

test("-WhatIf names each target in PowerShell's words and writes nothing", async () => {
  using home = freshHome();
  const before = await rows(home, '*');
  const what = await piped(home, await rows(home, 'DP1*'), 'Set-CMSiteSystemServer', ...full, '-WhatIf');
  expect(what.exitCode).toBe(0);
  for (const server of ['DP11', 'DP12'])
    expect(what.stdout).toContain(
      `What if: Performing the operation "Set-CMSiteSystemServer" on target "${server}.contoso.com".`,
    );
  expect(await rows(home, '*')).toBe(before);
});

test('JSON lines, a list, a document and a single object are all taken; - and --stdin say the same', async () => {
  using home = freshHome();
  const document = JSON.parse(await rows(home, 'DP1*')) as {items: readonly unknown[]};
  const forms = [
    document.items.map(item => JSON.stringify(item)).join('\n'),
    JSON.stringify(document.items, null, 2),
    JSON.stringify(document),
    JSON.stringify({'@odata.context': 'x', value: document.items}),
  ];
  for (const form of forms)
    for (const word of [[], ['-'], ['--stdin'], ['-Stdin']]) {
      const what = await piped(home, form, 'Set-CMSiteSystemServer', ...word, ...full, '-WhatIf');
      expect([form, what.exitCode, what.stdout.match(/What if/g)?.length]).toEqual([form, 0, 2]);
    }
});

test('standard input is left alone where a server is named', async () => {
  using home = freshHome();
  const set = await piped(home, 'this is no JSON', 'Set-CMSiteSystemServer', 'DP11', ...full, '-WhatIf');
  expect(set.exitCode).toBe(0);
});

test('nothing piped is a missing parameter; an empty list is nothing to do', async () => {
  using home = freshHome();
  const nothing = await home.run('Set-CMSiteSystemServer', ...full);
  expect(nothing.exitCode).toBe(64);
  expect(nothing.stderr).toContain(
    'Cannot process command because of one or more missing mandatory parameters: InputObject.',
  );
  const empty = await piped(home, '{"schemaVersion":1,"items":[]}', 'Set-CMSiteSystemServer', ...full);
  expect([empty.exitCode, empty.stderr]).toEqual([0, 'There were no objects on standard input; nothing was done.\n']);
});

test('an object that does not bind is told by its number, the others go on: 4; -ErrorAction Stop writes nothing: 1', async () => {
  using home = freshHome();
  const document = JSON.parse(await rows(home, 'DP11*')) as {items: readonly unknown[]};
  const mixed = [
    {no: 'row'},
    ...document.items,
    {RoleName: 'SMS Site System', SiteCode: 'PS1', NetworkOSPath: '\\\\NONE'},
  ];
  const before = await rows(home, '*');
  const stop = await piped(home, mixed, 'Set-CMSiteSystemServer', ...full, '-ErrorAction', 'Stop');
  expect(stop.exitCode).toBe(1);
  expect(stop.stderr).toContain(
    'The running command stopped because the preference variable "ErrorActionPreference" or common parameter is set to Stop: object 1: The input object cannot be bound',
  );
  expect(await rows(home, '*')).toBe(before);
  const quiet = await piped(home, mixed, 'Set-CMSiteSystemServer', ...full, '-ea', 'SilentlyContinue', '-WhatIf');
  expect([quiet.exitCode, quiet.stderr.includes('object 1')]).toEqual([4, false]);
  const set = await piped(home, mixed, 'Set-CMSiteSystemServer', ...full);
  expect(set.exitCode).toBe(4);
  expect(set.stderr).toContain('object 1: The input object cannot be bound to any parameters');
  expect(set.stderr).toContain('CMP007 There is no site system server "PS1/NONE"');
  expect(await portOf(home, 'DP11', 'PS1')).toBe('3129');
});

test('broken JSON is refused with its place, and nothing is written', async () => {
  using home = freshHome();
  const broken = await piped(home, '{"RoleName":\n oops}', 'Set-CMSiteSystemServer', ...full);
  expect([broken.exitCode, broken.stderr]).toEqual([1, expect.stringContaining('line 2')]);
});

test('-PassThru gives the objects as they are now', async () => {
  using home = freshHome();
  const set = await piped(home, await rows(home, 'DP1*'), 'Set-CMSiteSystemServer', ...full, '-PassThru', '-o', 'csv');
  expect(set.stdout).toContain('PS1,DP11.contoso.com,1,proxy-z.contoso.com,3129');
  expect(set.stdout).toContain('PS1,DP12.contoso.com,1,proxy-z.contoso.com,3129');
});

test('-Confirm without a terminal ends with 64 and writes nothing', async () => {
  using home = freshHome();
  const before = await rows(home, '*');
  const asked = await home.run('Set-CMSiteSystemServer', 'DP11', ...full, '-Confirm');
  expect(asked.exitCode).toBe(64);
  expect(await rows(home, '*')).toBe(before);
});

test('plan, preview and endpoints take the servers of rows, of a status, and of names with their site', async () => {
  using home = freshHome();
  const status = (await home.run('status', '--all', '--output', 'json')).stdout;
  const chosen = (JSON.parse(status) as {siteSystems: readonly {server: string}[]}).siteSystems.filter(({server}) =>
    server.startsWith('DP1'),
  );
  const forms = [await rows(home, 'DP1*'), chosen, [{Server: 'PS1/DP11'}, {ServerName: 'DP12', SiteCode: 'PS1'}]];
  for (const form of forms) {
    const plan = await piped(home, form, 'plan', '-', '--set', 'proxy.serverName=proxy-z', '--output', 'json');
    expect(plan.exitCode).toBe(2);
    expect(plan.list('servers').map(item => item['server'])).toEqual(['DP11.contoso.com', 'DP12.contoso.com']);
    expect((await piped(home, form, 'endpoints', '--stdin', '--output', 'csv')).exitCode).toBe(0);
    expect((await piped(home, form, 'preview', '-', '--output', 'json')).exitCode).toBe(0);
  }
  const clash = await piped(
    home,
    [{Server: 'DP05', SiteCode: 'PS2'}],
    'plan',
    '-',
    '--set',
    'proxy.serverName=z',
    '-o',
    'json',
  );
  expect(clash.list('servers').map(item => item['siteCode'])).toEqual(['PS2']);
  const applied = await piped(
    home,
    await rows(home, 'DP1*'),
    'apply',
    '--stdin',
    '--set',
    'proxy.serverName=proxy-z',
    '--yes',
  );
  expect(applied.exitCode).toBe(0);
});
