// The wizard in a real pseudo-terminal, as a person walks it.
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {bin, freshHome, type Home} from '../e2e/cmproxy.ts';
import {Terminal, key} from './terminal.ts';

function open(
  home: Home,
  args: readonly string[] = ['wizard'],
  options: {cols?: number; rows?: number; env?: Record<string, string>} = {},
): Terminal {
  return new Terminal([process.execPath, bin, ...args], {
    cols: options.cols ?? 80,
    rows: options.rows ?? 24,
    env: {...home.env, ...options.env},
  });
}

const labFile = (home: Home): string => join(home.env['CMPROXY_HOME'] ?? '', 'lab.json');

describe('the four steps at 80x24', () => {
  test('one server: pick, look, change the port, review, OK, end, undo', async () => {
    using home = freshHome();
    await using t = open(home);
    await t.until('step 1 of 4');
    t.send('/');
    await t.until('type to filter');
    t.send('ps1/cm01.');
    await t.until(/1 of \d+ shown/);
    t.send(key.enter);
    await t.until('space mark');
    t.send(' ');
    await t.until('1 marked');
    t.send(key.enter);
    await t.until('step 2 of 4');
    t.send(key.enter);
    const page = await t.until('step 3 of 4');
    expect(page).toContain('Proxy for CM01.contoso.com');
    t.send(key.down + key.down);
    await t.until(/> Port/);
    t.send(key.backspace.repeat(5) + '3128');
    await t.until(/\[3128/);
    t.send(key.down);
    await t.until(/> Connect as/);
    t.send(key.enter);
    await t.until('step 4 of 4');
    expect(t.text()).toMatch(/port +\S+ +3128/);
    expect(
      t
        .text()
        .split('\n')
        .every(line => line.length <= 80),
    ).toBe(true);
    expect(existsSync(labFile(home))).toBe(false);
    t.send(key.enter);
    await t.until('Go back to the review');
    t.send(key.down + key.enter);
    await t.until('applied, in use not checked', 15_000);
    await t.until('any key leaves');
    t.send('q');
    expect(await t.exit).toBe(0);
    expect(t.text()).toContain('cmproxy undo');
    const status = await home.run('status', '--output', 'json');
    expect(status.list('siteSystems')).toContainEqual(
      expect.objectContaining({
        server: 'CM01.contoso.com',
        siteCode: 'PS1',
        proxy: expect.objectContaining({port: 3128}) as unknown,
      }),
    );
    expect((await home.run('undo', '--yes')).exitCode).toBe(0);
  });

  test('back and forward: the answers are kept, and nothing is written', async () => {
    using home = freshHome();
    await using t = open(home, ['wizard', 'PS1/CM01.contoso.com']);
    await t.until('1 marked');
    t.send(key.enter);
    await t.until('step 2 of 4');
    t.send(key.enter);
    await t.until('step 3 of 4');
    t.send(key.down);
    await t.until(/> Proxy server name/);
    t.send('x');
    await t.until(/comx/);
    t.send(key.esc);
    await t.until('step 2 of 4');
    t.send(key.esc);
    await t.until('step 1 of 4');
    t.send(key.enter);
    await t.until('step 2 of 4');
    t.send(key.enter);
    await t.until(/step 3 of 4[\s\S]*comx/);
    t.send(key.ctrlC);
    expect(await t.exit).toBe(130);
    expect(existsSync(labFile(home))).toBe(false);
  });

  test('the service connection point: its site code has to be typed', async () => {
    using home = freshHome();
    await using t = open(home, ['wizard', 'CAS/CM00']);
    await t.until('1 marked');
    t.send(key.enter);
    await t.until('step 2 of 4');
    t.send(key.enter);
    await t.until('step 3 of 4');
    t.send(key.down + key.down);
    await t.until(/> Port/);
    t.send(key.backspace.repeat(5) + '3128' + key.enter);
    await t.until(/> Connect as/);
    t.send(key.enter + key.enter + key.enter);
    await t.until('step 4 of 4');
    t.send(key.enter);
    await t.until('Type CAS');
    t.send('PS1' + key.enter);
    await t.until('Type CAS and Enter to write');
    t.send(key.backspace.repeat(3) + 'CAS' + key.enter);
    await t.until('any key leaves', 15_000);
    t.send(' ');
    expect(await t.exit).toBe(0);
  });

  test('several servers: each keeps its own, and only the name changes', async () => {
    using home = freshHome();
    await using t = open(home, ['wizard', 'PS1/CM01.contoso.com', 'CAS/CM00']);
    await t.until('2 marked');
    t.send(key.enter);
    await t.until('2 servers');
    t.send(key.enter);
    await t.until('Proxy for 2 servers');
    expect(t.text()).toContain('< keep >');
    t.send(key.down);
    await t.until(/> Proxy server name/);
    t.send('proxy-c.contoso.com');
    await t.until('proxy-c.contoso.com');
    t.send(key.down + key.down + key.down + key.down);
    t.send(key.enter);
    await t.until('step 4 of 4');
    expect(t.text()).toContain('proxy-c.contoso.com');
    t.send(key.ctrlC);
    expect(await t.exit).toBe(130);
  });
});

describe('ways out and odd terminals', () => {
  test('A5a and A5f Ctrl+C before any write: 130, the cursor is back, nothing written', async () => {
    using home = freshHome();
    await using t = open(home);
    await t.until('step 1 of 4');
    t.send(key.ctrlC);
    expect(await t.exit).toBe(130);
    expect(t.raw.lastIndexOf('\u001B[?25h')).toBeGreaterThan(t.raw.lastIndexOf('\u001B[?25l'));
    expect(t.raw.lastIndexOf('\u001B[?2004l')).toBeGreaterThanOrEqual(t.raw.lastIndexOf('\u001B[?2004h'));
    expect(t.text()).toContain('Nothing was written');
    expect(existsSync(labFile(home))).toBe(false);
  });

  test('TERM=dumb: 64 and the command to use', async () => {
    using home = freshHome();
    await using t = open(home, ['wizard'], {env: {TERM: 'dumb'}});
    expect(await t.exit).toBe(64);
    expect(t.text()).toContain('cmproxy plan');
  });

  test('NO_COLOR: no colour codes, and the selected line still has its mark', async () => {
    using home = freshHome();
    await using t = open(home, ['wizard'], {env: {NO_COLOR: '1'}});
    await t.until(/^> \[ \]/m);
    expect(t.raw).not.toMatch(/\u001B\[(?:3|4|9|10)\d(?:;\d+)*m/);
    t.send(key.ctrlC);
    expect(await t.exit).toBe(130);
  });

  test('resize in mid-step keeps the answer', async () => {
    using home = freshHome();
    await using t = open(home, ['wizard', 'PS1/CM01.contoso.com']);
    await t.until('1 marked');
    t.resize(100, 30);
    await t.until('1 marked');
    t.resize(80, 24);
    await t.until('1 marked');
    t.send(key.ctrlC);
    expect(await t.exit).toBe(130);
  });
});

describe('S1 and S3: a new account', () => {
  test('the password is asked once, shows no length, goes over standard input, and is nowhere afterwards', async () => {
    using home = freshHome();
    const secret = 'Kq7-canary-password-93';
    await using t = open(home, ['wizard', 'PS1/CM01.contoso.com']);
    await t.until('1 marked');
    t.send(key.enter);
    await t.until('step 2 of 4');
    t.send(key.enter);
    await t.until('step 3 of 4');
    t.send(key.down + key.down + key.down);
    await t.until(/> Connect as/);
    t.send('\u0015');
    t.send('CONTOSO\\svc-new');
    await t.until('CMP004');
    t.send('\u001BOQ');
    await t.until('New account');
    t.send(key.enter);
    await t.until('step 4 of 4');
    t.send(key.enter);
    await t.until('Go back to the review');
    t.send(key.down + key.enter);
    const asked = await t.until('Password');
    t.send(secret);
    t.send('x' + key.backspace);
    expect(t.text()).toBe(asked);
    t.send(key.enter);
    await t.until('any key leaves', 15_000);
    t.send(' ');
    expect(await t.exit).toBe(0);
    expect(t.raw).not.toContain(secret);
    for (const file of readdirSync(home.folder, {recursive: true, withFileTypes: true})) {
      expect(file.isFile() ? readFileSync(join(file.parentPath, file.name), 'utf8') : '').not.toContain(secret);
    }
  });
});
