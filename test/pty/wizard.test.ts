// The wizard in a real pseudo-terminal, as a person walks it.
import {existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {bin, freshHome, type Home} from '../e2e/cmproxy.ts';
import {hostileHierarchy} from './hostile-hierarchy.ts';
import {Terminal, key, pasted} from './terminal.ts';

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
const f = {f1: '\u001BOP', f2: '\u001BOQ', f3: '\u001BOR', f4: '\u001BOS', f5: '\u001B[15~'} as const;

/** One server from step 1 to step 3. */
async function toProxyPage(t: Terminal): Promise<void> {
  await t.until('1 marked');
  t.send(key.enter);
  await t.until(/(?:step )?2 of 4/);
  t.send(key.enter);
  await t.until(/(?:step )?3 of 4/);
}

async function changePort(t: Terminal, port: string): Promise<void> {
  t.send(key.down + key.down);
  await t.until(/> Port/);
  t.send(key.ctrlU + port);
  await t.until(new RegExp(`\\[${port}`));
}

async function proxyOf(home: Home, server: string): Promise<unknown> {
  const status = await home.run('status', '--output', 'json');
  return status.list('siteSystems').find(system => system['server'] === server)?.['proxy'];
}

describe('the four steps', () => {
  test('80x24: filter, mark, look, change the port, review, OK, end in the scrollback, and the same command again', async () => {
    using home = freshHome();
    await using t = open(home);
    await t.until('step 1 of 4');
    t.send('/ps1/cm01.\r');
    await t.until(/1 of 18 shown, 0 marked/);
    t.send(' ');
    await t.until('1 marked');
    t.send(key.enter);
    await t.until('step 2 of 4');
    expect(t.text()).toContain("Follows this server's proxy:");
    t.send(key.enter);
    await t.until('Proxy for CM01.contoso.com');
    await changePort(t, '3128');
    await t.until('CM01 Exchange, cloud DP: proxy-a.contoso.com:8080 -> proxy-a.contoso.com:3128,');
    t.send(key.enter + key.enter);
    await t.until('step 4 of 4');
    expect(t.text()).toMatch(/PS1\/CM01 +port +8080 -> 3128/);
    expect(existsSync(labFile(home))).toBe(false);
    t.send(key.enter);
    await t.until('Go back to the review');
    t.send(key.down + key.enter);
    await t.until('enter leave', 15_000);
    expect(t.text()).toContain('applied, in use not checked');
    t.send('q');
    expect(await t.exit).toBe(0);
    expect(t.scrollback()).toMatch(/To do the same again: cmproxy apply --answers/);
    expect(await proxyOf(home, 'CM01.contoso.com')).toMatchObject({port: 3128});
    const answers = join(home.env['CMPROXY_HOME'] ?? '', 'answers');
    const file = join(answers, readdirSync(answers)[0] ?? '');
    expect(readFileSync(file, 'utf8')).toContain('port: 3128');
    expect((await home.run('plan', '--answers', file)).exitCode).toBe(0);
    expect((await home.run('undo', '--yes')).exitCode).toBe(0);
    expect(readdirSync(join(home.env['CMPROXY_HOME'] ?? '', 'sessions'))).toEqual([]);
  });

  test('back and forward: the answers are kept, and nothing is written', async () => {
    using home = freshHome();
    await using t = open(home, ['wizard', 'PS1/CM01.contoso.com']);
    await toProxyPage(t);
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
    expect(t.scrollback()).toContain('Nothing was written');
    expect(existsSync(labFile(home))).toBe(false);
  });

  test('the service connection point: its site code has to be typed', async () => {
    using home = freshHome();
    await using t = open(home, ['wizard', 'CAS/CM00']);
    await toProxyPage(t);
    await changePort(t, '3128');
    t.send(key.enter.repeat(4));
    await t.until('step 4 of 4');
    expect(t.text()).toContain('CMP123');
    t.send(key.enter);
    await t.until('Type CAS and enter');
    t.send('PS1' + key.enter);
    await t.until('! Type CAS and enter to write');
    t.send(key.ctrlU + 'cas' + key.enter);
    await t.until('enter leave', 15_000);
    expect(t.text()).toContain('applied, in use not checked');
    t.send('q');
    expect(await t.exit).toBe(0);
  });

  test('several servers by a pasted list, one of them an exception', async () => {
    using home = freshHome();
    await using t = open(home);
    await t.until('step 1 of 4');
    t.send('v');
    await t.until('Paste or type servers');
    t.send(pasted('PS1/CM01\r\n  PS2/DP21\r\n'));
    await t.until('2 of 2 names marked');
    t.send('nope; PS2/DP23\r');
    await t.until('nope: not there, or not visible to this account');
    expect(t.text()).toContain('PS2/DP23: could not be read: access denied');
    t.send(key.enter);
    await t.until('2 marked');
    t.send(key.enter);
    await t.until('2 servers');
    t.send(key.tab);
    await t.until('Proxy for 2 servers in 2 sites');
    expect(t.text()).toContain('< keep >');
    t.send(key.down);
    await t.until(/> Proxy server name/);
    t.send('proxy-c.contoso.com');
    await t.until('proxy-c.contoso.com');
    t.send(f.f4);
    await t.until('Which server gets something else?');
    t.send(key.down + key.enter);
    await t.until('Exception: DP21.contoso.com');
    await changePort(t, '3129');
    t.send(key.esc);
    await t.until('DP21: port 3129');
    t.send(key.enter);
    await t.until('step 4 of 4');
    expect(t.text()).toMatch(/PS2\/DP21 +proxy name/);
    expect(t.text()).toMatch(/port +3128 -> 3129/);
    t.send('e');
    await t.until('step 3 of 4');
    t.send(key.esc);
    await t.until('step 4 of 4');
    t.send(key.ctrlC);
    expect(await t.exit).toBe(130);
  });

  test('a list is taken in step 1 without opening its field, 300 names long, and typed as well', async () => {
    using home = freshHome();
    await using t = open(home);
    await t.until('step 1 of 4');
    const many = Array.from({length: 300}, (_, index) => `nobody${index}.corp.example.com`).join('\n');
    t.send(`\u001B[200~${many}\nCAS/CM00\n\u001B[201~`);
    await t.until('1 of 301 names marked; 300 did not match');
    t.send(key.esc);
    await t.until('1 marked');
    t.send('vPS1/CM01 DP21\r');
    await t.until('2 of 2 names marked');
    await t.until('3 marked');
    t.send(key.ctrlC);
    expect(await t.exit).toBe(130);
  });

  test('a list that a terminal without bracketed paste sends line by line is marked, and is never taken for keys', async () => {
    using home = freshHome();
    await using t = open(home);
    await t.until('step 1 of 4');
    t.send('v');
    await t.until('Paste or type servers');
    t.send('ps1/cm01\rcas/cm00\rPS2/DP21\r');
    await t.until('1 of 1 names marked');
    t.send(key.enter);
    await t.until(/18 of 18 shown, 3 marked/);
    t.send(key.ctrlC);
    expect(await t.exit).toBe(130);
  });

  test('T3 a pasted list with an escape sequence in it is refused whole', async () => {
    using home = freshHome();
    await using t = open(home);
    await t.until('step 1 of 4');
    t.send('v');
    await t.until('Paste or type servers');
    t.send(pasted('PS1/CM01\nPS2/\u001B]0;x\u0007DP21'));
    await t.until('it holds a control character (U+001B)');
    t.send(key.enter);
    await t.until('0 marked');
    t.send(key.ctrlC);
    expect(await t.exit).toBe(130);
  });

  test('turning off shows who loses it', async () => {
    using home = freshHome();
    await using t = open(home, ['wizard', 'PS1/CM01.contoso.com']);
    await toProxyPage(t);
    t.send(' ');
    await t.until('WHO LOSES IT, and needs direct access');
    expect(t.text()).not.toContain('Proxy server name');
    t.send(key.ctrlC);
    await t.exit;
  });

  test('T4 a name with a letter of another script is told in words, and the field keeps what was typed', async () => {
    using home = freshHome();
    await using t = open(home, ['wizard', 'PS1/CM01.contoso.com']);
    await toProxyPage(t);
    t.send(key.down);
    await t.until(/> Proxy server name/);
    t.send(key.ctrlU + 'pr\u043Exy');
    expect(await t.until('[pr\\u{43E}xy')).toContain('U+043E');
    t.send(key.ctrlC);
    await t.exit;
  });

  test('SC1 the review shows the change and the way back in each form, with the values of this plan', async () => {
    using home = freshHome();
    await using t = open(home, ['wizard', 'PS1/CM01']);
    await toProxyPage(t);
    await changePort(t, '3128');
    t.send(key.enter + key.enter);
    await t.until('step 4 of 4');
    t.send('s');
    for (const shown of [
      /Change as Configuration Manager cmdlets \(PowerShell\) +1 of 5/,
      /Change as cmproxy commands \(sh\) +2 of 5\n#!\/bin\/sh/,
      /Change as answer file +3 of 5[^]*schema: cmproxy\/answers@1/,
      /Change as ConfigMgrCBDsc configuration +4 of 5/,
      /Change as Ansible play +5 of 5\n---/,
    ]) {
      await t.until(shown);
      t.send(key.tab);
    }
    await t.until(/ 1 of 5/);
    t.send('p');
    await t.until(/Change as Ansible play/);
    t.send('\u001B');
    await t.until('d undo script');
    t.send('d');
    await t.until(/Undo as Ansible play +5 of 5\n---\n# Undo of a change/);
    expect(existsSync(labFile(home))).toBe(false);
  });

  test('f saves the answers and writes nothing', async () => {
    using home = freshHome();
    await using t = open(home, ['wizard', 'PS1/CM01.contoso.com']);
    await toProxyPage(t);
    await changePort(t, '3128');
    t.send(key.enter + key.enter);
    await t.until('step 4 of 4');
    t.send('tCHG1\r');
    await t.until('ticket CHG1');
    t.send('f');
    await t.until('! Saved, nothing written.');
    expect(existsSync(labFile(home))).toBe(false);
    const answers = join(home.env['CMPROXY_HOME'] ?? '', 'answers');
    expect(readFileSync(join(answers, readdirSync(answers)[0] ?? ''), 'utf8')).toContain('ticket: CHG1');
    t.send(key.ctrlC);
    expect(await t.exit).toBe(130);
  });
});

describe('any size', () => {
  test.each([
    [40, 12],
    [200, 60],
  ])('%i by %i: every step fits and can be used', async (cols, rows) => {
    using home = freshHome();
    await using t = open(home, ['wizard', 'PS1/CM01.contoso.com'], {cols, rows});
    const fits = (): void => {
      const lines = t.text().split('\n');
      expect(lines.filter(line => line.length > cols)).toEqual([]);
      expect(lines.length).toBeLessThan(rows);
    };
    await t.until('1 marked');
    fits();
    await toProxyPage(t);
    fits();
    await changePort(t, '3128');
    t.send(key.enter + key.enter);
    await t.until('4 of 4');
    fits();
    expect(t.text()).toMatch(/port +8080 -> 3128/);
    t.send(key.enter);
    await t.until('Go back to the review');
    fits();
    t.send('2');
    await t.until('Done: Applied', 15_000);
    fits();
    t.send('q');
    expect(await t.exit).toBe(0);
    expect(await proxyOf(home, 'CM01.contoso.com')).toMatchObject({port: 3128});
  });

  test('resize in mid-step keeps the answer', async () => {
    using home = freshHome();
    await using t = open(home, ['wizard', 'PS1/CM01.contoso.com']);
    await toProxyPage(t);
    await changePort(t, '31');
    t.resize(40, 12);
    await t.until(/Port +\[31 /);
    t.send('28');
    await t.until(/Port +\[3128 /);
    t.resize(100, 30);
    await t.until(/> Port .*\[3128 /);
    t.send(key.ctrlC);
    expect(await t.exit).toBe(130);
  });
});

describe('WZ9 A4a a dropped line loses no answer', () => {
  const arrive = [
    async (t: Terminal): Promise<unknown> => t.until('1 marked'),
    async (t: Terminal): Promise<unknown> => {
      await t.until('1 marked');
      t.send(key.enter);
      return t.until('step 2 of 4');
    },
    async (t: Terminal): Promise<unknown> => {
      await toProxyPage(t);
      await changePort(t, '3128');
      t.send(key.enter);
      return t.until(/> Connect as/);
    },
    async (t: Terminal): Promise<unknown> => {
      await toProxyPage(t);
      await changePort(t, '3128');
      t.send(key.enter + key.enter);
      return t.until('step 4 of 4');
    },
  ] as const;

  test.each([
    ['SIGKILL', 0],
    ['SIGKILL', 1],
    ['SIGKILL', 2],
    ['SIGKILL', 3],
    ['SIGHUP', 2],
  ] as const)(
    '%s at step index %i: the next start goes on at the same step with the same answers',
    async (signal, step) => {
      using home = freshHome();
      {
        await using t = open(home, ['wizard', 'PS1/CM01.contoso.com']);
        await arrive[step]?.(t);
        const sessions = join(home.env['CMPROXY_HOME'] ?? '', 'sessions');
        await waitFor(
          () =>
            existsSync(sessions) &&
            readdirSync(sessions).some(name => name.startsWith('wizard-') && lastStep(sessions, name) === step),
        );
        process.kill(t.pid, signal);
        await t.exit;
      }
      await using again = open(home);
      await again.until(new RegExp(`A wizard was left at step ${step + 1}, .*1 server marked`));
      again.send(key.enter);
      await again.until(`step ${step + 1} of 4`);
      if (step >= 2) await again.until(step === 2 ? /Port .*3128/ : /port +8080 -> 3128/);
      again.send(key.ctrlC);
      expect(await again.exit).toBe(130);
      expect(existsSync(labFile(home))).toBe(false);
    },
  );

  test('kill -9 in the review: ticket and how it runs are kept', async () => {
    using home = freshHome();
    const sessions = join(home.env['CMPROXY_HOME'] ?? '', 'sessions');
    const holds = (text: string): boolean =>
      readdirSync(sessions).some(
        name => name.startsWith('wizard-') && readFileSync(join(sessions, name), 'utf8').includes(text),
      );
    {
      await using t = open(home, ['wizard', 'PS1/CM01.contoso.com']);
      await toProxyPage(t);
      await changePort(t, '3128');
      t.send(key.enter + key.enter);
      await t.until('step 4 of 4');
      t.send('tCHG0042\r');
      await t.until('ticket CHG0042');
      t.send('x\r1,2\r');
      await waitFor(() => holds('CHG0042') && holds('1,2'));
      process.kill(t.pid, 'SIGKILL');
      await t.exit;
    }
    await using again = open(home);
    await again.until('A wizard was left at step 4');
    again.send(key.enter);
    await again.until('ticket CHG0042');
    expect(again.text()).toContain('in steps of 1,2');
    again.send(key.ctrlC);
    await again.exit;
  });

  test('SIGHUP in the middle of a word: what was typed so far is there again', async () => {
    using home = freshHome();
    {
      await using t = open(home, ['wizard', 'PS1/CM01.contoso.com']);
      await toProxyPage(t);
      await changePort(t, '31');
      process.kill(t.pid, 'SIGHUP');
      await t.exit;
    }
    await using again = open(home);
    await again.until('A wizard was left at step 3');
    again.send(key.enter);
    expect(await again.until('> Port')).toMatch(/> Port .*\[31 /);
    again.send(key.ctrlC);
    await again.exit;
  });

  test('what changed meanwhile is marked', async () => {
    using home = freshHome();
    {
      await using t = open(home, ['wizard', 'PS1/CM01.contoso.com']);
      await toProxyPage(t);
      t.send(key.ctrlC);
      await t.exit;
      expect(t.scrollback()).toContain('The answers are kept: cmproxy wizard offers to go on.');
    }
    expect((await home.run('apply', '--server', 'PS1/CM01', '--set', 'proxy.port=9090', '--yes')).exitCode).toBe(0);
    await using again = open(home);
    await again.until('A wizard was left at step 3');
    again.send(key.enter);
    expect(await again.until('Changed meanwhile')).toContain('proxy.port 8080 -> 9090');
    again.send(key.ctrlC);
    await again.exit;
  });

  test('n begins anew, and a broken file is moved aside and told', async () => {
    using home = freshHome();
    const sessions = join(home.env['CMPROXY_HOME'] ?? '', 'sessions');
    mkdirSync(sessions, {recursive: true});
    writeFileSync(join(sessions, 'wizard-abc.json'), '{"schema": ');
    {
      await using t = open(home, ['wizard', 'PS1/CM01.contoso.com']);
      await toProxyPage(t);
      t.send(key.ctrlC);
      await t.exit;
    }
    await using again = open(home);
    await again.until('A wizard was left at step 3');
    expect(again.scrollback()).toContain('a kept wizard could not be read');
    again.send('n');
    await again.until(/step 1 of 4[\s\S]*0 marked/);
    again.send(key.ctrlC);
    await again.exit;
    expect(readdirSync(sessions).filter(name => name.includes('.broken-'))).toHaveLength(1);
  });
});

function lastStep(sessions: string, name: string): number {
  const {place} = JSON.parse(readFileSync(join(sessions, name), 'utf8')) as {
    place: {step: string; answers: Record<string, string>};
  };
  const step = ['servers', 'role', 'proxy', 'review'].indexOf(place.step);
  return step === 2 && place.answers['proxy.port'] !== '3128' ? -1 : step;
}

async function waitFor(isSo: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!isSo()) {
    if (Date.now() > end) throw new Error('it did not become so within 10 s');
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

describe('ways out and odd terminals', () => {
  test('q leaves and forgets: asked twice where something is marked, and nothing is offered afterwards', async () => {
    using home = freshHome();
    const sessions = join(home.env['CMPROXY_HOME'] ?? '', 'sessions');
    {
      await using t = open(home, ['wizard', 'PS1/CM01.contoso.com']);
      await toProxyPage(t);
      await waitFor(() => existsSync(sessions) && readdirSync(sessions).length === 1);
      t.send('q');
      await t.until('q once more leaves and forgets the answers');
      t.send('q');
      expect(await t.exit).toBe(130);
      expect(t.scrollback()).not.toContain('The answers are kept');
    }
    expect(readdirSync(sessions)).toEqual([]);
    await using again = open(home);
    await again.until(/step 1 of 4[\s\S]*0 marked/);
    again.send('q');
    expect(await again.exit).toBe(130);
  });

  test('A5a and A5f Ctrl+C before any write: 130, the cursor is back, nothing written, no file', async () => {
    using home = freshHome();
    await using t = open(home);
    await t.until('step 1 of 4');
    t.send(key.ctrlC);
    expect(await t.exit).toBe(130);
    expect(t.raw.lastIndexOf('\u001B[?25h')).toBeGreaterThan(t.raw.lastIndexOf('\u001B[?25l'));
    expect(t.raw.lastIndexOf('\u001B[?2004l')).toBeGreaterThanOrEqual(t.raw.lastIndexOf('\u001B[?2004h'));
    expect(t.text()).toContain('Nothing was written');
    expect(existsSync(home.env['CMPROXY_HOME'] ?? '')).toBe(false);
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

  test('KB3 in a text field q, ? and / are typed, and F1 is help', async () => {
    using home = freshHome();
    await using t = open(home, ['wizard', 'PS1/CM01.contoso.com']);
    await toProxyPage(t);
    t.send(key.down);
    await t.until(/> Proxy server name/);
    t.send(key.ctrlU + 'q?/:');
    await t.until('[q?/:');
    t.send(f.f1);
    await t.until('A site system has one proxy for HTTP and HTTPS.');
    t.send(key.esc);
    await t.until('[q?/:');
    t.send(key.ctrlC);
    expect(await t.exit).toBe(130);
  });

  /** Three servers from step 1 to the consent, with another port. */
  async function toWriting(t: Terminal): Promise<void> {
    await t.until('3 marked');
    t.send(key.enter);
    await t.until('step 2 of 4');
    t.send(key.tab);
    await t.until('Proxy for 3 servers');
    await changePort(t, '3128');
    t.send(key.enter.repeat(3));
    await t.until('step 4 of 4');
    t.send(key.enter);
    await t.until('Go back to the review');
  }
  const three = ['wizard', 'PS1/CM01', 'PS1/MP01', 'PS1/DP05'];

  test('the run is killed: the screen stays, says what is known, and names the journal and how to complete it', async () => {
    using home = freshHome();
    {
      await using t = open(home, three, {env: {CMPROXY_TEST_FAULT: 'apply:afterWrite:2'}});
      await toWriting(t);
      t.send('2');
      await t.until('The run broke off: it was ended by SIGKILL.', 20_000);
      for (const wanted of [
        'CM01.contoso.com  applied, in use not checked',
        'DP05.contoso.com  uncertain: the run broke off before its result was known',
        '1 server not started',
        'stands in the journal: cmproxy history',
        'To complete it: cmproxy apply --resume 2',
      ])
        expect(t.text()).toContain(wanted);
      t.send('q');
      expect(await t.exit).toBe(1);
      expect(t.scrollback()).toContain('To complete it: cmproxy apply --resume 2');
    }
    expect((await home.run('apply', '--resume', '--yes')).exitCode).toBe(0);
    expect(await proxyOf(home, 'MP01.contoso.com')).toMatchObject({port: 3128});
  }, 40_000);

  test('a server that fails: the others are written, and it is said how to go on', async () => {
    using home = freshHome();
    await using t = open(home, three);
    await toWriting(t);
    expect((await home.run('lab', 'fault', 'add', 'write-denied', 'PS1/DP05.contoso.com')).exitCode).toBe(0);
    t.send('2');
    await t.until('Partly done', 20_000);
    expect(t.text()).toContain('PS1/DP05.contoso.com  failed');
    expect(t.text()).toContain('cmproxy apply --resume');
    t.send('q');
    expect(await t.exit).toBe(4);
  });

  test('A5b Ctrl+C in a run: the server in hand is finished, those that wait are named, and the way to go on stays on the screen', async () => {
    using home = freshHome();
    await using t = open(home, three);
    await toWriting(t);
    await home.run('lab', 'fault', 'add', 'slow');
    t.send('2');
    await t.until('CM01.contoso.com  writing', 20_000);
    expect(t.text()).toMatch(/DP05\.contoso\.com {2}waiting\n {2}PS1\/MP01\.contoso\.com {2}waiting/);
    t.send(key.ctrlC);
    await t.until('Partly done', 20_000);
    expect(t.text()).toContain('CM01.contoso.com  applied, in use not checked');
    expect(t.text()).toContain('cmproxy apply --resume');
    expect(t.text()).not.toContain('once more stops');
    t.send('q');
    expect(await t.exit).toBe(4);
  }, 40_000);
});

describe('A4b a line that is dropped while servers are written', () => {
  test.each(['SIGHUP', 'SIGKILL'] as const)(
    '%s: the run finishes the server in hand and journals it; resuming completes the rest, each written once',
    async signal => {
      using home = freshHome();
      const servers = ['PS1/CM01', 'PS1/MP01', 'PS1/DP05'];
      {
        await using t = open(home, ['wizard', ...servers]);
        await t.until('3 marked');
        await home.run('lab', 'fault', 'add', 'slow');
        t.send(key.enter);
        await t.until('step 2 of 4');
        t.send(key.tab);
        await t.until('Proxy for 3 servers');
        await changePort(t, '3128');
        t.send(key.enter.repeat(3));
        await t.until('step 4 of 4');
        t.send(key.enter);
        await t.until('Go back to the review');
        t.send('2');
        await t.until('CM01.contoso.com  writing', 15_000);
        process.kill(t.pid, signal);
        await t.exit;
      }
      const locks = join(home.env['CMPROXY_HOME'] ?? '', 'locks');
      await waitFor(() => readdirSync(locks).filter(name => !name.startsWith('.')).length === 0);
      await home.run('lab', 'fault', 'clear', 'slow');
      const [run] = (await home.run('history', '--output', 'json')).list('runs');
      expect(run, JSON.stringify(run)).toMatchObject({resumable: true, changes: {applied: 1, planned: 2}});
      expect((await home.run('apply', '--resume', '--yes')).exitCode).toBe(0);
      const [whole] = (await home.run('history', '--output', 'json')).list('runs');
      expect(whole).toMatchObject({result: 'done', changes: {applied: 3}});
      const folder = join(home.env['CMPROXY_HOME'] ?? '', 'journal');
      const journal = readdirSync(folder).find(name => name.endsWith('.jsonl')) ?? '';
      const writes = readFileSync(join(folder, journal), 'utf8').match(/"event":"writing"/g);
      expect(writes).toHaveLength(3);
    },
    40_000,
  );
});

describe('bytes on the line', () => {
  test('an arrow key inside a page of step 1 costs at most 220 bytes at the median', async () => {
    using home = freshHome();
    await using t = open(home);
    await t.until('step 1 of 4');
    const costs: number[] = [];
    for (const name of ['RPT00', 'CM01', 'CM01P', 'CMG01', 'DP05', 'DP11', 'DP12', 'MP01']) {
      const before = t.bytes;
      t.send(key.down);
      await t.until(new RegExp(`^> \\[ \\] \\w+/${name} `, 'm'));
      costs.push(t.bytes - before);
    }
    const median = costs.toSorted((a, b) => a - b)[Math.floor(costs.length / 2)] ?? Infinity;
    expect(median, `bytes per key: ${costs.join(' ')}`).toBeLessThanOrEqual(220);
    t.send(key.ctrlC);
    await t.exit;
  });
});

describe('S1 and S3: a new account', () => {
  test('the password is asked once, shows no length, goes over standard input, and is nowhere afterwards', async () => {
    using home = freshHome();
    const secret = 'Kq7-canary-password-93';
    await using t = open(home, ['wizard', 'PS1/CM01.contoso.com']);
    await toProxyPage(t);
    t.send(key.down + key.down + key.down);
    await t.until(/> Connect as/);
    t.send(key.ctrlU + 'CONTOSO\\svc-new');
    await t.until('It does not exist at PS1');
    t.send(f.f2);
    await t.until('It will be created at PS1');
    t.send(key.enter);
    await t.until('step 4 of 4');
    t.send(key.enter);
    await t.until('Go back to the review');
    t.send('2');
    const asked = await t.until('Password');
    t.send(secret);
    t.send('x' + key.backspace);
    expect(t.text()).toBe(asked);
    t.send(key.enter);
    await t.until('enter leave', 15_000);
    expect(t.text()).toContain('applied, in use not checked');
    t.send(' ');
    expect(await t.exit).toBe(0);
    expect(t.raw).not.toContain(secret);
    for (const file of readdirSync(home.folder, {recursive: true, withFileTypes: true})) {
      expect(file.isFile() ? readFileSync(join(file.parentPath, file.name), 'utf8') : '').not.toContain(secret);
    }
  });

  test('an account is chosen from those that exist', async () => {
    using home = freshHome();
    await using t = open(home, ['wizard', 'PS1/CM01.contoso.com']);
    await toProxyPage(t);
    t.send(f.f3);
    await t.until('Accounts of the picked sites');
    expect(t.text()).toMatch(/CONTOSO\\svc-cache +missing at PS1/);
    t.send(key.down.repeat(3));
    await t.until(/^> CONTOSO\\svc-cache/m);
    t.send(key.enter);
    await t.until(/> Connect as .*\[CONTOSO\\svc-cache/);
    t.send(key.ctrlC);
    expect(await t.exit).toBe(130);
  });
});

describe('hostile names on every step', () => {
  test('T1 T2 no control character of a name reaches the terminal, and no line breaks', async () => {
    using home = freshHome();
    const file = join(home.folder, 'hostile.json');
    writeFileSync(file, JSON.stringify(hostileHierarchy()));
    expect((await home.run('site', 'add', 'hostile', '--snapshot', file)).exitCode).toBe(0);
    const walks: readonly (readonly [readonly string[], readonly (readonly [string, string])[]])[] = [
      [
        ['wizard', '--connection', 'hostile', 'PS1/CM01'],
        [
          ['', '1 marked'],
          [key.down, '>'],
          [key.enter, '2 of 4'],
          [key.enter, '3 of 4'],
          [f.f3, 'Accounts of the picked sites'],
          [key.esc, 'NEW'],
          [f.f1, 'Keys'],
          [key.esc, 'NEW'],
          [`${key.down.repeat(3)}${key.enter}`, 'CMP00'],
        ],
      ],
      [
        ['--connection', 'hostile'],
        [
          ['', 'USED BY'],
          [key.enter, 'State: '],
          [key.esc, 'USED BY'],
          ['a', 'Accounts'],
          [key.esc, 'USED BY'],
          ['p', 'By proxy'],
          [key.esc, 'USED BY'],
          ['h', 'History'],
          [key.esc, 'USED BY'],
          ['x', 'Accept a finding'],
          [key.esc, 'USED BY'],
          ['n', 'all rows'],
          [key.end, '>'],
          [key.enter, 'State: '],
        ],
      ],
    ];
    for (const [args, keys] of walks) {
      await using t = open(home, args);
      for (const [send, wanted] of keys) {
        t.send(send);
        await t.until(wanted);
      }
      t.send(key.ctrlC);
      await t.exit;
      expect(t.raw).not.toMatch(
        /\u001B\]0;|\u001B\]8;|\u001B\]52;c;cm0|\u001BP\$q|\u001B\[2J\u001B\[H\.contoso|\u202E|\u200B|\u009B/,
      );
      expect(
        t
          .text()
          .split('\n')
          .filter(line => line.length > 80),
      ).toEqual([]);
    }
  });
});
