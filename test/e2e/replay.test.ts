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

test.each([
  ['off, and a port', 'servers: [X]\nproxy: {enabled: false, port: 80}\n', 'CMP005'],
  [
    'an exception for a server that is not chosen',
    'servers: [X]\noverrides: {Y: {proxy: {port: 80}}}\n',
    'not among servers',
  ],
  ['an account in the wrong form', 'servers: [X]\nproxy: {account: svc@contoso.com}\n', 'CMP003'],
  ['a number for a site', 'select: {site: 001}\n', 'put it into quotes'],
  ['a duplicate key', 'servers: [X]\nproxy: {port: 1, port: 2}\n', 'duplicate key port'],
  ['an unknown key of an exception', 'servers: [X]\noverrides: {X: {proxy: {prt: 1}}}\n', 'Did you mean port?'],
  ['an unknown group of an exception', 'servers: [X]\noverrides: {X: {prox: {port: 1}}}\n', 'Did you mean proxy?'],
  ['an unknown key of the recording', 'servers: [X]\nrecorded: {sitecodes: [PS1]}\n', 'Did you mean siteCodes?'],
  ['a dotted key', 'servers: [X]\nproxy.port: 80\n', 'proxy: {port: VALUE}'],
  ['a key without its group', 'servers: [X]\nport: 80\n', 'proxy: {port: VALUE}'],
  ['a password', 'servers: [X]\nproxy: {password: geheim-1}\n', 'never in an answer file'],
])('AF2 AF3 --validate: %s', async (_, text, said) => {
  using home = freshHome();
  const ran = await home.run('replay', saved(home, text), '--validate', '--output', 'json');
  expect(ran.exitCode).toBe(1);
  expect(ran.json()).toMatchObject({schemaVersion: 1, valid: false, problems: [expect.anything()]});
  expect(ran.stdout + ran.stderr).toContain(said);
  expect(ran.stdout + ran.stderr).not.toContain('geheim-1');
});

test('AF2 --validate --verbose tells what the file says', async () => {
  using home = freshHome();
  const text = 'servers: [X, Y]\nproxy: {port: 80}\noverrides: {Y: {proxy: {port: 81}}}\nask: [proxy.port]\n';
  const ran = await home.run('replay', saved(home, text), '--validate', '--verbose');
  expect(ran.exitCode).toBe(0);
  for (const said of [
    'servers: X, Y',
    'sets proxy.port=80',
    'keeps proxy.enabled',
    'override Y: proxy.port=81',
    'asks proxy.port',
  ])
    expect(ran.stderr).toContain(said);
});

test('R6 a file of an older version is rewritten by a replay alone: looking at it changes nothing', async () => {
  using home = freshHome();
  const file = join(home.folder, 'old.yaml');
  const old = 'schema: cmproxy/answers@0\nservers: [PS1/MP01]\nproxy.port: 81\n';
  writeFileSync(file, old);
  for (const args of [
    ['replay', file, '--validate'],
    ['replay', file, '--what-if'],
    ['replay', file, '--print-resolved'],
    ['replay', file],
    ['plan', '--answers', file],
    ['preview', '--answers', file],
  ])
    expect([0, 2, 64]).toContain((await home.run(...args)).exitCode);
  expect(readFileSync(file, 'utf8')).toBe(old);
  expect(readdirSync(home.folder).filter(name => name.startsWith('old'))).toEqual(['old.yaml']);
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
  const name = 'proxy.serverName=http://u:geheim@x';
  const wrong = await home.run('replay', file, '--set', name, '--print-resolved', '--output', 'csv');
  expect(wrong.exitCode).toBe(1);
  expect(wrong.stdout).toContain('PS1,SUP01.contoso.com,proxy.port,99,override');
  expect(wrong.stdout).toMatch(/PS1,SUP01\.contoso\.com,proxy\.serverName,http:[^\r\n]*x,/);
  expect(wrong.stdout + wrong.stderr).not.toContain('geheim');
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

test('AF12 without consent nothing is saved either; nor a value that is wrong', async () => {
  using home = freshHome();
  const file = saved(home, 'servers: [PS1/DP12]\nproxy: {serverName: proxy-z.contoso.com, port: 8080}\n');
  const before = readFileSync(file, 'utf8');
  expect((await home.run('replay', file, '--set', 'proxy.port=81', '--save', file)).exitCode).toBe(64);
  expect(readFileSync(file, 'utf8')).toBe(before);
  const wrong = await home.run('replay', file, '--set', 'proxy.port=99999', '--save', file, '--yes');
  expect([wrong.exitCode, wrong.stderr]).toEqual([1, expect.stringContaining('CMP002')]);
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect((await home.run('replay', file, '--what-if', '--save', file)).exitCode).toBe(64);
  expect((await home.run('history', '--output', 'json')).list('runs')).toEqual([]);
});

test('R2a two replays save different keys of one file at once: both are there', async () => {
  using home = freshHome();
  const file = saved(
    home,
    'servers: [PS1/DP12, PS1/DP11]\nproxy: {serverName: proxy-z.contoso.com, port: 8080, account: system}\n',
  );
  const ran = await Promise.all(
    ['proxy.port=81', 'proxy.serverName=proxy-y.contoso.com'].map(async setting =>
      home.run('replay', file, '--set', setting, '--save', file, '--yes'),
    ),
  );
  // The second may find the first at work: then it ends as locked, after it has saved.
  for (const {exitCode} of ran) expect([0, 5, 6]).toContain(exitCode);
  expect(readFileSync(file, 'utf8')).toContain('{serverName: proxy-y.contoso.com, port: 81, account: system}');
});

test('answers from standard input are saved as a file', async () => {
  using home = freshHome();
  const to = join(home.folder, 'kept.yaml');
  const input = 'schema: cmproxy/answers@1\nservers: [PS1/MP01] # one\nproxy: {port: 8080}\n';
  const ran = await home.runWith(
    {stdin: 'pipe', input},
    'replay',
    '-',
    '--set',
    'proxy.port=81',
    '--save',
    to,
    '--yes',
  );
  expect(ran.exitCode).toBe(0);
  expect(readFileSync(to, 'utf8')).toBe(input.replace('8080', '81'));
  expect(statSync(to).mode & 0o777).toBe(0o600);
});

test('--set proxy.enabled=false turns off what the file turns on, exceptions too', async () => {
  using home = freshHome();
  const file = saved(
    home,
    'servers: [PS1/MP01, PS1/CM01]\nproxy: {enabled: true, serverName: proxy-a.contoso.com, port: 8080}\noverrides: {PS1/CM01: {proxy: {port: 81}}}\n',
  );
  const shown = await home.run('replay', file, '--set', 'proxy.enabled=false', '--what-if', '--output', 'json');
  expect(shown.exitCode).toBe(2);
  const proxies = shown.list('changes').filter(change => change['object'] === 'siteSystem');
  expect(proxies.map(change => (change['after'] as {enabled: boolean}).enabled)).toEqual([false, false]);
  expect(shown.stderr).toContain('--set proxy.port replaces what overrides say for PS1/CM01');
});

test('CMP101 what an unattended replay overwrites is a warning', async () => {
  using home = freshHome();
  const file = saved(home, 'servers: [PS1/MP01]\nproxy: {serverName: proxy-z.contoso.com}\n');
  const replayed = await home.run('replay', file, '--what-if', '--output', 'json');
  expect(replayed.list('findings')).toContainEqual(expect.objectContaining({code: 'CMP101', severity: 'warning'}));
  const planned = await home.run('plan', '--answers', file, '--output', 'json');
  expect(planned.list('findings')).toContainEqual(expect.objectContaining({code: 'CMP101', severity: 'information'}));
  expect(replayed.json()['hash']).toBe(planned.json()['hash']);
});

test('one server with two exceptions under two spellings is refused', async () => {
  using home = freshHome();
  const file = saved(
    home,
    'servers: [PS1/MP01]\noverrides: {PS1/MP01: {proxy: {port: 81}}, MP01.contoso.com: {proxy: {port: 82}}}\n',
  );
  const ran = await home.run('replay', file, '--yes');
  expect([ran.exitCode, ran.stderr]).toEqual([1, expect.stringContaining('another exception')]);
});

test.each([
  ['the same', 'connection: lab, siteCodes: [PS1], releases: ["2603"]', null],
  [
    'another release',
    'connection: lab, siteCodes: [PS1], releases: ["2403"]',
    'had the release 2403, and now it is 2603',
  ],
  ['another site', 'connection: lab, siteCodes: [XYZ], releases: []', 'where there was a site XYZ'],
  ['another connection', 'connection: production, siteCodes: [PS1], releases: []', 'for the connection production'],
  ['servers of another site', 'connection: lab, siteCodes: [PS2], releases: []', 'now meet servers of PS1'],
])('AF11 recorded elsewhere is a warning: %s', async (_name, recorded, said) => {
  using home = freshHome();
  const file = saved(home, `recorded: {${recorded}}\nservers: [PS1/MP01]\nproxy: {port: 81}\n`);
  const ran = await home.run('replay', file, '--what-if');
  expect(ran.exitCode).toBe(2);
  expect(ran.stderr).toContain(said ?? '');
  expect(ran.stderr.includes('these answers were given')).toBe(said !== null);
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

test('--validate tells every value that is wrong, each with its line and column, as text and as JSON', async () => {
  using home = freshHome();
  const file = join(home.folder, 'wrong.yaml');
  writeFileSync(
    file,
    'schema: cmproxy/answers@1\nservers: [CM01]\nproxy:\n  serverName: http://x\n  port: 99999\noverrides:\n  CM02: {proxy: {port: 0}}\n',
  );
  const text = await home.run('replay', file, '--validate');
  expect([text.exitCode, text.stdout]).toEqual([1, '']);
  expect(text.stderr).toMatch(/line 4, column 15: proxy\.serverName: CMP001/);
  expect(text.stderr).toMatch(/line 5, column 9: proxy\.port: CMP002/);
  const json = await home.run('replay', file, '--validate', '--set', 'proxy.port=0', '--output', 'json');
  expect(json.exitCode).toBe(1);
  expect(json.list('problems').map(({path, line}) => [path, line])).toEqual([
    ['proxy.serverName', 4],
    ['proxy.port', undefined],
    ['overrides.CM02.proxy.port', 7],
    ['overrides.CM02', 7],
  ]);
  writeFileSync(file, 'schema: cmproxy/answers@1\nservers: [CM01]\nproxi: {}\nproxy: {port: , enabled: yes}\n');
  const shape = await home.run('replay', file, '--validate', '--output', 'json');
  expect(shape.list('problems').map(({path, line, column}) => [path, line, column])).toEqual([
    ['proxi', 3, 1],
    ['proxy.port', 4, 9],
    ['proxy.enabled', 4, 26],
  ]);
  const replayed = await home.run('replay', file, '--what-if');
  expect(replayed.stderr).toMatch(
    /line 3, column 1: proxi: .*Did you mean proxy\? 2 more: cmproxy replay FILE --validate/s,
  );
});
