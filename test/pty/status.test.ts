// The status screen in a real pseudo-terminal, as a person sees it.
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {bin, freshHome, type Home} from '../e2e/cmproxy.ts';
import {Terminal, key} from './terminal.ts';

function open(
  home: Home,
  {
    args = [],
    cols = 80,
    rows = 24,
    env = {},
  }: {args?: readonly string[]; cols?: number; rows?: number; env?: Record<string, string>} = {},
): Terminal {
  return new Terminal([process.execPath, bin, ...args], {cols, rows, cwd: home.folder, env: {...home.env, ...env}});
}

describe('on a terminal, without arguments', () => {
  test.each([
    [80, 24],
    [40, 12],
    [200, 60],
  ])('%i by %i: the table, the fault first, nothing wider or taller than the terminal', async (cols, rows) => {
    using home = freshHome();
    await using t = open(home, {cols, rows});
    const text = await t.until(/> {2}PS2 +CMG02 .*FAULT/);
    expect(t.buffer).toBe('alternate');
    expect(text).toContain('LAB practice data');
    expect(text).toContain('read, write');
    expect(text.split('\n').length).toBeLessThan(rows);
    expect(text.split('\n').filter(line => line.length > cols)).toEqual([]);
    t.send('q');
    expect(await t.exit).toBe(0);
    expect(t.buffer).toBe('normal');
  });

  test('it leaves the terminal as it was: what stood there before, the cursor, no file in the home', async () => {
    using home = freshHome();
    await using t = new Terminal(['/bin/sh', '-c', `echo before; ${process.execPath} ${bin}; echo after $?`], {
      env: home.env,
    });
    await t.until('FAULT');
    t.send(key.ctrlC);
    await t.exit;
    expect(t.text()).toMatch(/^before\nafter 0$/);
    expect(t.raw.lastIndexOf('\u001B[?25h')).toBeGreaterThan(t.raw.lastIndexOf('\u001B[?25l'));
    expect(existsSync(join(home.folder, 'cmproxy'))).toBe(false);
  });

  test('filter, open, back, and a key in the filter is text', async () => {
    using home = freshHome();
    await using t = open(home);
    await t.until('FAULT');
    t.send('/q?');
    await t.until('Filter: [q?');
    t.send(key.ctrlU);
    t.send('dp11\r');
    await t.until('filter: dp11   1 shown');
    t.send(key.enter);
    await t.until(/PS1\/DP11\.contoso\.com/);
    expect(t.text()).toContain('Who inherits it');
    t.send(key.esc);
    await t.until('filter: dp11');
    t.send(key.esc);
    await t.until('Proxies:');
    t.send('q');
    expect(await t.exit).toBe(0);
  });

  test('resize in the middle: the same server, in the new size', async () => {
    using home = freshHome();
    await using t = open(home);
    await t.until('FAULT');
    t.send(key.down + key.down);
    await t.until(/> {2}PS1 +CM01P/);
    t.resize(40, 12);
    const narrow = await t.until(/> {2}PS1 +CM01P/);
    expect(narrow.split('\n').filter(line => line.length > 40)).toEqual([]);
    t.resize(120, 40);
    await t.until(/> {2}PS1 +CM01P .* {2}System CM01P\$/);
    t.send('q');
    expect(await t.exit).toBe(0);
  });

  test('an export is a file with what was shown', async () => {
    using home = freshHome();
    await using t = open(home);
    await t.until('FAULT');
    t.send('/site=PS2\r');
    await t.until(/filter: site=PS2/);
    t.send('e\r');
    await t.until('This command will run');
    t.send(key.enter);
    await t.until('ended with 0');
    const file = readdirSync(home.folder).find(name => name.endsWith('.csv'));
    expect(readFileSync(join(home.folder, file ?? ''), 'utf8')).toMatch(/PS2,CMG02\.contoso\.com/);
    t.send(key.enter + '@');
    await t.until(/Command log[\s\S]*exit 0, .* cmproxy status --connection lab/);
    t.send('q');
    expect(await t.exit).toBe(0);
  });

  test('history and undo: looked at, consented to, written, read back, and the table read again', async () => {
    using home = freshHome();
    expect((await home.run('apply', '--server', 'PS1/CM01', '--set', 'proxy.port=3128', '--yes')).exitCode).toBe(0);
    await using t = open(home);
    await t.until('last write');
    t.send('h');
    await t.until('> 20');
    t.send(key.enter);
    await t.until(/proxy\.port 8080 -> 3128/);
    t.send('z');
    await t.until(/PS1\/CM01\.contoso\.com: port 3128 -> 8080/);
    t.send(key.enter);
    await t.until('ended with 0', 15_000);
    t.send(key.enter);
    await t.until('It was undone by');
    t.send('q');
    expect(await t.exit).toBe(0);
    const status = await home.run('status', '--output', 'json');
    expect(status.list('siteSystems').find(system => system['server'] === 'CM01.contoso.com')).toMatchObject({
      proxy: {port: 8080},
    });
  });

  test('x accepts a finding by the command that is shown, and the fault is gone from the table', async () => {
    using home = freshHome();
    await using t = open(home);
    await t.until(/> {2}PS2 +CMG02 .*FAULT/);
    t.send('x');
    await t.until(/> CMP004 error/);
    t.send(key.enter);
    await t.until('Reason (may be empty): [');
    t.send('new account\r');
    await t.until('Until, such as');
    t.send('2999-03-31\r');
    await t.until('cmproxy finding accept CMP004');
    t.send(key.enter);
    await t.until('ended with 0');
    t.send(key.enter + key.esc);
    await t.until('no fault');
    t.send('/cmg02\r');
    expect(await t.until('accepted until 2999-03-31: new account')).toContain('CMP004 error');
    t.send('q');
    expect(await t.exit).toBe(0);
  });

  test('what the wizard ran is in the command log of the screen', async () => {
    using home = freshHome();
    await using t = open(home);
    await t.until('FAULT');
    t.send('/server=CM01 site=PS1\r');
    await t.until('1 shown');
    t.send('w');
    await t.until('1 marked');
    t.send(key.enter);
    await t.until('step 2 of 4');
    t.send(key.enter);
    await t.until('step 3 of 4');
    t.send(key.down + key.down);
    await t.until(/> Port/);
    t.send(key.ctrlU + '3128' + key.enter + key.enter);
    await t.until('step 4 of 4');
    t.send(key.enter);
    await t.until('Go back to the review');
    t.send('2');
    await t.until('enter leave', 15_000);
    t.send('q');
    await t.until(/proxy-a:3128|:3128/);
    t.send('@');
    await t.until(/exit 0, .* cmproxy apply --answers/);
    t.send('q');
    expect(await t.exit).toBe(0);
  });

  test('w opens the wizard for the marked servers, and leaving it comes back to the table', async () => {
    using home = freshHome();
    await using t = open(home);
    await t.until('FAULT');
    t.send('/site=PS1\r');
    await t.until('filter: site=PS1');
    t.send('M');
    await t.until(/\d marked/);
    t.send('w');
    await t.until('step 1 of 4');
    expect(t.text()).toMatch(/\d+ marked/);
    t.send(key.ctrlC);
    await t.until('filter: site=PS1');
    t.send('q');
    expect(await t.exit).toBe(0);
  });

  test('a slow hierarchy: the last reading at once, with its age, and the fresh one when it is there', async () => {
    using home = freshHome();
    await home.run('lab', 'fault', 'add', 'slow');
    {
      await using first = open(home);
      await first.until('reading...');
      await first.until('FAULT');
      first.send('q');
      await first.exit;
    }
    const kept = () => readdirSync(join(home.env['CMPROXY_HOME'] ?? '', 'cache')).toSorted();
    expect(kept()).toEqual(['names-lab.json', 'reading-lab.json']);
    await using t = open(home);
    const cached = await t.until('FAULT', 1200);
    expect(cached).toMatch(/read .* at \d\d:\d\d, reading again\.\.\./);
    await t.until(/read just now at \d\d:\d\d$/m);
    t.send('q');
    expect(await t.exit).toBe(0);
    await using waiting = open(home, {args: ['--fresh']});
    await waiting.until('reading...');
    expect(waiting.text()).not.toContain('FAULT');
    waiting.send('q');
    expect(await waiting.exit).toBe(0);
    await home.run('lab', 'fault', 'clear');
    await using quick = open(home);
    await quick.until(/read just now at \d\d:\d\d$/m);
    expect(kept()).not.toContain('reading-lab.json');
    quick.send('q');
    expect(await quick.exit).toBe(0);
  });

  test('a hierarchy that cannot be read: the screen says why and what to do, and so does what is left behind', async () => {
    using home = freshHome();
    const file = join(home.folder, 'gone.json');
    writeFileSync(file, '{"schema": "cmproxy/hierarchy@1", "sites": []}');
    await home.run('site', 'add', 'gone', '--snapshot', file);
    writeFileSync(file, '{');
    await using t = open(home, {args: ['--connection', 'gone']});
    expect(await t.until('could not be read')).toContain('gone.json');
    t.send('w?');
    await t.until('In the table');
    t.send('q');
    expect(await t.exit).toBe(1);
    expect(t.scrollback()).toContain('do: ');
  });

  test('copying asks the terminal by OSC 52', async () => {
    using home = freshHome();
    await using t = open(home);
    await t.until('FAULT');
    t.send('y');
    await t.until('! Copied this row');
    const base64 = /\u001B\]52;c;([A-Za-z0-9+/=]+)\u0007/.exec(t.raw)?.[1] ?? '';
    expect(Buffer.from(base64, 'base64').toString('utf8')).toMatch(/^PS2\tCMG02\.contoso\.com\t.*\tfault$/);
    t.send('q');
    expect(await t.exit).toBe(0);
  });
});

describe('bytes on the line', () => {
  test('an arrow key in a page costs at most 700 bytes at the median, and an idle screen nothing', async () => {
    using home = freshHome();
    await using t = open(home);
    await t.until('FAULT');
    const costs: number[] = [];
    const names = t
      .text()
      .split('\n')
      .slice(5, 13)
      .map(line => line.slice(3, 16));
    for (const name of names.slice(1)) {
      const before = t.bytes;
      t.send(key.down);
      await t.until(new RegExp(`^> {2}${name.trim().replace(/\s+/, ' +').replace('?', '\\?')}`, 'm'));
      costs.push(t.bytes - before);
    }
    const median = costs.toSorted((a, b) => a - b)[Math.floor(costs.length / 2)] ?? Infinity;
    expect(median, `bytes per key: ${costs.join(' ')}`).toBeLessThanOrEqual(700);
    const idle = t.bytes;
    await expect(t.until('something that never comes', 700)).rejects.toThrow('Not seen');
    expect(t.bytes).toBe(idle);
  });
});
