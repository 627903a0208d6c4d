// A5: whatever way out, the terminal is as it was; and back again after a stop.
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {bin, freshHome, type Home} from '../e2e/cmproxy.ts';
import {bundleFixture, type Fixture} from './bundle-fixture.ts';
import {Terminal, key} from './terminal.ts';

let fixture: Fixture;
let folder: string;
let count = 0;
beforeAll(async () => {
  fixture = await bundleFixture('child-guard.tsx');
  folder = mkdtempSync(join(tmpdir(), 'cmproxy-guard-'));
});
afterAll(() => {
  fixture[Symbol.dispose]();
  rmSync(folder, {recursive: true, force: true});
});

type Where = 'main' | 'alternate';

interface Opened extends AsyncDisposable {
  readonly t: Terminal;
  readonly pid: number;
  readonly told: () => string;
}

const tellModes = `stty -a | tr ' ;' '\\n\\n' | grep -E '^-?(icanon|echo|isig|icrnl)$' | tr '\\n' ' '`;

/** In a shell that tells the exit code and the modes of the terminal afterwards. */
async function open(where: Where, policy = 'leave'): Promise<Opened> {
  count += 1;
  const file = join(folder, `signals-${count}`);
  const command = `"${process.execPath}" "${fixture.file}" ${where} "${file}" ${policy}; echo "code $?"; ${tellModes}; echo; echo told`;
  const t = new Terminal(['/bin/sh', '-c', command]);
  const shown = await t.until(/pid \d+[\s\S]*\[/);
  return {
    t,
    pid: Number(/pid (\d+)/.exec(shown)?.[1]),
    told: () => readFileSync(file, 'utf8'),
    [Symbol.asyncDispose]: () => t[Symbol.asyncDispose](),
  };
}

/** What a person finds afterwards: nothing of the screen left on, and a line editor that echoes. */
async function expectRestored(t: Terminal, code: number): Promise<void> {
  const text = await t.until(/^told$/m);
  expect(text).toContain(`code ${code}`);
  expect(text).toMatch(/^(?:(?:isig|icanon|echo|icrnl) ?){4}$/m);
  expect({
    cursor: t.cursorShown,
    paste: t.bracketedPaste,
    buffer: t.buffer,
    held: t.synchronizedOutput,
  }).toEqual({cursor: true, paste: false, buffer: 'normal', held: false});
}

const places: readonly Where[] = ['main', 'alternate'];

describe.each(places)('A5f ways out of a screen in the %s buffer', where => {
  test('while it is shown the modes are on', async () => {
    await using opened = await open(where);
    const {t} = opened;
    await expect.poll(() => t.bracketedPaste).toBe(true);
    expect(t.buffer).toBe(where === 'alternate' ? 'alternate' : 'normal');
  });

  test('Ctrl+C', async () => {
    await using opened = await open(where);
    opened.t.send(key.ctrlC);
    await expectRestored(opened.t, 0);
    expect(opened.t.text()).toContain('before the screen');
  });

  test.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ] as const)('A5d %s: the handler is called, and the exit code is %i', async (signal, code) => {
    await using opened = await open(where);
    process.kill(opened.pid, signal);
    await expectRestored(opened.t, code);
    expect(opened.told()).toBe(`${signal}\n`);
  });

  test('an error in a key handler: one clear message after the screen, and 1', async () => {
    await using opened = await open(where);
    opened.t.send('\u001BOQ');
    await expectRestored(opened.t, 1);
    expect(opened.t.text()).toContain('cmproxy: An unexpected error ended it: thrown in a key.');
    expect(opened.t.text()).not.toContain('    at ');
  });

  test('a promise that nobody caught: the same', async () => {
    await using opened = await open(where);
    opened.t.send('\u001BOR');
    await expectRestored(opened.t, 1);
    expect(opened.t.text()).toContain('nobody caught this.');
  });

  test('an error while drawing: it goes to the caller, without a stack on the screen', async () => {
    await using opened = await open(where);
    opened.t.send('\u001BOP');
    await expectRestored(opened.t, 1);
    expect(opened.t.text()).toContain('rejected: Error: thrown while drawing');
    expect(opened.t.raw).not.toContain('    at ');
  });

  test('process.exit in the middle', async () => {
    await using opened = await open(where);
    opened.t.send('\u001BOS');
    await expectRestored(opened.t, 7);
    expect(opened.t.text()).not.toContain('unexpected');
  });

  test('a screen that stays for a signal is told of each', async () => {
    await using opened = await open(where, 'stay');
    process.kill(opened.pid, 'SIGTERM');
    await expect.poll(opened.told).toBe('SIGTERM\n');
    process.kill(opened.pid, 'SIGTERM');
    await expect.poll(opened.told).toBe('SIGTERM\nSIGTERM\n');
    opened.t.send('still here');
    await opened.t.until('[still here');
    opened.t.send(key.ctrlC);
    await expectRestored(opened.t, 0);
  });
});

describe('A5f ways out of the built program', () => {
  const commands = [
    ['wizard', ['wizard'], 'step 1 of 4', 130],
    ['status', [], /siteSystems|SERVER/, 143],
  ] as const;

  function start(home: Home, args: readonly string[], words: readonly string[] = []): Terminal {
    const inject = resolve(import.meta.dirname, 'throw-when-told.cjs');
    const command = [process.execPath, '--require', inject, bin, ...args, ...words].map(word => `"${word}"`).join(' ');
    return new Terminal(['/bin/sh', '-c', `${command}; echo "code $?"; ${tellModes}; echo; echo told`], {
      env: home.env,
    });
  }

  /** The shell's only child. */
  function pidOf(t: Terminal): number {
    return Number(readFileSync(`/proc/${t.pid}/task/${t.pid}/children`, 'utf8').trim());
  }

  test.each(commands)('%s: an error that nobody expected', async (_name, args, shown) => {
    using home = freshHome();
    await using t = start(home, args);
    await t.until(shown);
    process.kill(pidOf(t), 'SIGUSR2');
    await expectRestored(t, 1);
    expect(t.text()).toContain('cmproxy: An unexpected error ended it: injected \\x1b[31m.');
    expect(t.text()).not.toMatch(/^ +at /m);
  });

  test.each(commands)(
    '%s: with --debug the stack is there too, after the terminal is restored',
    async (_name, args, shown) => {
      using home = freshHome();
      await using t = start(home, args, ['--debug']);
      await t.until(shown);
      process.kill(pidOf(t), 'SIGUSR2');
      await expectRestored(t, 1);
      expect(t.text()).toMatch(/^ +at /m);
      expect(t.raw.indexOf('    at ')).toBeGreaterThan(t.raw.lastIndexOf('\u001B[?2004l'));
    },
  );

  test.each(commands)('A5d %s: SIGTERM', async (_name, args, shown, code) => {
    using home = freshHome();
    await using t = start(home, args);
    await t.until(shown);
    process.kill(pidOf(t), 'SIGTERM');
    await expectRestored(t, code);
    expect(t.text()).not.toContain('unexpected');
  });

  test.each(commands)('A4 %s: a terminal that is gone', async (_name, args, shown) => {
    using home = freshHome();
    await using t = start(home, args);
    await t.until(shown);
    const pid = pidOf(t);
    t.hangUp();
    await expect.poll(() => isAlive(pid), {timeout: 5000}).toBe(false);
  });
});

test('A4 a terminal that is gone: told once as SIGHUP, ended, no loop', async () => {
  await using opened = await open('main', 'stay');
  opened.t.hangUp();
  await expect.poll(opened.told).toBe('SIGHUP\n');
  await expect.poll(() => isAlive(opened.pid), {timeout: 9000}).toBe(false);
  expect(opened.told()).toBe('SIGHUP\n');
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('A5e Ctrl+Z in a shell with job control', () => {
  async function shell(env: Readonly<Record<string, string>>): Promise<Terminal> {
    const t = new Terminal(['bash', '--norc', '--noprofile', '-i'], {env: {...env, PS1: 'prompt> ', HISTFILE: ''}});
    await t.until('prompt>');
    return t;
  }

  test.each(places)('in the %s buffer: the shell is usable, and fg brings the frame back', async where => {
    const file = join(folder, `jobs-${where}`);
    await using t = await shell({});
    t.send(`"${process.execPath}" "${fixture.file}" ${where} "${file}"\r`);
    await t.until(/pid \d+[\s\S]*\[/);
    t.send('abc');
    await t.until('[abc');
    t.send(key.ctrlZ);
    await t.until('Stopped');
    expect([t.buffer, t.cursorShown]).toEqual(['normal', true]);
    t.send(`echo one-$((40+2)); ${tellModes}\r`);
    const usable = await t.until('one-42');
    expect(usable).toContain('echo one-$((40+2))');
    await t.until(/isig icanon|icanon/);
    t.send('fg\r');
    await t.until('[abc');
    expect(t.buffer).toBe(where === 'alternate' ? 'alternate' : 'normal');
    t.send('d');
    await t.until('[abcd');
    t.send(key.ctrlZ);
    await t.until(/Stopped[\s\S]*Stopped/);
    t.send('fg\r');
    await t.until(/\[abcd[^\n]*$/m);
    t.send(key.ctrlC);
    expect(await t.until(/prompt>$/)).toContain('prompt>');
  });

  test('a stop from outside, and a stop that cannot be caught: the frame is there again', async () => {
    const file = join(folder, 'outside');
    await using t = await shell({});
    t.send(`"${process.execPath}" "${fixture.file}" main "${file}"\r`);
    const shown = await t.until(/pid \d+[\s\S]*\[/);
    const pid = Number(/pid (\d+)/.exec(shown)?.[1]);
    for (const [signal, typed] of [
      ['SIGTSTP', 'one'],
      ['SIGSTOP', 'two'],
    ] as const) {
      t.send(typed);
      await t.until(`${typed} `);
      const before = t.raw.length;
      process.kill(pid, signal);
      await expect.poll(() => t.raw.slice(before)).toContain('Stopped');
      await expect.poll(() => t.raw.slice(before)).toContain('prompt>');
      t.send('fg\r');
      await expect.poll(() => t.raw.slice(before)).toMatch(new RegExp(`fg[^]*\\[\\w*${typed}`));
    }
    t.send('three');
    await t.until('[onetwothree');
    expect(t.bracketedPaste).toBe(true);
    t.send(key.ctrlC);
    expect(await t.until(/prompt>$/)).toContain('prompt>');
  });

  test('without job control Ctrl+Z changes nothing', async () => {
    await using t = new Terminal([process.execPath, fixture.file, 'main', join(folder, 'none')]);
    await t.until('[ ');
    t.send('a' + key.ctrlZ);
    t.send('b');
    await t.until('[ab');
    t.send(key.ctrlC);
    expect(await t.exit).toBe(0);
  });

  test('the wizard itself', async () => {
    using home = freshHome();
    await using t = await shell(home.env);
    t.send(`"${process.execPath}" "${bin}" wizard PS1/CM01.contoso.com\r`);
    await t.until('1 marked');
    t.send(key.ctrlZ);
    await t.until('Stopped');
    t.send('echo a-$((1+1))\r');
    await t.until('a-2');
    t.send('fg\r');
    await t.until('1 marked');
    t.send(key.enter);
    await t.until('step 2 of 4');
    t.send(key.ctrlC);
    expect(await t.until('Nothing was written')).toContain('Nothing was written');
  });
});
