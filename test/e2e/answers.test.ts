// `--answers FILE`: the same plan as by options, and refusals that leave everything as it is.
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {freshHome, type Home} from './cmproxy.ts';

function answers(home: Home, text: string): string {
  const file = join(home.folder, 'answers.yaml');
  writeFileSync(file, text);
  return file;
}

const head = 'schema: cmproxy/answers@1\n';
const two = `${head}ticket: CHG1\nservers: [PS1/CM01, PS2/DP21]\nproxy: {serverName: proxy-c.contoso.com}\n`;

describe('plan and apply', () => {
  test('the same plan hash as --server and --set, and a second apply writes nothing', async () => {
    using home = freshHome();
    const file = answers(home, two);
    const byFile = await home.run('plan', '--answers', file, '--output', 'json');
    const options = ['--server', 'PS1/CM01', '--server', 'PS2/DP21', '--set', 'proxy.serverName=proxy-c.contoso.com'];
    const byOptions = await home.run('plan', ...options, '--ticket', 'CHG1', '--output', 'json');
    expect(byFile.json()['hash']).toBe(byOptions.json()['hash']);
    expect(byFile.exitCode).toBe(2);
    expect((await home.run('apply', '--answers', file, '--yes')).exitCode).toBe(0);
    const again = await home.run('apply', '--answers', file, '--yes');
    expect(again.exitCode).toBe(0);
    expect((await home.run('history', '--output', 'json')).list('runs')).toHaveLength(1);
  });

  test('overrides, --set over the file, --ticket over the file, and standard input', async () => {
    using home = freshHome();
    const text = `${two}overrides: {DP21.contoso.com: {proxy: {port: 3129}}}\n`;
    const ran = await home.runWith(
      {input: text, stdin: 'pipe'},
      'plan',
      '--answers',
      '-',
      '--set',
      'proxy.serverName=proxy-d.contoso.com',
      '--ticket',
      'CHG2',
      '--output',
      'json',
    );
    expect(ran.json()['ticket']).toBe('CHG2');
    expect(ran.list('changes').map(change => change['after'])).toMatchObject([
      {serverName: 'proxy-d.contoso.com', port: 8080},
      {serverName: 'proxy-d.contoso.com', port: 3129},
    ]);
  });

  test('switches for several are set only where the server synchronizes with Microsoft; an override is taken at its word', async () => {
    using home = freshHome();
    const text = `${head}servers: [CAS/CM00, PS1/SUP01, PS2/CM02]\nsoftwareUpdatePoint: {useProxyForAutoDeploymentRule: false, useProxy: false}\noverrides: {PS2/CM02: {softwareUpdatePoint: {useProxyForAutoDeploymentRule: false}}}\n`;
    const ran = await home.run('plan', '--answers', answers(home, text), '--output', 'json');
    expect(ran.list('changes').map(change => change['server'])).toEqual(['CM02.contoso.com', 'CM00.contoso.com']);
    expect(ran.stderr).toContain('skipped PS1/SUP01.contoso.com: softwareUpdatePoint.*');
  });

  test('answers that were given elsewhere are warned about and taken', async () => {
    using home = freshHome();
    const text = `${two}recorded: {at: "2026-01-01T00:00:00Z", by: cmproxy 0.1.0, connection: production, siteCodes: [XYZ], releases: ["1702"]}\n`;
    const ran = await home.run('plan', '--answers', answers(home, text));
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('for the connection production');
    expect(ran.stderr).toContain('a site XYZ');
    expect(ran.stderr).toContain('release 1702');
  });

  test('preview takes them too', async () => {
    using home = freshHome();
    const ran = await home.run('preview', '--answers', answers(home, two), '--output', 'json');
    expect(ran.list('rows').filter(row => row['affected'] === true).length).toBeGreaterThan(0);
  });
});

describe('refusals', () => {
  test.each([
    ['no such key', `${two}tickets: x\n`, [], 1, 'Did you mean ticket'],
    [
      'an override of a server that is not chosen',
      `${two}overrides: {CAS/CM00: {proxy: {port: 1}}}\n`,
      [],
      1,
      'not among servers',
    ],
    ['servers given twice', two, ['--server', 'PS1/CM01'], 64, 'an answer file names its own'],
    ['a server that is not there', two.replace('PS1/CM01', 'NOPE'), [], 1, 'CMP007'],
    ['UTF-16', '\uFEFF', [], 1, ''],
  ] as const)('%s', async (_name, text, args, exitCode, wanted) => {
    using home = freshHome();
    const file = answers(home, text);
    if (text === '\uFEFF') writeFileSync(file, Buffer.from(`\uFEFF${two}`, 'utf16le'));
    const ran = await home.run('apply', '--answers', file, ...args, '--yes');
    expect(ran.exitCode).toBe(exitCode);
    expect(ran.stderr).toContain(wanted);
    expect(existsSync(join(home.env['CMPROXY_HOME'] ?? '', 'lab.json'))).toBe(false);
  });

  test('R5d a file over 1 MB is refused, and one that is not there', async () => {
    using home = freshHome();
    const big = answers(home, `${two}# ${'x'.repeat(1_000_001)}\n`);
    expect((await home.run('plan', '--answers', big)).exitCode).toBe(1);
    expect((await home.run('plan', '--answers', join(home.folder, 'nope.yaml'))).exitCode).toBe(64);
  });
});

test('PL23 live state as an answer file: its plan changes nothing; what is an error as it is, is told and left out', async () => {
  using home = freshHome();
  const file = join(home.folder, 'now.yaml');
  const exported = await home.run('plan', '--where', 'site=PS1', '--as', 'answers', '--out', file);
  expect([exported.exitCode, exported.stdout]).toEqual([0, '']);
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(/^# Site system proxies as they are, /);
  expect(text).toContain('- PS1/SUP02.contoso.com\n');
  const replayed = await home.run('replay', file, '--yes');
  expect([replayed.exitCode, replayed.stdout]).toEqual([0, '']);
  expect(replayed.stderr).toContain('Nothing differs; nothing was written.');

  const partly = await home.run('plan', '--where', 'role=CMG conn.', '--as', 'answers');
  expect(partly.exitCode).toBe(1);
  expect(partly.stderr).toContain('error CMP004 PS2/CMG02.contoso.com');
  expect(partly.stdout).toMatch(/^servers:\n(?: +- .*\n)*? +- PS1\/CMG01\.contoso\.com\n/m);
  expect(partly.stdout).not.toContain('CMG02');

  const wrong = await home.run('plan', '--server', 'PS1/SUP01', '--set', 'proxy.port=0', '--as', 'answers');
  expect([wrong.exitCode, wrong.stdout]).toEqual([1, '']);
  const none = await home.run('plan', '--where', 'proxy.port=1', '--where', 'site=PS1', '--as', 'answers');
  expect([none.exitCode, none.stdout]).toEqual([1, '']);
  expect(none.stderr).toContain('There is no answer file');
});

test('a role or a site that there is nowhere is refused, with the nearest one: a misspelt one would mean no server', async () => {
  using home = freshHome();
  const file = answers(home, `${head}select: {role: SUPP}\nproxy: {port: 81}\n`);
  const role = await home.run('replay', file, '--yes');
  expect([role.exitCode, role.stdout]).toEqual([64, '']);
  expect(role.stderr).toMatch(/there is no role "SUPP"\.\s+do: Did you mean SUP\?/);
  const site = await home.run('plan', '--where', 'site=XXX', '--set', 'proxy.port=81');
  expect([site.exitCode, site.stdout]).toEqual([64, '']);
  expect(site.stderr).toMatch(/there is no site "XXX"[^]*The sites are CAS, PS1, PS2, S01/);
  const known = await home.run('plan', '--where', 'role=sup', '--where', 'site=s01', '--set', 'proxy.port=81');
  expect(known.exitCode).not.toBe(64);
});
