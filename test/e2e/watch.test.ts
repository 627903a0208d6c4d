// `status --watch`: what changed, and nothing else.
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import {describe, expect, test} from 'vitest';
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

  test('an interval that is none is refused', async () => {
    using home = freshHome();
    const ran = await home.run('status', '--watch', '--interval', 'often');
    expect(ran.exitCode).toBe(64);
    expect(ran.stderr).toContain('not a duration');
  });
});

test('on a terminal the table is drawn anew when it changed', async () => {
  using home = freshHome();
  await using t = new Terminal(
    [process.execPath, bin, 'status', '--watch', '--interval', '2s', '--filter', 'server=CM01 site=PS1'],
    {
      env: home.env,
    },
  );
  await t.until(/PS1 +CM01 +proxy-a\.contoso\.com:8080/);
  await home.run('apply', '--server', 'PS1/CM01', '--set', 'proxy.port=3128', '--yes');
  await t.until(/PS1 +CM01 +proxy-a\.contoso\.com:3128/);
  expect(t.text()).not.toContain(':8080');
  t.send(key.ctrlC);
  expect(await t.exit).toBe(0);
});
