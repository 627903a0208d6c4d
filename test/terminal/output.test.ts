import {execFile} from 'node:child_process';
import {existsSync} from 'node:fs';
import {PassThrough} from 'node:stream';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {describe, expect, test} from 'vitest';
import {createOutput} from '../../src/terminal/output.ts';

const program = fileURLToPath(new URL('fixtures/write-much.ts', import.meta.url));

/** Runs a line of shell, in which `$0 $1` is the program. */
async function shell(line: string): Promise<{stdout: string; stderr: string}> {
  return promisify(execFile)('/bin/sh', ['-c', line, process.execPath, program], {maxBuffer: 10_000_000});
}

function streams(env: Readonly<Record<string, string | undefined>> = {}): {
  stdout: PassThrough;
  stderr: PassThrough;
  exits: number[];
  output: ReturnType<typeof createOutput>;
} {
  const stdout = new PassThrough({encoding: 'utf8'});
  const stderr = new PassThrough({encoding: 'utf8'});
  const exits: number[] = [];
  return {stdout, stderr, exits, output: createOutput({stdout, stderr, env, exit: code => exits.push(code)})};
}

describe('output', () => {
  test('C2 data goes to standard output exactly as given, messages to standard error with a newline', () => {
    const {stdout, stderr, output} = streams();
    output.data('::data\u001B…');
    output.message('one\ntwo');
    expect(stdout.read()).toBe('::data\u001B…');
    expect(stderr.read()).toBe('one\ntwo\n');
  });

  test('T2 no line of a message is a command of a build server', () => {
    const {stderr, output} = streams();
    output.message('one\n ::error::x\n##[error]y');
    expect(stderr.read()).toBe('one\n \\x3a:error::x\n\\x23#[error]y\n');
  });

  test.each([
    [{LANG: 'C'}, 'cut... Z\\u{FC}rich\n'],
    [{LANG: 'POSIX', LC_ALL: ''}, 'cut... Z\\u{FC}rich\n'],
    [{LANG: 'de_DE.UTF-8', LC_ALL: 'C'}, 'cut... Z\\u{FC}rich\n'],
    [{LANG: 'C', LC_ALL: 'C.UTF-8'}, 'cut… Zürich\n'],
    [{}, 'cut… Zürich\n'],
  ])('WZ23 in the locale %j a message is %j', (env, shown) => {
    const {stderr, output} = streams(env);
    output.message('cut… Zürich');
    expect(stderr.read()).toBe(shown);
  });

  test('C23 `| head -1`: the first line, nothing on standard error, exit 0', async () => {
    const {stdout, stderr} = await shell('{ "$0" "$1"; echo "code $?" >&2; } | head -1');
    expect(stdout).toBe('line 1\n');
    expect(stderr).toBe('code 0\n');
  });

  test('C23 a reader that leaves ends the program early: no message comes after it', async () => {
    const {stderr} = await shell('"$0" "$1" --message | head -1');
    expect(stderr).toBe('before\n');
  });

  test('without a reader that leaves everything is written', async () => {
    const {stdout, stderr} = await shell('"$0" "$1" --message');
    expect(stdout.split('\n')).toHaveLength(100_001);
    expect(stderr).toBe('before\nafter\n');
  });

  test('a closed standard error only ends the messages', async () => {
    const {stdout} = await shell(
      '{ "$0" "$1" --message; echo "code $?"; } 2>&1 >/dev/null | head -0; { "$0" "$1" --message 2>&-; echo "code $?"; } | tail -1',
    );
    expect(stdout).toBe('code 0\n');
  });

  test.skipIf(!existsSync('/dev/full'))(
    'R4a a full disk is told in words, with exit 1 (skipped where there is no /dev/full)',
    async () => {
      const {stdout} = await shell('"$0" "$1" 2>&1 >/dev/full; echo "code $?"');
      expect(stdout).toMatch(/^cmproxy: The output could not be written: .*ENOSPC.*\.\n {2}do: .*\ncode 1\n$/);
    },
  );

  test('after the fault nothing more is written, and it ends once', async () => {
    const {stdout, exits, output} = streams();
    stdout.on('error', () => undefined);
    const failed = new Promise(resolve => stdout.once('error', resolve));
    stdout.destroy(Object.assign(new Error('write EPIPE'), {code: 'EPIPE'}));
    await failed;
    output.data('more');
    expect(exits).toEqual([0]);
  });
});
