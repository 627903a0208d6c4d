// Bad days, on the built bin: killed, interrupted, locked out, lost answers, and a password that must be nowhere.
import {execa} from 'execa';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test, vi} from 'vitest';
import {bin, freshHome, type Home} from './cmproxy.ts';

const three = [
  '--where',
  'proxy.serverName=proxy-a.contoso.com',
  '--where',
  'site=PS1',
  '--where',
  'proxy.enabled=true',
  '--set',
  'proxy.port=9090',
  '--yes',
  '--output',
  'json',
];

function homeOf(home: Home): string {
  return home.env['CMPROXY_HOME'] ?? '';
}
interface Calls {
  readonly writes: number;
  readonly records: Readonly<Record<string, number>>;
}
function calls(home: Home): Calls {
  const lab = JSON.parse(readFileSync(join(homeOf(home), 'lab.json'), 'utf8')) as {lab: {calls: Calls}};
  return lab.lab.calls;
}
const ports = async (home: Home) => {
  const ran = await home.run('status', '--output', 'json');
  return ran.list('siteSystems').flatMap(system => {
    const proxy = system['proxy'] as {serverName: string; port: number; enabled: boolean} | null;
    return system['siteCode'] === 'PS1' && proxy?.serverName === 'proxy-a.contoso.com' && proxy.enabled
      ? [proxy.port]
      : [];
  });
};

describe('A1 kill -9', () => {
  test.each(['apply:afterWrite:1', 'apply:afterWrite:3', 'apply:afterAccepted:2', 'apply:beforeWrite:2'])(
    '%s: --resume finishes, and no server is written twice',
    async fault => {
      using home = freshHome();
      const killed = await home.runWith({env: {...home.env, CMPROXY_TEST_FAULT: fault}}, 'apply', ...three);
      expect(killed.exitCode).toBe(-1);
      const resumed = await home.run('apply', '--resume', '--yes', '--timeout', '2s', '--output', 'json');
      expect(resumed.stderr).toBe('');
      expect(resumed.exitCode).toBe(0);
      expect(new Set(await ports(home))).toEqual(new Set([9090]));
      expect(Math.max(...Object.values(calls(home).records))).toBe(1);
      expect((await home.run('apply', '--resume', '--yes')).exitCode).toBe(0);
    },
  );
});

describe('R2 two at once', () => {
  test('R2b a second apply prints the owner and ends with 6; R2c status works and says that a run is in progress', async () => {
    using home = freshHome();
    await home.run('lab', 'delay', '700');
    const first = home.run('apply', ...three);
    await vi.waitFor(
      () =>
        expect(
          existsSync(join(homeOf(home), 'locks')) &&
            readdirSync(join(homeOf(home), 'locks')).some(name => name.endsWith('.lock')),
        ).toBe(true),
      {timeout: 10_000, interval: 10},
    );
    const second = await home.run('apply', '--server', 'CAS/RPT00', '--set', 'proxy.port=1', '--yes');
    expect(second.exitCode).toBe(6);
    expect(second.stderr).toMatch(/pid \d+/);
    const status = await home.run('status');
    expect(status.exitCode).toBe(0);
    expect(status.stderr).toMatch(/run is in progress|at work/);
    expect((await first).exitCode).toBe(0);
    expect(Object.keys(calls(home).records).some(key => key.includes('rpt00'))).toBe(false);
  });
});

describe('A5 signals', () => {
  const start = (home: Home) =>
    execa(process.execPath, [bin, 'apply', ...three], {
      env: home.env,
      extendEnv: false,
      reject: false,
      stdin: 'ignore',
      buffer: true,
    });
  /** Waits for the first write without taking the output away from the process. */
  const firstWriting = (child: ReturnType<typeof start>) =>
    new Promise<void>(resolve => {
      let seen = '';
      child.stdout.on('data', (chunk: Buffer) => {
        seen += chunk.toString();
        if (seen.includes('"writing"')) resolve();
      });
    });
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'A5b %s during apply: the server in hand is finished and journalled, then 4, and --resume does the rest',
    async signal => {
      using home = freshHome();
      await home.run('lab', 'delay', '400');
      const child = start(home);
      await firstWriting(child);
      child.kill(signal);
      const ended = await child;
      expect(ended.exitCode).toBe(4);
      const written = calls(home).writes;
      expect(written).toBe(1);
      expect((await home.run('apply', '--resume', '--yes', '--output', 'json')).exitCode).toBe(0);
      expect(Math.max(...Object.values(calls(home).records))).toBe(1);
    },
  );
  test('A5c SIGINT twice: it ends at once and names the server that is uncertain', async () => {
    using home = freshHome();
    await home.run('lab', 'delay', '60000');
    const child = start(home);
    await firstWriting(child);
    child.kill('SIGINT');
    await vi.waitFor(() => expect(calls(home).writes).toBe(1), {timeout: 5000, interval: 10});
    child.kill('SIGINT');
    const ended = await child;
    expect([3, 4]).toContain(ended.exitCode);
    expect(`${ended.stdout}${ended.stderr}`).toMatch(/CM01\.contoso\.com|may or may not/);
  });
});

describe('lab faults', () => {
  const faulty = async (home: Home, kind: string, server: string) => home.run('lab', 'fault', 'add', kind, server);
  test('A2 the answer comes too late: reconciled, written once', async () => {
    using home = freshHome();
    await faulty(home, 'timeout', 'PS1/CM01');
    const ran = await home.run(
      'apply',
      '--server',
      'PS1/CM01',
      '--set',
      'proxy.port=9090',
      '--yes',
      '--timeout',
      '2s',
      '--output',
      'json',
    );
    expect(ran.exitCode).toBe(0);
    expect(calls(home).records).toEqual({'siteSystem|PS1|cm01.contoso.com': 1});
  });
  test('A3 changed meanwhile, found just before the first write: 5, nothing written', async () => {
    using home = freshHome();
    await faulty(home, 'changed-meanwhile', 'PS1/CM01');
    expect((await home.run('apply', '--server', 'PS1/CM01', '--set', 'proxy.port=9090', '--yes')).exitCode).toBe(5);
  });
  test('A7 a server that cannot be read: plan 3, never planned over', async () => {
    using home = freshHome();
    await faulty(home, 'read-denied', 'PS1/CM01');
    const ran = await home.run(
      'plan',
      '--server',
      'PS1/CM01',
      '--server',
      'PS1/SUP01',
      '--set',
      'proxy.port=9090',
      '--output',
      'json',
    );
    expect(ran.exitCode).toBe(3);
    expect(ran.list('changes').map(change => change['server'])).toEqual(['SUP01.contoso.com']);
  });
  test('A8a the first server fails: no other is written', async () => {
    using home = freshHome();
    await faulty(home, 'write-denied', 'PS1/CM01');
    const ran = await home.run('apply', ...three);
    expect(ran.exitCode).toBe(1);
    expect(Object.keys(calls(home).records)).toEqual(['siteSystem|PS1|cm01.contoso.com']);
  });
  test('A8c the server with the service connection point is written last', async () => {
    using home = freshHome();
    const servers = ['CAS/CM00', 'PS1/CM01', 'PS1/SUP01'].flatMap(name => ['--server', name]);
    const ran = await home.run(
      'apply',
      ...servers,
      '--set',
      'proxy.port=9090',
      '--yes',
      '--confirm',
      'CAS',
      '--output',
      'json',
    );
    expect(ran.exitCode).toBe(0);
    const order = (ran.lines() as {event: string; server?: string}[])
      .filter(event => event.event === 'applied')
      .map(event => event.server);
    expect(order).toEqual(['CM01.contoso.com', 'SUP01.contoso.com', 'CM00.contoso.com']);
  });
  test('A9 accepted and never applied: 3, with the command that looks again', async () => {
    using home = freshHome();
    await faulty(home, 'never-applied', 'PS1/CM01');
    const ran = await home.run(
      'apply',
      '--server',
      'PS1/CM01',
      '--set',
      'proxy.port=9090',
      '--yes',
      '--timeout',
      '300ms',
    );
    expect(ran.exitCode).toBe(3);
    expect(ran.stdout).toContain('acceptedNotApplied');
    expect(ran.stderr).toMatch(/cmproxy apply --resume|cmproxy status/);
  });
  test('A6 undo refuses where someone changed the server since, and --overwrite goes on', async () => {
    using home = freshHome();
    const set = (port: string) =>
      home.run('Set-CMSiteSystemServer', 'CM01', '-SiteCode', 'PS1', '-ProxyServerPort', port);
    await set('1111');
    const run = (await home.run('history', '--output', 'json')).list('runs')[0]?.['run'];
    await set('2222');
    const refused = await home.run('undo', String(run), '--yes');
    expect(refused.exitCode).toBe(5);
    expect(refused.stderr).toMatch(/2222/);
    expect((await home.run('undo', String(run), '--yes', '--overwrite')).exitCode).toBe(0);
  });
});

describe('S1 a password', () => {
  const secret = 'Zx9!canary-Password_42';
  const spellings = [
    secret,
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    Buffer.from(secret, 'utf16le').toString('base64').replace(/=+$/, ''),
    encodeURIComponent(secret),
  ];
  const args = [
    'apply',
    '--server',
    'PS1/CM01',
    '--set',
    'proxy.account=CONTOSO\\svc-new',
    '--create-account',
    '--password-stdin',
    '--yes',
    '--debug',
    '--verbose',
  ];
  const everything = (home: Home): string =>
    readdirSync(home.folder, {recursive: true, withFileTypes: true})
      .filter(entry => entry.isFile())
      .map(entry => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
      .join('\n');

  test.each([
    ['when all goes well', null, 0],
    ['when the write is denied', 'write-denied', 4],
    ['when the run is killed', 'kill', -1],
  ])('is nowhere afterwards, %s', async (_title, fault, exitCode) => {
    using home = freshHome();
    if (fault === 'write-denied') await home.run('lab', 'fault', 'add', fault, 'PS1/CM01');
    const env = fault === 'kill' ? {...home.env, CMPROXY_TEST_FAULT: 'apply:afterWrite:1'} : home.env;
    const ran = await home.runWith({env, stdin: undefined, input: `${secret}\n`}, ...args);
    expect(ran.exitCode).toBe(exitCode);
    const text = `${ran.stdout}${ran.stderr}${everything(home)}`;
    for (const spelling of spellings) expect(text).not.toContain(spelling);
  });
  test('without --password-stdin and without a terminal: 64, nothing written', async () => {
    using home = freshHome();
    const ran = await home.run(...args.filter(word => word !== '--password-stdin'));
    expect(ran.exitCode).toBe(64);
    expect(existsSync(join(homeOf(home), 'lab.json'))).toBe(false);
  });
  test('a plan that creates an account is not saved', async () => {
    using home = freshHome();
    const file = join(home.folder, 'plan.json');
    const ran = await home.run(
      'plan',
      '--server',
      'PS1/CM01',
      '--set',
      'proxy.account=CONTOSO\\svc-new',
      '--create-account',
      '--out',
      file,
    );
    expect([ran.exitCode, existsSync(file)]).toEqual([1, false]);
  });
});

test('C23 a reader that leaves: no message, no stack', async () => {
  using home = freshHome();
  const ran = await execa('bash', ['-c', '"$0" "$1" status --output plain | head -1', process.execPath, bin], {
    env: home.env,
    extendEnv: false,
    reject: false,
  });
  expect([ran.stdout.split('\n').length, ran.stderr]).toEqual([1, '']);
});
