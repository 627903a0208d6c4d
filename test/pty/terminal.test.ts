// The terminal that other tests look through, looked at itself.
import {expect, test} from 'vitest';
import {Terminal} from './terminal.ts';

test('it shows what a person would see, not what was sent', async () => {
  await using terminal = new Terminal([
    '/bin/sh',
    '-c',
    String.raw`printf 'FAULT\rok   \nCM0\033[1D1\033[31m red\033[0m'`,
  ]);
  expect(await terminal.exit).toBe(0);
  expect(terminal.text()).toBe('ok\nCM1 red');
  expect(terminal.bytes).toBe(Buffer.byteLength(terminal.raw));
});

test('a wait that is in vain tells what was on the screen, at once when the program has ended', async () => {
  await using terminal = new Terminal(['/bin/sh', '-c', 'echo something else']);
  await expect(terminal.until('expected')).rejects.toThrow(/before the program ended: expected\n.*\nsomething else/);
});

test('what has scrolled away is still in the scrollback', async () => {
  await using terminal = new Terminal(['/bin/sh', '-c', 'seq 100'], {rows: 10});
  await terminal.exit;
  expect(terminal.text()).not.toMatch(/^1$/m);
  expect(terminal.scrollback()).toMatch(/^1\n2\n/);
});

test('the program is told of a new size', async () => {
  await using terminal = new Terminal(['/bin/sh', '-c', 'stty size; read x; stty size'], {cols: 80, rows: 24});
  await terminal.until('24 80');
  terminal.resize(40, 12);
  terminal.send('\r');
  expect(await terminal.until('12 40')).toContain('24 80');
});

test('the environment is clean, and added variables come through', async () => {
  await using terminal = new Terminal(['/bin/sh', '-c', 'echo "[$CI$NO_COLOR$FORCE_COLOR$VITEST][$ADDED][$TERM]"'], {
    env: {ADDED: 'yes', TERM: 'vt100'},
  });
  expect(await terminal.until('[yes]')).toBe('[][yes][vt100]');
});

test('the exit code of a program that a signal ended is 128 and the signal', async () => {
  await using terminal = new Terminal(['/bin/sh', '-c', 'kill -TERM $$']);
  expect(await terminal.exit).toBe(143);
});

test('a program that goes on for ever ends with the test', async () => {
  let pid = 0;
  {
    await using terminal = new Terminal(['/bin/sh', '-c', 'echo up; exec sleep 1000']);
    await terminal.until('up');
    pid = terminal.pid;
  }
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});
