// Help and the manual page: made from the table, offline, in the places where people look.
import {execa} from 'execa';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {describe, expect, test} from 'vitest';
import {allCmdlets} from '../cmdlets/all-cmdlets.ts';
import {findCommand} from '../../src/cmdlets/find-command.ts';
import {kebabOf} from '../../src/cmdlets/kebab.ts';
import {exitCodes} from '../../src/model/exit-codes.ts';
import {preferences} from '../../src/settings/preferences.ts';
import {key, Terminal} from '../pty/terminal.ts';
import {bin, freshHome} from './cmproxy.ts';

const page = resolve(import.meta.dirname, '../../man/cmproxy.1');

describe.each(allCmdlets.map(cmdlet => [cmdlet.name, cmdlet] as const))('%s', (name, cmdlet) => {
  test('has a synopsis, an example, and every parameter with a text; its help names all of them', async () => {
    using home = freshHome();
    expect([cmdlet.synopsis, cmdlet.examples.length > 0, cmdlet.parameters.every(({help}) => help.length > 5)]).toEqual(
      [expect.stringMatching(/^[A-Z].*\.$/), true, true],
    );
    const help = await home.run(name, '-Help');
    expect(help.exitCode).toBe(0);
    for (const parameter of cmdlet.parameters.filter(item => item.name !== 'ConfirmSiteCode')) {
      expect(help.stdout).toContain(`-${parameter.name}`);
      expect(help.stdout).toContain(`--${kebabOf(parameter.name)}`);
    }
    for (const {command} of cmdlet.examples) expect(help.stdout).toContain(command);
    expect(help.stdout).toMatch(/^EXAMPLES\n {4}\S/);
    expect(help.stdout).toMatch(
      /\nEXIT CODES\n {6}0 {2}done[^]*\ncmproxy \d+\.\d+\.\d+ {3}https:\/\/learn\.microsoft\.com\S+\n$/,
    );
  });
});

/** Ways to ask for the help of a command, with other things said beside. */
function ways(words: readonly string[]): readonly (readonly string[])[] {
  return [
    [...words, '--bogus', 'x', '--output', 'bogus', '--help'],
    ['help', ...words, 'x', '--bogus'],
    ['--connection', 'none', '--help', ...words],
  ];
}

describe('C3 every way to ask for help of a command ends at that command, whatever else is said', () => {
  test('all of the table', () => {
    for (const cmdlet of allCmdlets.filter(({name}) => name !== 'Get-Help'))
      for (const way of [cmdlet.command ?? [cmdlet.name], [cmdlet.name.toLowerCase()]].flatMap(ways)) {
        const found = findCommand(allCmdlets, way);
        const words = found.kind === 'help' ? found.words : [];
        const again = words.length === 0 ? found : findCommand(allCmdlets, words);
        expect([way, again.kind === 'cmdlet' && again.cmdlet.name]).toEqual([way, cmdlet.name]);
      }
  });

  test.each([['plan'], ['account', 'list'], ['Set-CMAccount'], ['Get-Help'], ['lab', 'fault']])(
    '%s %s, and with broken settings',
    async (...given) => {
      using home = freshHome();
      const words = given.filter(word => word !== undefined);
      const help = (await home.run(...words, '-h')).stdout;
      mkdirSync(home.env['CMPROXY_HOME'] ?? '');
      writeFileSync(join(home.env['CMPROXY_HOME'] ?? '', 'settings.json'), '{broken');
      for (const way of [...ways(words), [...words, '-?']]) {
        const ran = await home.runWith({env: {CMPROXY_OUTPUT: 'bogus', PATH: ''}}, ...way);
        expect([way, ran.exitCode, ran.stderr, ran.stdout]).toEqual([way, 0, '', help]);
      }
    },
  );
});

test('topics: exit codes, findings, answers, environment; a wrong one has a guess', async () => {
  using home = freshHome();
  const exits = (await home.run('help', 'exit-codes')).stdout;
  for (const code of Object.values(exitCodes)) expect(exits).toMatch(new RegExp(`^ +${code} `, 'm'));
  const listed = [
    'topics',
    'findings',
    'answers',
    'settings',
    'environment',
    'files',
    'account',
    'lab fault',
    '*account*',
  ];
  for (const topic of listed) {
    expect([topic, (await home.run('help', topic)).exitCode]).toEqual([topic, 0]);
    const data = await home.run('help', topic, '--output', 'json');
    expect([topic, data.exitCode, data.json()['schemaVersion']]).toEqual([topic, 0, 1]);
  }
  const settings = (await home.run('help', 'settings')).stdout;
  for (const {key: name, variable} of preferences)
    expect(settings).toMatch(new RegExp(`^ {2}${name}$[^]*${variable}`, 'm'));
  const codes = await home.run('help', 'exit-codes', '--output', 'json');
  expect(codes.list('exitCodes').map(({code}) => code)).toEqual(Object.values(exitCodes));
  const wrong = await home.run('help', 'exit-cods');
  expect([wrong.exitCode, wrong.stderr]).toEqual([64, expect.stringContaining('Did you mean exit-codes?')]);
});

test('Get-Help: -Full, -Examples, -Parameter; a line of syntax for each parameter set; as data', async () => {
  using home = freshHome();
  const full = (await home.run('Get-Help', 'Set-CMSiteSystemServer', '-Full')).stdout;
  expect(full).toContain('Accept pipeline input?      true (ByValue)');
  expect(full.match(/^ {4}cmproxy Set-CMSiteSystemServer .*\[-PassThru\]/gm)).toHaveLength(2);
  const examples = (await home.run('help', 'plan', '--examples')).stdout;
  expect([examples.includes('EXAMPLES'), examples.includes('PARAMETERS')]).toEqual([true, false]);
  expect((await home.run('Get-Help', 'set-cmsitesys*', '-Full')).stdout).toBe(full);
  expect((await home.run('Get-Help', '[gs]et-cmsite?ystemserver')).stdout).toContain('Set-CMSiteSystemServer');
  expect((await home.run('Get-Help', 'plan', '-Parameter', 'no*')).stdout).toMatch(/--note TEXT[^]*--no-color/);
  expect((await home.run('Get-Help', 'plan', '-Detailed')).stdout).toContain('PARAMETERS');
  expect((await home.run('Get-Help', 'plan', '--bogus')).exitCode).toBe(64);
  expect((await home.run('Get-Help', 'plan', '-Parameter', 'set')).stdout).toContain('--set KEY=VALUE');
  expect((await home.run('Get-Help', 'plan', '-Parameter', 'stes')).exitCode).toBe(64);
  const table = await home.run('help', 'plan', '--output', 'json');
  expect(table.list('cmdlets')).toMatchObject([{name: 'New-CMProxyPlan', command: ['plan']}]);
});

test('on a narrow terminal every line fits', async () => {
  using home = freshHome();
  await using t = new Terminal([process.execPath, bin, 'help', 'account', 'list'], {
    cols: 40,
    rows: 200,
    env: home.env,
  });
  expect(await t.exit).toBe(0);
  expect(t.text()).toContain('SYNOPSIS');
  expect(t.raw.split('\r\n').every(line => line.length <= 40)).toBe(true);
  t.send(key.enter);
});

describe('the manual page', () => {
  test('the committed one is what the table gives', async () => {
    using home = freshHome();
    expect((await home.run('help', '--man')).stdout).toBe(readFileSync(page, 'utf8'));
  });

  test.each([
    ['mandoc', ['-Tlint', page]],
    ['groff', ['-man', '-ww', '-Tutf8', '-z', page]],
  ])('%s finds nothing wrong', async (tool, args) => {
    const there = await execa(tool, ['--version'], {reject: false});
    const ran =
      there.failed && there.exitCode === undefined ? null : await execa(tool, args, {reject: false, all: true});
    if (ran === null) process.stdout.write(`${tool} is not installed; the page was not checked by it\n`);
    expect(ran?.all ?? '').toBe('');
  });
});
