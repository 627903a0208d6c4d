// Completion: what a Tab offers, in the real shells where they are here.
import {execa} from 'execa';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test, type TestContext} from 'vitest';
import {allCmdlets} from '../cmdlets/all-cmdlets.ts';
import {oracleStartLimit, powerShellOracle, type Oracle, type Unavailable} from '../oracle/powershell.ts';
import {hostileHierarchy} from '../pty/hostile-hierarchy.ts';
import {bin, freshHome, type Home} from './cmproxy.ts';

/** What is offered after the words, without descriptions; the last line tells of files and blanks. */
async function offered(home: Home, ...words: string[]): Promise<readonly string[]> {
  const ran = await home.run('__complete', 'zsh', 'cmproxy', ...words);
  expect([ran.exitCode, ran.stderr]).toEqual([0, '']);
  return ran.stdout
    .trimEnd()
    .split('\n')
    .map(line => line.split('\t')[0] ?? '');
}

describe('what is offered', () => {
  test.each<readonly [readonly string[], readonly string[]]>([
    [['sta'], ['status', ':']],
    [
      ['profile', ''],
      ['list', 'show', 'save', 'adopt', 'remove', 'apply', 'compare', 'export', 'import', ':'],
    ],
    [['Get-CMSiteR'], ['Get-CMSiteRole', ':']],
    [['get-cmsiter'], ['Get-CMSiteRole', ':']],
    [
      ['plan', '--site'],
      ['--site-code', ':'],
    ],
    [
      ['Set-CMSiteSystemServer', '-Proxy'],
      ['-ProxyServerName', '-ProxyServerPort', '-ProxyAccessAccount', ':'],
    ],
    [
      ['Set-CMSiteSystemServer', '-EnableProxy', ''],
      ['$true', '$false', ':'],
    ],
    [
      ['plan', '--server', 'PS2/dp'],
      ['PS2/DP05.contoso.com', 'PS2/DP21.contoso.com', 'PS2/DP23.contoso.com', ':'],
    ],
    [
      ['plan', '--server=PS2/DP21'],
      ['--server=PS2/DP21.contoso.com', ':'],
    ],
    [
      ['plan', '--set', 'proxy.s'],
      ['proxy.serverName=', ':nospace'],
    ],
    [
      ['plan', '--set', 'softwareUpdatePoint.useProxy=t'],
      ['softwareUpdatePoint.useProxy=true', ':'],
    ],
    [
      ['plan', '--where', 'site=P'],
      ['site=PS1', 'site=PS2', ':'],
    ],
    [
      ['plan', '--where', 'state=f'],
      ['state=fault', ':'],
    ],
    [
      ['account', 'uses', 'contoso\\svc-p'],
      ['CONTOSO\\svc-proxy', ':'],
    ],
    [
      ['account', 'switch', 'CONTOSO\\svc-proxy', 'sys'],
      ['system', ':'],
    ],
    [
      ['plan', '--as', 'a'],
      ['answers', 'ansible', ':'],
    ],
    [
      ['status', '--output', 'j'],
      ['json', ':'],
    ],
    [['replay', ''], [':files.yaml.yml']],
    [['apply', 'pl'], [':files']],
    [['replay', '--', ''], [':files.yaml.yml']],
    [['replay', '--', '-x'], [':files.yaml.yml']],
    [
      ['Get-Help', 'Set-CMSites'],
      ['Set-CMSiteSystemServer', ':'],
    ],
    [
      ['Get-Help', '-Full', 'account', 'li'],
      ['list', ':'],
    ],
    [
      ['help', 'exit'],
      ['exit-codes', ':'],
    ],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish', 'powershell', ':'],
    ],
    [
      ['--connection', ''],
      ['lab', ':'],
    ],
  ])('%j', async (words, wanted) => {
    using home = freshHome();
    expect(await offered(home, ...words)).toEqual(wanted);
  });

  test('profiles, connections and runs of this home; an option that was given is not offered again unless it may be', async () => {
    using home = freshHome();
    await home.run('profile', 'save', 'stand by', '--set', 'proxy.port=80');
    await home.run('Set-CMSiteSystemServer', 'CM01', '-ProxyServerPort', '99');
    expect(await offered(home, 'plan', '--profile', 's')).toEqual(['stand by', ':']);
    expect(await offered(home, 'status', '--connection', 'l')).toEqual(['lab', ':']);
    expect((await offered(home, 'undo', '2'))[0]).toMatch(/^\d{8}T\d{6}Z-[0-9a-f]{6}$/);
    expect(await offered(home, 'plan', '--ticket', 'x', '--ti')).toEqual([':']);
    expect(await offered(home, 'plan', '--server', 'x', '--se')).toEqual(['--server', '--set', ':']);
  });

  test('every command and every parameter of the table is offered', async () => {
    using home = freshHome();
    const first = await offered(home, '');
    for (const {name, command} of allCmdlets) {
      expect(first).toContain(name);
      expect(first).toContain(command?.[0] ?? name);
    }
    for (const {name, parameters} of allCmdlets) {
      const options = await offered(home, name, '-A'.slice(0, 1));
      const text = options.join(' ').toLowerCase().replaceAll('-', '');
      for (const parameter of parameters.filter(item => item.name !== 'ConfirmSiteCode'))
        expect(text).toContain(parameter.name.toLowerCase());
    }
  }, 30_000);

  test('nothing is written, and what cannot be read gives no names and no error', async () => {
    using home = freshHome();
    await offered(home, 'plan', '--server', '');
    expect(existsSync(home.env['CMPROXY_HOME'] ?? '')).toBe(false);
    const lab = join(home.env['CMPROXY_HOME'] ?? '', 'lab.json');
    mkdirSync(dirname(lab), {recursive: true});
    writeFileSync(lab, '{broken');
    expect(await offered(home, 'plan', '--server', 'C')).toEqual([':']);
    expect((await home.run('__complete')).exitCode).toBe(0);
  });
});

test('the names of a large hierarchy are kept, and read again when its file has changed; a slow site is not waited for', async () => {
  using home = freshHome();
  const kept = join(home.env['CMPROXY_HOME'] ?? '', 'cache', 'names-lab.json');
  await home.run('lab', 'generate', '--site-systems', '600', '--seed', '1');
  const first = await offered(home, 'plan', '--server', '');
  expect([first.length > 1000, existsSync(kept)]).toEqual([true, true]);
  expect(await offered(home, 'plan', '--server', '')).toEqual(first);
  writeFileSync(kept, '{"half');
  expect(await offered(home, 'plan', '--server', '')).toEqual(first);
  await home.run('lab', 'generate', '--site-systems', '700', '--seed', '2');
  const second = await offered(home, 'plan', '--server', '');
  expect(second.length).toBeGreaterThan(first.length);
  await home.run('lab', 'fault', 'add', 'slow');
  const before = readFileSync(kept, 'utf8');
  expect(await offered(home, 'plan', '--server', '')).toEqual(second);
  // Whoever waits for the slow site keeps what it says.
  expect(readFileSync(kept, 'utf8')).toBe(before);
}, 30_000);

/** A home whose PATH has a `cmproxy`, and the hierarchy that was made to do harm as its lab. */
async function withProgram(home: Home, hostile: boolean): Promise<Record<string, string>> {
  const folder = join(home.folder, 'bin');
  mkdirSync(folder, {recursive: true});
  writeFileSync(join(folder, 'cmproxy'), `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`, {mode: 0o755});
  for (const shell of ['bash', 'zsh', 'fish'])
    writeFileSync(join(home.folder, `_${shell}`), (await home.run('completion', shell)).stdout);
  if (hostile) {
    const file = join(home.folder, 'hostile.json');
    writeFileSync(file, JSON.stringify(hostileHierarchy()));
    await home.run('site', 'add', 'hostile', '--snapshot', file);
    await home.run('site', 'select', 'hostile');
  }
  return {...home.env, PATH: `${folder}:${process.env['PATH'] ?? ''}`};
}

async function needShell(context: TestContext, shell: string): Promise<void> {
  const ran = await execa(shell, ['--version'], {reject: false});
  if (ran.exitCode !== 0) context.skip(`${shell} is not installed`);
}

async function inBash(home: Home, line: string, hostile = false): Promise<readonly string[]> {
  const script = `set -u; shopt -s failglob; source ${join(home.folder, '_bash')}
COMP_WORDBREAKS=$' \\t\\n"\\'><=;|&(:'
COMP_LINE="$1 and more" COMP_POINT=\${#1}; COMP_WORDS=("\${1##*[ =]}"); COMP_CWORD=0
compopt() { printf 'option %s\\n' "$2"; }
_cmproxy; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const ran = await execa('bash', ['-c', script, 'bash', line], {
    env: await withProgram(home, hostile),
    extendEnv: false,
    cwd: home.folder,
    reject: false,
  });
  expect([ran.exitCode, ran.stderr]).toEqual([0, '']);
  return ran.stdout.split('\n');
}

describe('bash', () => {
  test.each([
    ['cmproxy sta', ['status']],
    ['cmproxy plan --server=PS2/DP21', ['PS2/DP21.contoso.com']],
    ['cmproxy plan --set proxy.account=CONTOSO\\\\svc-p', ['CONTOSO\\\\svc-proxy']],
    ["cmproxy account uses 'CONTOSO\\svc-p", ["'CONTOSO\\svc-proxy"]],
    ['cmproxy account uses "contoso\\\\svc-p', ['"CONTOSO\\\\svc-proxy']],
    ['cmproxy plan --set proxy.p', ['option nospace', 'proxy.port=']],
    ['cmproxy profile show Mü', [String.raw`Münch\ \🐟\!`]],
    ['cmproxy profile show "Mü', [`"Münch 🐟"'!'"`]],
    ['cmproxy replay --path=*', ['option filenames', '*.yaml']],
  ])('%s', async (line, wanted) => {
    using home = freshHome();
    if (line.includes('profile')) await home.run('profile', 'save', 'Münch 🐟!', '--set', 'proxy.port=80');
    for (const name of ['*.yaml', 'other.txt']) writeFileSync(join(home.folder, name), '');
    expect(await inBash(home, line)).toEqual(wanted);
  });

  test('I1 whatever a server is called, what is inserted is one word and its exact name', async () => {
    using home = freshHome();
    const inserted = (await inBash(home, 'cmproxy plan --server ', true)).filter(line => line !== '');
    expect(inserted.length).toBeGreaterThan(1);
    for (const word of inserted) {
      const ran = await execa('bash', ['-c', `set -- ${word}; printf '%s|%s' "$#" "$1"`], {
        cwd: home.folder,
        env: {PATH: '/usr/bin:/bin'},
        extendEnv: false,
      });
      expect(ran.stdout.startsWith('1|')).toBe(true);
    }
  });
});

test('zsh loads its script and offers what the program says, in quotes too', async context => {
  await needShell(context, 'zsh');
  using home = freshHome();
  const script = `autoload -U compinit; compinit -u -d ${join(home.folder, 'dump')}; source ${join(home.folder, '_zsh')}
compadd() { while (( $# )); do case $1 in -a) shift; print -rl -- "\${(@P)1}" ;; esac; shift; done }
typeset -A compstate
words=(cmproxy plan --server PS2/DP2-and-more); CURRENT=4; PREFIX=PS2/DP2; _cmproxy
words=(cmproxy account uses "'CONTOSO\\svc-p"); compstate[quote]="'"; PREFIX='CONTOSO\\svc-p'; _cmproxy
words=(cmproxy account uses 'CONTOSO\\\\svc-p'); compstate[quote]=; PREFIX='CONTOSO\\\\svc-p'; _cmproxy`;
  const ran = await execa('zsh', ['-f', '-c', script], {
    env: await withProgram(home, false),
    extendEnv: false,
    cwd: home.folder,
    reject: false,
  });
  expect([ran.exitCode, ran.stdout.split('\n')]).toEqual([
    0,
    ['PS2/DP21.contoso.com', 'PS2/DP23.contoso.com', 'CONTOSO\\svc-proxy', 'CONTOSO\\svc-proxy'],
  ]);
});

test('fish completes by itself', async context => {
  await needShell(context, 'fish');
  using home = freshHome();
  const env = await withProgram(home, false);
  const script = `source ${join(home.folder, '_fish')}; complete -C 'cmproxy plan --server PS2/DP2'; complete -C 'cmproxy account uses CONTOSO\\\\\\\\svc-pr'`;
  const ran = await execa('fish', ['--no-config', '-c', script], {
    env,
    extendEnv: false,
    cwd: home.folder,
    reject: false,
  });
  expect(ran.exitCode).toBe(0);
  expect(ran.stdout).toContain('PS2/DP21.contoso.com\tsite PS2');
  expect(ran.stdout).toContain('svc-proxy');
});

describe('PowerShell', () => {
  let found: Oracle | Unavailable;
  beforeAll(async () => {
    found = await powerShellOracle();
  }, oracleStartLimit);
  afterAll(async () => {
    if (found.kind === 'oracle') await found.close();
  });

  test('its script runs in the engine: names come in one piece, quoted as its parser takes them', async context => {
    if (found.kind === 'unavailable') return context.skip(found.why);
    using home = freshHome();
    const {PATH = '', CMPROXY_HOME = ''} = await withProgram(home, false);
    await home.run('profile', 'save', 'Münch 🐟', '--set', 'proxy.port=80');
    const quoted = (text: string): string => `'${text.replaceAll(/['‘’]/g, '$&$&')}'`;
    const wanted: readonly (readonly [line: string, becomes: readonly string[]])[] = [
      ['cmproxy sta', ['cmproxy status']],
      [String.raw`cmproxy account uses CONTOSO\svc-p`, [String.raw`cmproxy account uses 'CONTOSO\svc-proxy'`]],
      [String.raw`cmproxy account uses "CONTOSO\svc-p`, [String.raw`cmproxy account uses 'CONTOSO\svc-proxy'`]],
      [String.raw`cmproxy account uses ‘CONTOSO\svc-p`, [String.raw`cmproxy account uses 'CONTOSO\svc-proxy'`]],
      ['cmproxy plan --server=PS2/DP21', ['cmproxy plan --server=PS2/DP21.contoso.com']],
      [
        'cmproxy Set-CMSiteSystemServer -EnableProxy:',
        ["cmproxy Set-CMSiteSystemServer -EnableProxy:'$true'", "cmproxy Set-CMSiteSystemServer -EnableProxy:'$false'"],
      ],
      ['cmproxy Set-CMSiteSystemServer -ProxyServerN', ['cmproxy Set-CMSiteSystemServer -ProxyServerName']],
      ['cmproxy profile show M', ["cmproxy profile show 'Münch 🐟'"]],
    ];
    const ran = await found.run({
      script: `$env:PATH = ${quoted(PATH)}; $env:CMPROXY_HOME = ${quoted(CMPROXY_HOME)}
${(await home.run('completion', 'powershell')).stdout}
foreach ($line in @(${wanted.map(([line]) => quoted(line)).join(', ')})) {
  $found = [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)
  @($found.CompletionMatches | ForEach-Object { $line.Substring(0, $found.ReplacementIndex) + $_.CompletionText }) -join [char]10
}`,
    });
    expect([ran.errors, ran.ended]).toEqual([[], null]);
    expect(ran.output.map(text => String(text).split('\n'))).toEqual(wanted.map(([, becomes]) => becomes));
    return undefined;
  }, 30_000);
});
