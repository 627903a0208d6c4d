// The plain mode: questions in lines, over a pipe as `ssh -T` gives it, and on a terminal.
import {existsSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {hostileHierarchy} from '../pty/hostile-hierarchy.ts';
import {Terminal, key} from '../pty/terminal.ts';
import {bin, freshHome, type Home} from './cmproxy.ts';

const typed = (home: Home, lines: readonly string[], ...args: string[]) =>
  home.runWith({input: lines.map(line => `${line}\n`).join(''), stdin: 'pipe'}, ...args);

const noEscape = /^[^\u001B\r]*$/;
/** To the review with another port. */
const toReview = ['PS1/CM01', '', '', '', '', '3128', ''] as const;

describe('WZ16 WZ18 the wizard without a terminal', () => {
  test('the four steps, written after yes, append-only', async () => {
    using home = freshHome();
    const ran = await typed(home, [...toReview, '1', 'yes'], 'wizard', '--plain');
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toMatch(noEscape);
    const steps = [...ran.stdout.matchAll(/Step (\d) of 4/g)].map(([, step]) => step);
    expect(steps).toEqual(['1', '2', '3', '4']);
    expect(ran.stdout).toContain('1. PS1/CM01.contoso.com: port from 8080 to 3128');
    expect(ran.stdout).toContain('PS1/CM01.contoso.com  applied, in use not checked');
    const status = await home.run('status', '--filter', 'server=CM01 site=PS1', '--output', 'json');
    expect(status.list('siteSystems')[0]).toMatchObject({proxy: {port: 3128}});
  });

  test('a saved profile fills in the answers; none is asked about where none is saved', async () => {
    using home = freshHome();
    const without = await typed(home, ['PS1/CM01', '', ''], 'wizard', '--plain');
    expect(without.stdout).not.toContain('profile');
    await home.run('profile', 'save', 'standby', '--set', 'proxy.port=3129');
    const lines = ['PS1/CM01', '', '', 'nope', 'STANDBY', '', '', '', '', '1', 'yes'];
    const ran = await typed(home, ['2', ...lines], 'wizard', '--plain');
    expect(ran.stdout).toContain('1. standby   proxy.port=3129');
    expect(ran.stdout).toContain('Please answer 1 to 1, a name, or Enter for none.');
    expect(ran.stdout).toContain('1. PS1/CM01.contoso.com: port from 8080 to 3129');
    expect(ran.exitCode).toBe(0);
  });

  test('SC1 the script is shown in the form that is chosen', async () => {
    using home = freshHome();
    const ran = await typed(home, [...toReview, 'Show the s', 'Ansible', 'Show the undo', '2'], 'wizard', '--plain');
    expect(ran.stdout).toContain('- name: Change of site system proxies');
    expect(ran.stdout).toContain('#!/bin/sh\n# Undo of a change of site system proxies');
    expect(ran.exitCode).toBe(130);
  });

  test('ACCESSIBLE=1 chooses it too', async () => {
    using home = freshHome();
    const env = {...home.env, ACCESSIBLE: '1'};
    const ran = await home.runWith({input: 'PS1/CM01\n', stdin: 'pipe', env}, 'wizard');
    expect(ran.stdout).toContain('Step 1 of 4');
  });

  test('WZ15 the end of the input is a cancel: 130, nothing written, the answers kept', async () => {
    using home = freshHome();
    const ran = await typed(home, toReview.slice(0, 6), 'wizard', '--plain');
    expect(ran.exitCode).toBe(130);
    expect(ran.stderr).toContain('Nothing was written');
    expect(existsSync(join(home.env['CMPROXY_HOME'] ?? '', 'lab.json'))).toBe(false);
    const again = await typed(home, ['1', '', '', '', '', '3128', '', '9'], 'wizard', '--plain');
    expect(again.stdout).toContain('A wizard was left at step');
  });

  test('where nobody answers at all: 64 and the command to use', async () => {
    using home = freshHome();
    const ran = await home.run('wizard', '--plain');
    expect(ran.exitCode).toBe(64);
    expect(ran.stderr).toContain('cmproxy plan --server');
    const noInput = await home.run('wizard', '--plain', '--no-input');
    expect(noInput.exitCode).toBe(64);
  });

  test('< goes back with the answers kept, ? helps, a bad answer says why and what to do', async () => {
    using home = freshHome();
    const ran = await typed(
      home,
      [
        'nope',
        'PS1/CM01',
        '',
        '',
        '?',
        '',
        'http://x',
        'proxy-x.contoso.com',
        '<',
        '',
        '0',
        '3128',
        '',
        '2',
        '',
        '',
        '',
        '',
        '',
        '9',
      ],
      'wizard',
      '--plain',
    );
    expect(ran.stdout).toContain('! nope: not there, or not visible to this account');
    expect(ran.stdout).toMatch(/! CMP001 .*Give/s);
    expect(ran.stdout).toMatch(/! CMP002 /);
    expect(ran.stdout).toContain('Proxy server name [proxy-x.contoso.com]:');
    expect(ran.stdout.match(/Step 3 of 4/g)).toHaveLength(2);
  });

  test('several servers, an exception, saved only: the file plans the same', async () => {
    using home = freshHome();
    const ran = await typed(
      home,
      ['PS1/CM01 PS2/DP21', '', '', '', 'proxy-c.contoso.com', '', '', 'PS2/DP21', '', '', '3129', '', '', '8', '9'],
      'wizard',
      '--plain',
    );
    expect(ran.stdout).toContain('Exceptions: DP21: port 3129');
    expect(ran.stdout).toContain('Saved, nothing written.');
    const folder = join(home.env['CMPROXY_HOME'] ?? '', 'answers');
    const file = join(folder, readdirSync(folder)[0] ?? '');
    expect(readFileSync(file, 'utf8')).toContain('port: 3129');
    const plan = await home.run('plan', '--answers', file, '--output', 'json');
    expect(plan.exitCode).toBe(2);
    expect(plan.list('changes').map(change => change['server'])).toEqual(['CM01.contoso.com', 'DP21.contoso.com']);
  });

  test('S3 a new account is not asked for its password where it could be seen', async () => {
    using home = freshHome();
    const ran = await typed(
      home,
      ['PS1/CM01', '', '', '', '', '', 'CONTOSO\\svc-new', '1', '1', '9'],
      'wizard',
      '--plain',
    );
    expect(ran.stdout).toContain('This account does not exist at PS1');
    expect(ran.stdout).toContain('! A new account needs a password, and what is typed here could be seen');
    expect(ran.exitCode).toBe(130);
  });

  test("the service connection point's server needs its site code", async () => {
    using home = freshHome();
    const ran = await typed(
      home,
      ['CAS/CM00', '', '', '', '', '3128', '', '', '', '1', 'yes', '1', 'cas'],
      'wizard',
      '--plain',
    );
    expect(ran.stdout).toContain('Not written.');
    expect(ran.stdout).toContain('CAS/CM00.contoso.com  applied');
    expect(ran.exitCode).toBe(0);
  });
});

test('T1 T2 hostile names in the questions: no control character, no line of their own', async () => {
  using home = freshHome();
  const file = join(home.folder, 'hostile.json');
  writeFileSync(file, JSON.stringify(hostileHierarchy()));
  await home.run('site', 'add', 'hostile', '--snapshot', file);
  const ran = await typed(
    home,
    ['?', 'all', '', '', '', '', '', '', '', '', '6', '7', '9'],
    'wizard',
    '--plain',
    '--connection',
    'hostile',
  );
  expect(ran.stdout).toContain('Step 4 of 4');
  expect(`${ran.stdout}${ran.stderr}`).not.toMatch(
    /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069]/,
  );
  expect(ran.stdout).not.toMatch(/^::error::/m);
});

describe('on a terminal', () => {
  test('the status in lines: a server, history, undo after yes; no cursor is ever moved', async () => {
    using home = freshHome();
    expect((await home.run('apply', '--server', 'PS1/CM01', '--set', 'proxy.port=3128', '--yes')).exitCode).toBe(0);
    await using t = new Terminal([process.execPath, bin, '--plain'], {env: {...home.env, TERM: 'dumb'}, rows: 60});
    await t.until('Number of a server');
    t.send('1\r');
    await t.until('PS2/CMG02.contoso.com');
    t.send('<\r');
    await t.until(/Number of a server[\s\S]*Number of a server/);
    t.send('hist\r');
    await t.until(/History[\s\S]*1\. 20/);
    t.send('1\r');
    await t.until('1. Undo this run');
    t.send('1\r');
    await t.until('Type yes to run it');
    t.send('no\r');
    await t.until('Not run');
    t.send('yes\r');
    await t.until('It was undone by', 15_000);
    t.send('q\r');
    expect(await t.exit).toBe(0);
    expect(t.raw).not.toMatch(/\u001B\[\d*[A-HJKf]/);
  });

  test('S1 S3 the password of a new account shows nothing and is nowhere afterwards', async () => {
    using home = freshHome();
    const secret = 'Vx3-plain-canary-55';
    await using t = new Terminal([process.execPath, bin, 'wizard', '--plain', 'PS1/CM01'], {env: home.env, rows: 80});
    await t.until('1 marked');
    for (const [line, next] of [
      ['', 'Enter goes on to the proxy'],
      ['', 'Use a proxy server [yes]'],
      ['', 'Proxy server name ['],
      ['', 'Port ['],
      ['', 'Connect as ['],
      ['CONTOSO\\svc-new', 'Which?'],
      ['1', 'What now?'],
      ['1', 'Type yes to write'],
      ['yes', 'Password of the new account'],
    ] as const) {
      t.send(`${line}\r`);
      await t.until(next);
    }
    t.send(secret + key.enter);
    await t.until('Done: Applied', 15_000);
    expect(await t.exit).toBe(0);
    expect(t.raw).not.toContain(secret);
    for (const file of readdirSync(home.folder, {recursive: true, withFileTypes: true}))
      expect(file.isFile() ? readFileSync(join(file.parentPath, file.name), 'utf8') : '').not.toContain(secret);
  });
});
