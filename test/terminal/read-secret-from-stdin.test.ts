import {spawn} from 'node:child_process';
import {PassThrough, Readable} from 'node:stream';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {readSecretFromStandardInput, type StandardInputSecret} from '../../src/terminal/read-secret-from-stdin.ts';
import {Terminal} from '../pty/terminal.ts';

const program = fileURLToPath(new URL('fixtures/read-secret.ts', import.meta.url));

function read(...chunks: readonly (string | Uint8Array)[]): ReturnType<typeof readSecretFromStandardInput> {
  return readSecretFromStandardInput(Readable.from(chunks.map(chunk => Buffer.from(chunk))));
}

function whyOf(result: StandardInputSecret): string {
  return result.kind === 'refused' ? result.why : 'it was taken';
}

describe('readSecretFromStandardInput', () => {
  test.each([
    ['a line', ['S3cret\n'], 'S3cret'],
    ['a line without its end', ['S3cret'], 'S3cret'],
    ['a line end of Windows', ['S3cret\r\n'], 'S3cret'],
    ['only the first line', ['S3cret\nmore\n'], 'S3cret'],
    ['blanks are part of it', [' S3 cret \n'], ' S3 cret '],
    ['a byte order mark is not', ['\uFEFFS3cret\n'], 'S3cret'],
    ['pieces', ['S3', 'cr', 'et', '\r', '\n'], 'S3cret'],
    ['a character in two pieces', [Buffer.from([0xe6]), Buffer.from([0xbc, 0xa2, 0x0a])], '漢'],
    ['4096 characters', [`${'x'.repeat(4096)}\n`], 'x'.repeat(4096)],
  ])('%s', async (_name, chunks, value) => {
    expect(await read(...chunks)).toEqual({kind: 'secret', value});
  });

  test.each([
    ['nothing', [''], 'empty'],
    ['an empty first line', ['\nS3cret\n'], 'empty'],
    ['NUL', ['S3\0cret\n'], 'control characters'],
    ['UTF-16', [Buffer.from('S3cret\n', 'utf16le')], 'control characters'],
    ['a tab', ['S3\tcret\n'], 'control characters'],
    ['bytes that are not UTF-8', [Buffer.from([0x53, 0xff, 0x0a])], 'not UTF-8'],
    ['an unfinished character', [Buffer.from([0x53, 0xe6])], 'not UTF-8'],
    ['over 4096 characters', [`${'x'.repeat(4097)}\n`], 'longer than 4096'],
  ])('refused with the reason, which never repeats it: %s', async (_name, chunks, why) => {
    const result = await read(...chunks);
    expect(whyOf(result)).toContain(why);
    expect(JSON.stringify(result)).not.toMatch(/S3|cret|xx/);
  });

  test('an endless line is not read to its end', async () => {
    let given = 0;
    const endless = new Readable({
      read() {
        given += 1;
        this.push(Buffer.alloc(65_536, 'x'));
      },
    });
    expect(whyOf(await readSecretFromStandardInput(endless))).toContain('longer');
    expect(given).toBeLessThan(20);
    endless.destroy();
  });

  test('a stream that was read before, or breaks, is refused', async () => {
    const ended = Readable.from([]);
    ended.resume();
    await new Promise(resolve => ended.on('end', resolve));
    expect(whyOf(await readSecretFromStandardInput(ended))).toContain('empty');
    const broken = new PassThrough();
    const result = readSecretFromStandardInput(broken);
    broken.destroy(new Error('EIO: i/o error'));
    expect(await result).toEqual({kind: 'refused', why: 'standard input could not be read: EIO: i/o error'});
  });

  test('after the first line the program can end although the pipe stays open', async () => {
    const child = spawn(process.execPath, [program], {stdio: ['pipe', 'pipe', 'inherit']});
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stdin.write('S3cret\n');
    const code = await new Promise(resolve => child.on('close', resolve));
    expect(output).toBe('secret 6\n');
    expect(code).toBe(0);
  });

  test('a terminal is refused at once, before anything is typed', async () => {
    await using terminal = new Terminal([process.execPath, program]);
    await terminal.until('refused: standard input is a terminal');
    expect(await terminal.exit).toBe(0);
  });
});
