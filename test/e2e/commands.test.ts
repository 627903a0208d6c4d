// The commands as scripts use them: exit codes, JSON, and one clear message for each refusal.
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {freshHome} from './cmproxy.ts';

describe('status', () => {
  test('without arguments and without a terminal: the plain status, a hint on standard error, exit 0', async () => {
    using home = freshHome();
    const ran = await home.run();
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toMatch(/\tCAS\tCM00\.contoso\.com\t/);
    expect(ran.stderr).toContain('cmproxy help');
  });

  test('JSON has schemaVersion first and one record for each site system', async () => {
    using home = freshHome();
    const ran = await home.run('status', '--output', 'json');
    expect(ran.stdout.startsWith('{"schemaVersion":1,"connection":"lab"')).toBe(true);
    expect(ran.list('siteSystems').length).toBeGreaterThanOrEqual(14);
    expect(ran.exitCode).toBe(0);
  });

  test('a reading creates no file', async () => {
    using home = freshHome();
    await home.run('status');
    await home.run('preview');
    await home.run('plan', '--server', 'PS1/CM01', '--set', 'proxy.port=3128');
    expect(() => readFileSync(join(home.folder, 'cmproxy', 'lab.json'))).toThrow(/ENOENT/);
  });

  test('--exit-code says unknown before faults', async () => {
    using home = freshHome();
    expect((await home.run('status', '--exit-code')).exitCode).toBe(3);
  });

  test('--against a saved status or an export: 0 where nothing changed, 2 where something did, 3 where sight of a server was lost', async () => {
    using home = freshHome();
    const saved = join(home.folder, 'before.json');
    const exported = join(home.folder, 'export.json');
    writeFileSync(saved, (await home.run('status', '--output', 'json')).stdout);
    await home.run('lab', 'export', exported);
    for (const file of [saved, exported]) {
      const same = await home.run('status', '--against', file, '--output', 'json');
      expect([same.exitCode, same.json()['changes']]).toEqual([0, []]);
      expect(same.json()['unknown']).toEqual([{server: 'DP23.contoso.com', siteCode: 'PS2'}]);
    }
    await home.run('Set-CMSiteSystemServer', 'CM01', '-SiteCode', 'PS1', '-ProxyServerPort', '1');
    expect((await home.run('status', '--against', saved)).exitCode).toBe(2);
    await home.run('lab', 'fault', 'add', 'read-denied', 'PS1/CM01');
    expect((await home.run('status', '--against', saved)).exitCode).toBe(3);
  });
});

describe('the way of a change', () => {
  test('plan, apply, status --against, undo', async () => {
    using home = freshHome();
    const before = join(home.folder, 'before.json');
    await home.run('lab', 'export', before);
    const planFile = join(home.folder, 'plan.json');
    const planned = await home.run(
      'plan',
      '--server',
      'PS1/CM01',
      '--set',
      'proxy.port=3128',
      '--ticket',
      'CHG1',
      '--out',
      planFile,
      '--output',
      'json',
    );
    expect(planned.exitCode).toBe(2);
    expect(planned.json()['changes']).toMatchObject([
      {
        order: 1,
        server: 'CM01.contoso.com',
        siteCode: 'PS1',
        object: 'siteSystem',
        fields: ['proxy.port'],
        after: {port: 3128},
      },
    ]);
    expect((await home.run('apply', planFile)).exitCode).toBe(64);
    const applied = await home.run('apply', planFile, '--yes', '--output', 'json');
    expect(applied.exitCode).toBe(0);
    expect(applied.lines().at(-1)).toMatchObject({
      event: 'finished',
      exitCode: 0,
      servers: [{server: 'CM01.contoso.com', result: 'applied'}],
    });
    const changed = await home.run('status', '--against', before, '--output', 'json');
    expect(changed.json()['changes']).toMatchObject([{server: 'CM01.contoso.com', field: 'proxy.port', after: '3128'}]);
    const history = await home.run('history', '--output', 'json');
    expect(history.json()['runs']).toMatchObject([{ticket: 'CHG1'}]);
    const undone = await home.run('undo', '--yes', '--output', 'json');
    expect(undone.exitCode).toBe(0);
    expect((await home.run('status', '--against', before, '--output', 'json')).json()['changes']).toEqual([]);
  });

  test('A10 apply twice: the second run writes nothing and ends with 0', async () => {
    using home = freshHome();
    const args = ['apply', '--server', 'PS1/CM01', '--set', 'proxy.port=3128', '--yes', '--output', 'json'];
    expect((await home.run(...args)).exitCode).toBe(0);
    const calls = readFileSync(join(home.env['CMPROXY_HOME'] ?? '', 'lab.json'), 'utf8');
    const again = await home.run(...args);
    expect(again.exitCode).toBe(0);
    expect(readFileSync(join(home.env['CMPROXY_HOME'] ?? '', 'lab.json'), 'utf8')).toBe(calls);
  });

  test('A3 a record that changed since the plan: 5, nothing written, expected and found shown', async () => {
    using home = freshHome();
    const planFile = join(home.folder, 'plan.json');
    await home.run('plan', '--server', 'PS1/CM01', '--set', 'proxy.port=3128', '--out', planFile);
    await home.run('Set-CMSiteSystemServer', 'CM01.contoso.com', '-SiteCode', 'PS1', '-ProxyServerPort', '9999');
    const stale = await home.run('apply', planFile, '--yes');
    expect(stale.exitCode).toBe(5);
    expect(stale.stderr).toMatch(/9999/);
  });

  test('outside the window: 1 and nothing written', async () => {
    using home = freshHome();
    const ran = await home.run(
      'apply',
      '--server',
      'PS1/CM01',
      '--set',
      'proxy.port=3128',
      '--yes',
      '--not-before',
      '2999-01-01T00:00:00Z',
    );
    expect(ran.exitCode).toBe(1);
    expect((await home.run('history', '--output', 'json')).json()['runs']).toEqual([]);
  });

  test('a plan that touches the service connection point needs the site code', async () => {
    using home = freshHome();
    const args = ['apply', '--server', 'CAS/CM00', '--set', 'proxy.port=3128', '--yes', '--output', 'json'];
    expect((await home.run(...args)).exitCode).toBe(64);
    expect((await home.run(...args, '--confirm', 'PS1')).exitCode).toBe(64);
  });

  test('--expect-hash of another plan: 1, nothing written', async () => {
    using home = freshHome();
    const ran = await home.run(
      'apply',
      '--server',
      'PS1/CM01',
      '--set',
      'proxy.port=3128',
      '--yes',
      '--expect-hash',
      'sha256:0000',
    );
    expect(ran.exitCode).toBe(1);
    expect((await home.run('history', '--output', 'json')).json()['runs']).toEqual([]);
  });
});

describe('typed cmdlets', () => {
  test("-WhatIf prints PowerShell's own line and the difference, and writes nothing", async () => {
    using home = freshHome();
    const ran = await home.run(
      'Set-CMSiteSystemServer',
      '-Name',
      'CM01.contoso.com',
      '-SiteCode',
      'PS1',
      '-EnableProxy',
      '$true',
      '-ProxyServerName',
      'other.contoso.com',
      '-WhatIf',
    );
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout.split('\n')[0]).toBe(
      'What if: Performing the operation "Set-CMSiteSystemServer" on target "CM01.contoso.com".',
    );
    expect(ran.stdout).toContain('other.contoso.com');
    expect(ran.stderr).toContain('CMP121');
    expect(() => readFileSync(join(home.env['CMPROXY_HOME'] ?? '', 'lab.json'))).toThrow(/ENOENT/);
  });

  test('$null for the account means System', async () => {
    using home = freshHome();
    const ran = await home.run(
      'Set-CMSiteSystemServer',
      'CM00',
      '-SiteCode',
      'CAS',
      '-ProxyAccessAccount',
      '$null',
      '-WhatIf',
      '--output',
      'json',
    );
    expect(ran.json()['changes']).toMatchObject([{after: {account: {kind: 'system'}}}]);
  });

  test('a name that is not there: Get gives nothing and 0, Set is CMP007 and 1', async () => {
    using home = freshHome();
    expect(await home.run('Get-CMSiteSystemServer', 'NOPE')).toMatchObject({exitCode: 0, stdout: ''});
    const set = await home.run('Set-CMSiteSystemServer', 'NOPE', '-EnableProxy', '$false');
    expect(set.exitCode).toBe(1);
    expect(set.stderr).toContain('CMP007');
  });
});

describe('refusals', () => {
  const usage: readonly (readonly string[])[] = [
    ['aply'],
    ['plan'],
    ['plan', '--server', 'PS1/CM01', '--set', 'proxy.prt=1'],
    ['plan', '--server', 'PS1/CM01', '--set', 'proxy.enabled=perhaps'],
    ['plan', '--where', 'proxy.sevrer=x', '--set', 'proxy.port=1'],
    ['status', '--outptu', 'json'],
    ['status', '--output', 'xml'],
    ['status', '--connection', 'nowhere'],
    ['Set-CMSiteSystemServer', 'CM01', '-ProxyServerPort', '70000'],
    ['Set-CMSiteSystemServer'],
    ['wizard'],
    ['site', 'add', 'lab', '--snapshot', 'x.json'],
    ['lab', 'fault', 'add', 'explosion'],
    ['help', 'nothing-like-it'],
  ];
  test.each(usage)('%s %s %s %s %s: 64, a message with what to do, nothing on standard output', async (...args) => {
    using home = freshHome();
    const ran = await home.run(...args.filter(word => word !== undefined));
    expect(ran).toMatchObject({exitCode: 64, stdout: ''});
    expect(ran.stderr).toMatch(/^cmproxy: .+\n {2}do: .+/m);
  });

  test('with --output json a refusal is JSON too', async () => {
    using home = freshHome();
    expect((await home.run('status', '--connection', 'nowhere', '--output', 'json')).json()).toMatchObject({
      schemaVersion: 1,
      error: {exitCode: 64},
    });
  });

  test('R4c a home that cannot be written: reading works, saving fails with a reason', async () => {
    using home = freshHome();
    const blocked = join(home.folder, 'file');
    writeFileSync(blocked, '');
    const env = {...home.env, CMPROXY_HOME: join(blocked, 'below')};
    expect((await home.runWith({env}, 'status')).exitCode).toBe(0);
    const saved = await home.runWith({env}, 'lab', 'delay', '10');
    expect(saved.exitCode).toBe(1);
    expect(saved.stderr).toMatch(/do: /);
  });

  test('R4c HOME unset: reading works, saving names CMPROXY_HOME', async () => {
    using home = freshHome();
    const env = {PATH: home.env['PATH'] ?? ''};
    expect((await home.runWith({env}, 'status')).exitCode).toBe(0);
    const saved = await home.runWith({env}, 'lab', 'reset');
    expect(saved.exitCode).toBe(1);
    expect(saved.stderr).toContain('CMPROXY_HOME');
  });

  test('S5 a password in a proxy name is refused and never repeated', async () => {
    using home = freshHome();
    const ran = await home.run(
      'plan',
      '--server',
      'PS1/CM01',
      '--set',
      'proxy.serverName=http://user:hunter2secret@proxy:8080',
      '--output',
      'json',
    );
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout + ran.stderr).toContain('CMP001');
    expect(ran.stdout + ran.stderr).not.toContain('hunter2secret');
  });
});

describe('snapshots', () => {
  test('site add keeps the path, selects nothing, and opens read-only', async () => {
    using home = freshHome();
    const file = join(home.folder, 'contoso.json');
    await home.run('lab', 'export', file);
    expect((await home.run('site', 'add', 'contoso', '--snapshot', file)).exitCode).toBe(0);
    const list = (await home.run('site', 'list', '--output', 'json')).json();
    expect(list['selected']).toBe('lab');
    expect(list['connections']).toMatchObject([{name: 'lab'}, {name: 'contoso', mayWrite: false, file}]);
    const status = (await home.run('status', '--connection', 'contoso', '--output', 'json')).json();
    expect(status).toMatchObject({connection: 'contoso', mayWrite: false});
    const refused = await home.run(
      'Set-CMSiteSystemServer',
      'CM01',
      '-SiteCode',
      'PS1',
      '-ProxyServerPort',
      '1',
      '--connection',
      'contoso',
    );
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain('Nothing was written');
    expect((await home.run('site', 'select', 'contoso')).exitCode).toBe(0);
    expect((await home.run('status', '--output', 'json')).json()['connection']).toBe('contoso');
    expect((await home.run('site', 'remove', 'contoso')).exitCode).toBe(0);
    expect((await home.run('status', '--output', 'json')).json()['connection']).toBe('lab');
  });

  test.each([
    ['R5a truncated JSON', '{"schema": "cmproxy/hierarchy@1", "sites": [', /line 1/],
    ['R5e a key twice', '{"schema": "cmproxy/hierarchy@1", "sites": [], "sites": []}', /sites/],
    ['R5f __proto__', '{"schema": "cmproxy/hierarchy@1", "__proto__": {}}', /__proto__/],
    ['R5h a wrong type', '{"schema": "cmproxy/hierarchy@1", "sites": 5}', /sites/],
    ['R6a a newer version', '{"schema": "cmproxy/hierarchy@9"}', /9[\s\S]*1|1[\s\S]*9/],
  ])('%s is refused, and nothing is added', async (_name, text, reason) => {
    using home = freshHome();
    const file = join(home.folder, 'bad.json');
    writeFileSync(file, text);
    const ran = await home.run('site', 'add', 'bad', '--snapshot', file);
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toMatch(reason);
    expect((await home.run('site', 'list', '--output', 'json')).json()['connections']).toHaveLength(1);
  });

  test('R5a broken settings are reported and left as they are', async () => {
    using home = freshHome();
    const folder = home.env['CMPROXY_HOME'] ?? '';
    mkdirSync(folder, {recursive: true});
    const settings = join(folder, 'settings.json');
    writeFileSync(settings, '{"schema": "cmproxy/settings@1", ');
    const file = join(home.folder, 'contoso.json');
    await home.run('lab', 'export', file, '--connection', 'lab');
    const ran = await home.run('site', 'add', 'contoso', '--snapshot', file);
    expect(ran.exitCode).toBe(1);
    expect(readFileSync(settings, 'utf8')).toBe('{"schema": "cmproxy/settings@1", ');
  });
});

describe('help', () => {
  test('help exit-codes has every code', async () => {
    using home = freshHome();
    const ran = await home.run('help', 'exit-codes');
    for (const code of [0, 1, 2, 3, 4, 5, 6, 64, 130]) expect(ran.stdout).toMatch(new RegExp(`^ +${code}  `, 'm'));
  });
  test.each([
    ['--help'],
    ['help'],
    ['plan', '-h'],
    ['help', 'plan'],
    ['plan', '--set', 'broken', '--help'],
    ['site'],
    ['Set-CMSiteSystemServer', '-Help'],
  ])('%s %s ends with 0 and begins with examples', async (...args) => {
    using home = freshHome();
    const ran = await home.run(...args.filter(word => word !== undefined));
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toMatch(/^(Examples|EXAMPLES|cmproxy site)/);
  });
});

test('a record that does not tell its account: refused as unknown, written when the account is said', async () => {
  using home = freshHome();
  const file = join(home.folder, 'odd.json');
  const property = (name: string, value: number, text = '') => ({PropertyName: name, Value: value, Value2: text});
  const row = {
    SiteCode: 'PS1',
    NetworkOSPath: '\\\\CM01.x.com',
    RoleName: 'SMS Site System',
    Props: [
      property('UseProxy', 1),
      property('ProxyName', 0, 'p.x.com'),
      property('ProxyServerPort', 80),
      property('ProxyUserName', 0, 'C\\u'),
    ],
  };
  writeFileSync(
    file,
    JSON.stringify({
      schema: 'cmproxy/hierarchy@1',
      sites: [{SiteCode: 'PS1', ServerName: 'CM01.x.com', Type: 2}],
      siteSystemUses: [row],
    }),
  );
  expect((await home.run('lab', 'import', file)).exitCode).toBe(0);
  expect((await home.run('apply', '--server', 'CM01', '--set', 'proxy.port=9', '--yes')).exitCode).toBe(3);
  expect(
    (await home.run('apply', '--server', 'CM01', '--set', 'proxy.port=9', '--set', 'proxy.account=system', '--yes'))
      .exitCode,
  ).toBe(0);
  expect((await home.run('Get-CMSiteSystemServer', 'CM01')).stdout).toContain('\t9\t');
});

describe('status as the screen shows it', () => {
  test('--filter, --sort and --descending choose and order the same in every form', async () => {
    using home = freshHome();
    const options = ['status', '--filter', 'site=PS2', '--sort', 'server', '--descending'];
    const plain = await home.run(...options, '--output', 'plain');
    const names = plain.stdout
      .trim()
      .split('\n')
      .map(line => line.split('\t')[2]);
    expect(names).toEqual([...names].toSorted((a = '', b = '') => (a < b ? 1 : -1)));
    const json = await home.run(...options, '--output', 'json');
    expect(json.list('siteSystems').map(system => system['server'])).toEqual(names);
    expect(json.list('siteSystems').every(system => system['siteCode'] === 'PS2')).toBe(true);
  });

  test('--needs-internet leaves out what uses none', async () => {
    using home = freshHome();
    const all = (await home.run('status', '--output', 'json')).list('siteSystems').length;
    const some = (await home.run('status', '--needs-internet', '--output', 'json')).list('siteSystems').length;
    expect([all, some]).toEqual([18, 15]);
  });

  test('--out writes the file alone and refuses one that is there', async () => {
    using home = freshHome();
    const file = join(home.folder, 'status.csv');
    const first = await home.run('status', '--output', 'csv', '--out', file);
    expect(first).toMatchObject({exitCode: 0, stdout: ''});
    expect(readFileSync(file, 'utf8')).toBe((await home.run('status', '--output', 'csv')).stdout);
    const second = await home.run('status', '--output', 'csv', '--out', file);
    expect(second.exitCode).toBe(64);
    expect(second.stderr).toContain('the file is already there');
    expect((await home.run('status', '--output', 'csv', '--out', file, '--force')).exitCode).toBe(0);
    const nowhere = await home.run('status', '--out', join(home.folder, 'status.csv', 'x'));
    expect(nowhere.exitCode).toBe(1);
  });
});

test('apply where a server could not be read: the last event says the exit code that the process ends with, written or not', async () => {
  using home = freshHome();
  const words = [
    'apply',
    '--server',
    'PS2/DP21',
    '--server',
    'PS2/DP23',
    '--set',
    'proxy.port=3129',
    '--yes',
    '--output',
    'json',
  ];
  for (const text of [/Applied and read back/, /Nothing differs/]) {
    const ran = await home.run(...words);
    expect(ran.exitCode).toBe(3);
    expect(ran.lines().at(-1)).toMatchObject({event: 'finished', exitCode: 3});
    expect(ran.stdout).toMatch(text);
  }
});

test.each([
  ['-Bogus', '1', 'NamedParameterNotFound'],
  ['-Proxy', '1', 'AmbiguousParameter'],
  ['-ProxyServerPort', '0', 'ParameterArgumentValidationError'],
  ['-ProxyServerPort', 'x', 'CannotConvertArgumentNoMessage'],
])('what cannot be bound carries the id of PowerShell in JSON: %s %s', async (name, value, id) => {
  using home = freshHome();
  const ran = await home.run('Set-CMSiteSystemServer', 'CM01', name, value, '--output', 'json');
  expect(ran.exitCode).toBe(64);
  expect(ran.json()['error']).toMatchObject({exitCode: 64, errorId: `${id},Set-CMSiteSystemServer`});
});

test('a parameter of the module that is not taken is named with the reason', async () => {
  using home = freshHome();
  const ran = await home.run('Set-CMSiteSystemServer', 'CM01', '-publicfqdn', 'x');
  expect(ran.exitCode).toBe(64);
  expect(ran.stderr).toContain('-PublicFqdn is not taken: cmproxy changes the proxy alone');
});
