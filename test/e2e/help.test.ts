// Help and the manual page: made from the table, offline, in the places where people look.
import {execa} from 'execa';
import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {describe, expect, test} from 'vitest';
import {cmdlets} from '../../src/cmdlets/index.ts';
import {kebabOf} from '../../src/cmdlets/kebab.ts';
import {exitCodes} from '../../src/model/exit-codes.ts';
import {key, Terminal} from '../pty/terminal.ts';
import {bin, freshHome} from './cmproxy.ts';

const page = resolve(import.meta.dirname, '../../man/cmproxy.1');

describe.each(cmdlets().map(cmdlet => [cmdlet.name, cmdlet] as const))('%s', (name, cmdlet) => {
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
  });
});

test('topics: exit codes, findings, answers, environment; a wrong one has a guess', async () => {
  using home = freshHome();
  const exits = (await home.run('help', 'exit-codes')).stdout;
  for (const code of Object.values(exitCodes)) expect(exits).toMatch(new RegExp(`^ +${code} `, 'm'));
  for (const topic of ['findings', 'answers', 'environment', 'topics', 'account', '*account*'])
    expect([topic, (await home.run('help', topic)).exitCode]).toEqual([topic, 0]);
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
    ['mandoc', ['-Tlint', '-W', 'warning', page]],
    ['groff', ['-man', '-ww', '-Tutf8', '-z', page]],
  ])('%s finds nothing wrong', async (tool, args) => {
    const there = await execa(tool, ['--version'], {reject: false});
    const ran =
      there.failed && there.exitCode === undefined ? null : await execa(tool, args, {reject: false, all: true});
    if (ran === null) process.stdout.write(`${tool} is not installed; the page was not checked by it\n`);
    expect(ran?.all ?? '').toBe('');
  });
});
