// `status --watch`: what changed, and nothing else.
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {createInterface} from 'node:readline';
import {describe, expect, test, vi} from 'vitest';
import {Terminal, key} from '../pty/terminal.ts';
import {bin, freshHome, type Home} from './cmproxy.ts';

interface Watch extends Disposable {
  readonly child: ReturnType<typeof spawn>;
  readonly next: () => Promise<string>;
  readonly errors: () => string;
}

function watch(home: Home, ...args: string[]): Watch {
  const child = spawn(process.execPath, [bin, 'status', '--watch', '--interval', '2s', ...args], {env: home.env});
  const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
  let errors = '';
  child.stderr.on('data', chunk => {
    errors += String(chunk);
  });
  return {
    child,
    next: async () => String((await lines.next()).value),
    errors: () => errors,
    [Symbol.dispose]: () => child.kill('SIGKILL'),
  };
}

describe('SV12 in a pipe', () => {
  test('first everything, then one line for each field that changed, and 0 at Ctrl+C', async () => {
    using home = freshHome();
    using watched = watch(home, '--filter', 'server=CM01 site=PS1');
    expect(await watched.next()).toMatch(/^information\tPS1\tCM01\.contoso\.com\t/);
    await home.run('apply', '--server', 'PS1/CM01', '--set', 'proxy.port=3128', '--yes');
    expect(await watched.next()).toMatch(/^changed\tPS1\tCM01\.contoso\.com\tproxy\.port\t8080\t3128\t20/);
    watched.child.kill('SIGINT');
    expect((await once(watched.child, 'exit'))[0]).toBe(0);
  });

  test('as JSON lines: the reading, then each change', async () => {
    using home = freshHome();
    using watched = watch(home, '--output', 'json');
    expect(JSON.parse(await watched.next())).toMatchObject({schemaVersion: 1, event: 'reading', connection: 'lab'});
    await home.run('apply', '--server', 'PS1/CM01', '--set', 'proxy.port=3128', '--yes');
    expect(JSON.parse(await watched.next())).toMatchObject({
      schemaVersion: 1,
      event: 'changed',
      server: 'CM01.contoso.com',
      field: 'proxy.port',
      before: '8080',
      after: '3128',
    });
    watched.child.kill('SIGTERM');
    expect((await once(watched.child, 'exit'))[0]).toBe(0);
  });

  test('C23 a reader who leaves ends it quietly', async () => {
    using home = freshHome();
    using watched = watch(home);
    await watched.next();
    watched.child.stdout?.destroy();
    await home.run('apply', '--server', 'PS1/CM01', '--set', 'proxy.port=3128', '--yes');
    expect((await once(watched.child, 'exit'))[0]).toBe(0);
    expect(watched.errors()).toBe('');
  });

  test.each([
    [['--interval', 'often'], 'not a duration'],
    [['--against', 'before.json'], '--watch and --against'],
    [['--out', 'status.txt'], '--watch and --out'],
    [['--exit-code'], '--watch and --exit-code'],
    [['--output', 'csv'], 'cannot write CSV'],
    [['--columns', 'none'], 'There is no column "none"'],
    [['--connection', 'nope'], 'no connection "nope"'],
  ])('%j is refused', async (args, text) => {
    using home = freshHome();
    const ran = await home.run('status', '--watch', ...args);
    expect(ran.exitCode).toBe(64);
    expect(ran.stderr).toContain(text);
  });
});

describe('on a terminal', () => {
  const open = (home: Home, ...args: string[]): Terminal =>
    new Terminal(
      [
        '/bin/sh',
        '-c',
        'echo before; "$@"; echo after $?',
        'sh',
        process.execPath,
        bin,
        'status',
        '--watch',
        '--interval',
        '1h',
        ...args,
      ],
      {
        env: home.env,
      },
    );

  test('only what changed is written again, and Ctrl+C leaves the terminal as it was', async () => {
    using home = freshHome();
    await using t = open(home, '--filter', 'site=PS1');
    await t.until(/PS1 +CM01 +proxy-a:8080/);
    expect(t.text()).toMatch(/^read \d\d:\d\d:\d\d, every 3600 s; no change yet/);
    expect(t.buffer).toBe('alternate');
    await home.run('apply', '--server', 'PS1/CM01', '--set', 'proxy.port=3128', '--yes');
    const before = t.bytes;
    t.send('r');
    await t.until(/PS1 +CM01 +proxy-a:3128/);
    await t.until(/; changed \d\d:\d\d:\d\d/);
    expect(t.bytes - before).toBeLessThan(300);
    t.send(key.ctrlC);
    await t.exit;
    expect(t.buffer).toBe('normal');
    expect(t.text()).toMatch(/^before\nafter 0$/);
    expect(t.cursorShown).toBe(true);
    expect(t.raw).toContain('\u001B[?7h');
  });

  test('SV12 a failed reading is told above the last table, and the next one that succeeds takes its place', async () => {
    using home = freshHome();
    await using t = open(home);
    await t.until('FAULT');
    const lab = join(home.env['CMPROXY_HOME'] ?? '', 'lab.json');
    mkdirSync(dirname(lab), {recursive: true});
    writeFileSync(lab, '{');
    t.send('r');
    await t.until(/^READING FAILED 1 time in a row, tried again every 3600 s: /);
    t.send('r');
    await t.until(/^READING FAILED 2 times in a row/);
    expect(t.text()).toMatch(/PS2 +CMG02 .*FAULT/);
    rmSync(lab);
    t.send('r');
    await t.until(/^read \d\d:\d\d:\d\d/);
    t.send('q');
    await t.exit;
    expect(t.text()).toMatch(/^before\nafter 0$/);
  });

  test('it fits a smaller terminal, and says how much it leaves out', async () => {
    using home = freshHome();
    await using t = open(home);
    await t.until('PROXY');
    t.resize(40, 12);
    const small = await t.until(/^SITE +SERVER +PROXY +STATE$/m);
    expect(small).toMatch(/more lines: make the/);
    expect(small.split('\n').length).toBeLessThanOrEqual(12);
    expect(small).toMatch(/^PS2 +CMG02 .*FAULT$/m);
    t.resize(120, 60);
    await t.until(/^CAS +CM00 .* ok$/m);
    expect(t.text()).not.toContain('more lines');
    t.send(key.ctrlC);
    await t.exit;
    expect(t.text()).toMatch(/^before\nafter 0$/);
  });

  test('A5e stopped and continued, it is drawn anew', async () => {
    using home = freshHome();
    await using t = new Terminal([process.execPath, bin, 'status', '--watch', '--interval', '1h'], {env: home.env});
    await t.until('FAULT');
    process.kill(t.pid, 'SIGSTOP');
    const before = t.bytes;
    process.kill(t.pid, 'SIGCONT');
    await vi.waitFor(() => expect(t.bytes).toBeGreaterThan(before + 500), {timeout: 5000});
    expect(t.text()).toContain('FAULT');
    t.send('q');
    expect(await t.exit).toBe(0);
  });

  test('A4 a terminal that is gone ends it', async () => {
    using home = freshHome();
    await using t = new Terminal([process.execPath, bin, 'status', '--watch'], {env: home.env});
    await t.until('FAULT');
    t.hangUp();
    expect(await t.exit).toBe(0);
  });
});
