// Accounts of sites through the built program: one result per site, and never a password anywhere.
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {freshHome, type Home, type Ran} from './cmproxy.ts';

const secret = 'S3cret-Passw0rd!';
const odd = "CONTOSO\\o'brien";
const proxyUser = 'CONTOSO\\svc-proxy';

function withPassword(home: Home, ...args: string[]): Promise<Ran> {
  return home.runWith({stdin: 'pipe', input: `${secret}\n`}, ...args, '--password-stdin');
}

async function sitesOf(home: Home, userName: string): Promise<readonly unknown[]> {
  const accounts = (await home.run('Get-CMAccount', userName, '--output', 'json')).list('items');
  return accounts.map(item => item['SiteCode']);
}

test('list and uses tell where an account is stored, who uses it, and where it is missing', async () => {
  using home = freshHome();
  const list = (await home.run('account', 'list', '--output', 'json')).list('accounts');
  expect(list).toContainEqual(
    expect.objectContaining({userName: proxyUser, siteCodes: ['CAS', 'PS1'], missingAt: ['PS2']}),
  );
  expect(list).toContainEqual(expect.objectContaining({userName: 'CONTOSO\\svc-old', siteCodes: []}));
  const uses = await home.run('account', 'uses', 'contoso\\SVC-PROXY', '--output', 'csv');
  expect(uses.stdout).toContain('CAS,CM00.contoso.com,proxy,CAS');
  const unknown = await home.run('account', 'uses', 'CONTOSO\\svc-prox');
  expect([unknown.exitCode, unknown.stderr]).toEqual([1, expect.stringContaining(`Did you mean ${proxyUser}?`)]);
  expect((await home.run('account', 'list', '*cache', '--output', 'csv')).stdout.trim().split('\n')).toHaveLength(2);
});

test('add: one result per site; what is there already stays; -WhatIf and a missing password write nothing', async () => {
  using home = freshHome();
  const name = 'CONTOSO\\svc-new';
  const what = await home.run('account', 'add', name, '--all-sites', '--what-if');
  expect([what.exitCode, what.stdout.match(/What if: /g)?.length]).toEqual([0, 3]);
  const data = await home.run('account', 'add', name, '--all-sites', '--what-if', '--output', 'json');
  expect([data.json(), data.stderr.match(/What if: /g)?.length]).toEqual([
    {
      schemaVersion: 1,
      whatIf: true,
      command: 'Add-CMProxyAccount',
      targets: ['CAS', 'PS1', 'PS2'].map(site => `${name} at site ${site}`),
    },
    3,
  ]);
  expect((await home.run('account', 'add', name, '--site', 'PS1')).exitCode).toBe(64);
  expect((await withPassword(home, 'account', 'add', name)).exitCode).toBe(64);
  expect((await withPassword(home, 'account', 'add', name, '--site', 'S01')).stderr).toContain('PS1 keeps');
  expect((await withPassword(home, 'account', 'add', 'user@contoso.com', '--site', 'PS1')).exitCode).toBe(64);
  expect(await sitesOf(home, name)).toEqual([]);
  expect((await withPassword(home, 'account', 'add', name, '--site', 'ps1')).exitCode).toBe(0);
  const all = await withPassword(home, 'account', 'add', name, '--all-sites', '--output', 'json');
  expect([all.exitCode, all.list('results').map(item => item['result'])]).toEqual([0, ['done', 'done', 'same']]);
  expect(await sitesOf(home, name)).toEqual(expect.arrayContaining(['CAS', 'PS1', 'PS2']));
  expect((await home.run('plan', '--server', 'PS2/CM02', '--set', `proxy.account=${name}`)).exitCode).toBe(2);
});

test('set-password: every site that stores it; a fault at one is 4, with a warning of the lock-out and what to do', async () => {
  using home = freshHome();
  const good = await withPassword(home, 'account', 'set-password', proxyUser, '--output', 'json');
  expect(good.list('results')).toMatchObject([
    {siteCode: 'CAS', result: 'done'},
    {siteCode: 'PS1', result: 'done'},
  ]);
  expect(good.stderr).not.toContain('lock');
  await home.run('lab', 'fault', 'add', 'write-denied', 'CAS/CM00');
  const partial = await withPassword(home, 'account', 'set-password', proxyUser, '--output', 'csv');
  expect([partial.exitCode, partial.stdout]).toEqual([4, expect.stringContaining('failed,access denied')]);
  expect(partial.stderr).toContain('CAS still holds the old password');
  expect(partial.stderr).toContain('CAS/CM00.contoso.com');
  expect(partial.stderr).toContain(`cmproxy account set-password '${proxyUser}' --site CAS`);
  const one = await withPassword(home, 'account', 'set-password', proxyUser, '--site', 'PS1');
  expect([one.exitCode, one.stderr]).toEqual([0, expect.stringContaining('CAS still holds')]);
  expect((await withPassword(home, 'account', 'set-password', proxyUser, '--site', 'PS2')).exitCode).toBe(1);
  expect((await withPassword(home, 'account', 'set-password', 'CONTOSO\\svc-old')).exitCode).toBe(1);
  expect((await home.run('account', 'set-password', proxyUser)).exitCode).toBe(64);
});

test('what could not be read is unknown: not missing, not without the old password; a name goes quoted into the shell', async () => {
  using home = freshHome();
  const file = join(home.folder, 'h.json');
  const change = async (edit: (hierarchy: Record<string, unknown>) => void): Promise<void> => {
    const hierarchy = JSON.parse((await home.run('lab', 'export')).stdout) as Record<string, unknown>;
    edit(hierarchy);
    writeFileSync(file, JSON.stringify(hierarchy));
    expect((await home.run('lab', 'import', file)).exitCode).toBe(0);
  };
  await change(hierarchy => (hierarchy['accounts'] as unknown[]).push({UserName: odd, SiteCode: 'PS1'}));
  await home.run('lab', 'fault', 'add', 'write-denied', 'PS1/CM01');
  expect((await withPassword(home, 'account', 'set-password', odd)).stderr).toContain(
    String.raw`set-password 'CONTOSO\o'\''brien' --site PS1`,
  );
  await home.run('lab', 'fault', 'clear');
  await change(hierarchy => {
    hierarchy['unreadable'] = [{siteCode: 'PS1', why: 'no rows'}];
    hierarchy['accounts'] = [{UserName: proxyUser, SiteCode: 'CAS'}];
  });
  const partly = await withPassword(home, 'account', 'set-password', proxyUser, '--output', 'json');
  expect([partly.exitCode, partly.stderr]).toEqual([3, expect.stringContaining('CMP008 PS1')]);
  expect(partly.list('results')).toMatchObject([{result: 'done'}, {siteCode: 'PS1', result: 'unknown'}]);
  const added = await withPassword(home, 'account', 'add', 'CONTOSO\\n', '--all-sites', '--output', 'json');
  expect([added.exitCode, added.list('results').map(item => item['result'])]).toEqual([4, ['done', 'failed', 'done']]);
  await change(hierarchy => delete hierarchy['accounts']);
  const list = (await home.run('account', 'list', '--output', 'json')).list('accounts');
  expect(list).toContainEqual(
    expect.objectContaining({userName: proxyUser, siteCodes: [], missingAt: [], unknownAt: ['CAS', 'PS2']}),
  );
});

test('a server of a secondary site is among those that use what its parent keeps', async () => {
  using home = freshHome();
  const set = ['Set-CMSiteSystemServer', 'CM10', '-ProxyAccessAccount', proxyUser, '-ProxyServerPort', '8080'];
  expect((await home.run(...set)).exitCode).toBe(0);
  const ran = await withPassword(home, 'account', 'set-password', proxyUser, '--site', 'CAS');
  expect(ran.stderr).toContain('PS1 still holds the old password of CONTOSO\\svc-proxy, used there by S01/CM10');
  const slip = await home.run('account', 'switch', 'CONTOSO\\svc-prox', 'system', '--server', 'CM10', '--what-if');
  expect([slip.exitCode, slip.stderr]).toEqual([0, expect.stringContaining(`Did you mean ${proxyUser}?`)]);
});

test('switch moves all servers by one plan, which undo takes back; the account must exist, or be created', async () => {
  using home = freshHome();
  const what = await home.run('account', 'switch', proxyUser, 'system', '--server', 'CAS/CM00', '--what-if');
  expect(what.exitCode).toBe(2);
  expect((await home.run('account', 'switch', proxyUser, 'system', '--server', 'CAS/CM00')).exitCode).toBe(64);
  const missing = await home.run('account', 'switch', proxyUser, 'CONTOSO\\none', '--server', 'CAS/CM00', '--what-if');
  expect([missing.exitCode, missing.stderr]).toEqual([1, expect.stringContaining('CMP004')]);
  const done = await home.run(
    'account',
    'switch',
    proxyUser,
    'system',
    '--server',
    'CAS/CM00',
    '--yes',
    '--confirm',
    'CAS',
  );
  expect(done.exitCode).toBe(0);
  expect((await home.run('account', 'uses', proxyUser, '-o', 'csv')).stdout).toContain('CM00.contoso.com,stored');
  expect((await home.run('undo', '--yes', '--confirm', 'CAS')).exitCode).toBe(0);
  expect((await home.run('account', 'uses', proxyUser, '-o', 'csv')).stdout).toContain('CM00.contoso.com,proxy');
  expect((await home.run('account', 'switch', proxyUser, proxyUser, '--what-if')).exitCode).toBe(64);
  const elsewhere = await home.run('account', 'switch', proxyUser, 'system', '--server', 'DP21', '--what-if');
  expect([elsewhere.exitCode, elsewhere.stderr]).toEqual([0, 'Nothing differs; nothing would be written.\n']);
});

test('remove: not while it is used, not where a server could not be read, not without consent; it is journalled and not undone', async () => {
  using home = freshHome();
  expect((await home.run('account', 'remove', proxyUser, '--site', 'CAS', '--yes')).stderr).toContain('CAS/CM00');
  expect((await home.run('account', 'remove', 'CONTOSO\\svc-naa', '--site', 'PS2', '--yes')).exitCode).toBe(3);
  expect((await home.run('account', 'remove', 'CONTOSO\\svc-branch', '--site', 'PS1')).exitCode).toBe(64);
  expect(await sitesOf(home, 'CONTOSO\\svc-branch')).toEqual(['PS1']);
  expect((await home.run('account', 'remove', 'CONTOSO\\svc-branch', '--site', 'PS1', '--yes')).exitCode).toBe(0);
  expect(await sitesOf(home, 'CONTOSO\\svc-branch')).toEqual([]);
  const [run] = (await home.run('history', '--output', 'json')).list('runs');
  expect(run).toMatchObject({operation: 'account', result: 'done', resumable: false});
  const undo = await home.run('undo', String(run?.['run']), '--yes');
  expect([undo.exitCode, undo.stderr]).toEqual([0, expect.stringContaining('accounts, which are not undone')]);
  expect((await home.run('apply', '--resume', '--yes')).stderr).toContain('no unfinished run');
});

test('New-, Set-, Get- and Remove-CMAccount: a plain password is refused and not repeated; rows are piped', async () => {
  using home = freshHome();
  const plain = await home.run('New-CMAccount', '-UserName', 'CONTOSO\\n', '-Password', secret, '-SiteCode', 'PS1');
  expect([plain.exitCode, plain.stderr]).toEqual([64, expect.stringContaining('System.Security.SecureString')]);
  expect(plain.stdout + plain.stderr).not.toContain(secret);
  expect((await withPassword(home, 'New-CMAccount', '-Name', 'CONTOSO\\n')).exitCode).toBe(0);
  expect(await sitesOf(home, 'CONTOSO\\n')).toEqual(['CAS']);
  expect((await withPassword(home, 'Set-CMAccount', '-UserName', 'CONTOSO\\n')).exitCode).toBe(0);
  const several = await withPassword(home, 'Set-CMAccount', '-UserName', proxyUser);
  expect([several.exitCode, several.stderr]).toEqual([64, expect.stringContaining('CAS, PS1')]);
  const rows = (await home.run('Get-CMAccount', 'CONTOSO\\n', '-o', 'json')).stdout;
  const what = await home.runWith({stdin: 'pipe', input: rows}, 'Remove-CMAccount', '-WhatIf');
  expect([what.exitCode, what.stdout]).toEqual([0, expect.stringContaining('CONTOSO\\n at site CAS')]);
  const removed = await home.runWith({stdin: 'pipe', input: rows}, 'Remove-CMAccount', '-Force');
  expect([removed.exitCode, await sitesOf(home, 'CONTOSO\\n')]).toEqual([0, []]);
  expect((await home.run('Remove-CMAccount', '-UserName', 'CONTOSO\\svc-branch')).exitCode).toBe(64);
});

test('S1 the password is in no file, no output and no command line', async () => {
  using home = freshHome();
  const name = 'CONTOSO\\svc-s1';
  const runs = [
    await withPassword(home, 'account', 'add', name, '--site', 'PS1', '--verbose', '--output', 'json'),
    await withPassword(home, 'account', 'set-password', name, '--debug'),
  ];
  expect(runs.map(run => run.exitCode)).toEqual([0, 0]);
  for (const {stdout, stderr} of runs) expect(stdout + stderr).not.toContain(secret);
  const files = readdirSync(home.folder, {recursive: true, withFileTypes: true}).filter(entry => entry.isFile());
  expect(files.length).toBeGreaterThan(1);
  for (const entry of files) expect(readFileSync(join(entry.parentPath, entry.name), 'utf8')).not.toContain(secret);
});

test("Get-CMSite and Get-CMSiteRole answer with the module's properties, by wildcard and by rows", async () => {
  using home = freshHome();
  expect((await home.run('Get-CMSite', 'ps1', '-o', 'json')).list('items')).toMatchObject([
    {SiteCode: 'PS1', SiteName: 'Contoso North', Type: 2, ReportingSiteCode: 'CAS'},
  ]);
  expect((await home.run('Get-CMSite', '-SiteName', '* [hs]*', '-o', 'json')).list('items')).toHaveLength(2);
  const roles = await home.run('Get-CMSiteRole', '-RoleName', 'SMS Dist*', '-SiteCode', 'PS1', '-o', 'json');
  expect(roles.list('items').every(item => item['RoleName'] === 'SMS Distribution Point')).toBe(true);
  const again = await home.runWith({stdin: 'pipe', input: roles.stdout}, 'Get-CMSiteRole', '-', '-o', 'json');
  expect(again.list('items')).toEqual(roles.list('items'));
});
