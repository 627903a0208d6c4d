import {createHash} from 'node:crypto';
import {spawn} from 'node:child_process';
import {PassThrough} from 'node:stream';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {askHidden, askTyped, askYesNo} from '../../src/terminal/prompts.ts';
import {key, pasted, Terminal} from '../pty/terminal.ts';
import {hostileText, neverRaw} from './hostile-text.ts';

const program = fileURLToPath(new URL('fixtures/ask.ts', import.meta.url));

function ask(...questions: readonly string[]): Terminal {
  return new Terminal([process.execPath, program, ...questions]);
}

function secretResult(secret: string): string {
  return `result: secret ${createHash('sha256').update(secret).digest('hex').slice(0, 12)} raw=false`;
}

/** The same over a pipe: what comes in is given at once, then the input ends. */
async function askOnPipe(question: string, input: string): Promise<{output: string; prompts: string}> {
  const child = spawn(process.execPath, [program, ...question.split(' ')], {stdio: ['pipe', 'pipe', 'pipe']});
  let output = '';
  let prompts = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (prompts += chunk.toString()));
  child.stdin.end(input);
  await new Promise(resolve => child.on('close', resolve));
  return {output, prompts};
}

describe('askHidden in a terminal', () => {
  test('S3a one character and sixty characters look the same, byte for byte', async () => {
    const seen = await Promise.all(
      ['x', 'correct horse battery staple correct horse battery staple 123'.slice(0, 60)].map(async secret => {
        await using terminal = ask('hidden');
        await terminal.until('Password for');
        terminal.send(secret);
        terminal.send(key.enter);
        await terminal.until(secretResult(secret));
        expect(await terminal.exit).toBe(0);
        return terminal.raw.replace(/secret \w+/, 'secret HASH');
      }),
    );
    expect(seen[0]).toBe(seen[1]);
  });

  test('S3b typing key by key, with backspaces and Ctrl+U: nothing is echoed in any frame', async () => {
    await using terminal = ask('hidden');
    const frame = await terminal.until('Password for');
    for (const letter of 'wrong') terminal.send(letter);
    terminal.send(key.ctrlU);
    for (const letter of 'S3cretX') terminal.send(letter);
    terminal.send(key.backspace);
    terminal.send(key.up);
    terminal.send(key.enter);
    await terminal.until(secretResult('S3cret'));
    expect(terminal.text().startsWith(frame)).toBe(true);
    expect(terminal.raw).not.toMatch(/wrong|S3cret/);
  });

  test('S3b a character of several code units goes with one backspace', async () => {
    await using terminal = ask('hidden');
    await terminal.until('Password for');
    terminal.send(`pä\u{1F600}u\u0308${key.backspace}${key.backspace}${key.enter}`);
    expect(await terminal.until(secretResult('pä'))).not.toContain('not taken');
  });

  test('S3c a paste is accepted whole, with and without the marks of a paste', async () => {
    const secret = 'S3cret wörd:$(x)`"\'\\漢';
    for (const sent of [pasted(secret), secret]) {
      await using terminal = ask('hidden');
      await terminal.until('Password for');
      expect(terminal.bracketedPaste).toBe(true);
      terminal.send(sent);
      terminal.send(key.enter);
      await terminal.until(secretResult(secret));
      expect(terminal.bracketedPaste).toBe(false);
      expect(terminal.raw).not.toContain('S3cret');
    }
  });

  test('S3c a line end in a paste ends the secret, and the rest of the paste answers nothing', async () => {
    await using terminal = ask('hidden', 'default-yes');
    await terminal.until('Password for');
    terminal.send(pasted('S3cret\ny\nmore'));
    await terminal.until(secretResult('S3cret'));
    await terminal.until('[Y/n]');
    terminal.send(`n${key.enter}`);
    await terminal.until('result: answer false');
    expect(terminal.raw).not.toMatch(/S3cret|more/);
  });

  test('S3c a paste that comes in pieces is put together', async () => {
    await using terminal = ask('hidden');
    await terminal.until('Password for');
    for (const piece of ['\u001B[20', '0~S3', 'cret\u001B', '[201~', key.enter]) terminal.send(piece);
    expect(await terminal.until(secretResult('S3cret'))).not.toContain('not taken');
  });

  test.each([
    ['a tab', 'a\tb'],
    ['NUL', 'a\0b'],
    ['Ctrl+A', 'a\u0001b'],
    ['a pasted escape sequence', pasted('a\u001B[2Jb')],
    ['a C1 control', 'a\u009Bb'],
    ['too much', 'x'.repeat(5000)],
  ])('T3 S3c %s is refused with the reason and asked again; nothing of it is taken or shown', async (_name, sent) => {
    await using terminal = ask('hidden');
    await terminal.until('Password for');
    terminal.send(sent);
    terminal.send(key.enter);
    await terminal.until('That was not taken: it ');
    terminal.send(`S3cret${key.enter}`);
    await terminal.until(secretResult('S3cret'));
    expect(terminal.text()).not.toMatch(/xx|ab/);
  });

  test('an empty secret is asked for again', async () => {
    await using terminal = ask('hidden');
    await terminal.until('Password for');
    terminal.send(key.enter);
    await terminal.until('Nothing was typed');
    terminal.send(`S3cret${key.enter}`);
    await terminal.until(secretResult('S3cret'));
    expect(terminal.text().match(/Password for/g)).toHaveLength(2);
  });

  test.each([
    ['Ctrl+C', key.ctrlC],
    ['Ctrl+D', key.ctrlD],
    ['Ctrl+C after some letters', `abc${key.ctrlC}`],
    ['Ctrl+C in a paste that never ends', `\u001B[200~abc${key.ctrlC}`],
    ['Ctrl+C in an escape sequence that never ends', `\u001B[${key.ctrlC}`],
  ])('WZ15 %s cancels; the terminal is as before', async (_name, sent) => {
    await using terminal = ask('hidden');
    await terminal.until('Password for');
    terminal.send(sent);
    await terminal.until('result: cancelled undefined raw=false');
    expect(await terminal.exit).toBe(0);
    expect(terminal.bracketedPaste).toBe(false);
  });

  test('A5f an aborted signal and a crash leave the terminal as it was', async () => {
    for (const [question, code] of [
      ['aborted', 0],
      ['crash', 1],
    ] as const) {
      // The shell's own settings before and after tell whether raw mode was left.
      await using terminal = new Terminal([
        '/bin/sh',
        '-c',
        `stty -g; "$0" "$1" ${question}; echo "code $?"; stty -g`,
        process.execPath,
        program,
      ]);
      await terminal.until('Password:');
      terminal.send('x');
      await terminal.until(`code ${code}`);
      await terminal.exit;
      const settings = terminal.scrollback().match(/^[0-9a-f]+(?::[0-9a-f]+){5,}$/gm);
      expect(settings).toHaveLength(2);
      expect(settings?.[0]).toBe(settings?.[1]);
      expect(terminal.bracketedPaste).toBe(false);
    }
  });

  test('what is typed ahead answers the next question', async () => {
    await using terminal = ask('hidden', 'typed');
    await terminal.until('Password for');
    terminal.send(`S3cret${key.enter}CAS${key.enter}`);
    await terminal.until(secretResult('S3cret'));
    expect(await terminal.until('result: answer true')).not.toContain('not taken');
  });
});

describe('askYesNo and askTyped in a terminal', () => {
  test.each([
    ['default-no', key.enter, 'answer false'],
    ['default-yes', key.enter, 'answer true'],
    ['default-no', `y${key.enter}`, 'answer true'],
    ['default-no', `YES${key.enter}`, 'answer true'],
    ['default-yes', `no${key.enter}`, 'answer false'],
    ['default-yes', `y${key.backspace}n${key.enter}`, 'answer false'],
    ['yes-no', `${key.enter}y${key.enter}`, 'answer true'],
    ['default-yes', `maybe${key.enter}n${key.enter}`, 'answer false'],
    ['default-yes', key.ctrlC, 'cancelled'],
    ['default-yes', key.ctrlD, 'cancelled'],
    ['typed', `CAS${key.enter}`, 'answer true'],
    ['typed', ` cas ${key.enter}`, 'answer true'],
    ['typed', `PS1${key.enter}`, 'answer false'],
    ['typed', key.enter, 'answer false'],
    ['typed', `y\t${key.enter}`, 'answer false'],
    ['typed', key.ctrlC, 'cancelled'],
  ])('C11 WZ15 %s, typed %j: %s', async (question, sent, result) => {
    await using terminal = ask(question);
    await terminal.until(question === 'typed' ? 'Type CAS to write:' : /\[\w\/\w\]/);
    terminal.send(sent);
    await terminal.until(`result: ${result}`);
    expect(terminal.text()).toContain('raw=false');
    expect(await terminal.exit).toBe(0);
  });

  test('typed text is shown, wide characters are erased whole, and nothing acts on the terminal', async () => {
    await using terminal = ask('typed');
    await terminal.until('Type CAS to write:');
    terminal.send('漢字X');
    await terminal.until('write: 漢字X');
    terminal.send(key.backspace + key.backspace);
    await terminal.until(/write: 漢$/);
    terminal.send(key.ctrlU);
    await terminal.until(/write:$/);
    terminal.send('\u202Eabc');
    await terminal.until('write: \\u{202E}abc');
    expect(terminal.raw).not.toContain('\u202E');
  });

  test('WZ16 a question and its answer move the cursor nowhere', async () => {
    await using terminal = ask('default-no');
    await terminal.until('[y/N]');
    terminal.send(`y${key.enter}`);
    await terminal.until('result: answer true');
    expect(terminal.raw).not.toContain('\u001B');
  });

  test('T1a a question made of hostile text shows it escaped', async () => {
    await using terminal = ask('hostile');
    await terminal.until('Type \\x1b[2J\\u{202E} to write:');
    expect(terminal.raw).not.toMatch(/\u001B|\u202E/);
  });
});

describe('prompts on a pipe', () => {
  test.each([
    ['default-yes', '', 'result: cancelled undefined'],
    ['default-yes', 'y', 'result: cancelled undefined'],
    ['default-yes', '\n', 'result: answer true'],
    ['yes-no', 'maybe\n', 'result: cancelled undefined'],
    ['typed', 'CA', 'result: cancelled undefined'],
    ['hidden', 'S3cret', 'result: cancelled undefined'],
    ['hidden', '\n\n', 'result: cancelled undefined'],
  ])('WZ15 %s with %j and then the end of the input: %s', async (question, input, result) => {
    expect((await askOnPipe(question, input)).output).toContain(result);
  });

  test('lines that come at once answer one question each; line ends of Windows count once', async () => {
    const {output, prompts} = await askOnPipe('default-yes typed default-yes', 'n\r\nCAS\r\ny\r\n');
    expect(output.split('\n').map(line => line.replace(/ raw.*/, ''))).toEqual([
      'result: answer false',
      'result: answer true',
      'result: answer true',
      '',
    ]);
    expect(prompts).not.toContain('\u001B');
  });

  test('WZ15 after the end of the input every further question is cancelled', async () => {
    const {output} = await askOnPipe('default-yes default-yes hidden', '');
    expect(output.match(/cancelled/g)).toHaveLength(3);
  });

  test('WZ15 a broken or already ended input is a cancel', async () => {
    const broken = new PassThrough();
    const answer = askYesNo('Go on?', {input: broken, output: new PassThrough(), defaultAnswer: true});
    broken.destroy(new Error('EIO'));
    expect(await answer).toEqual({kind: 'cancelled'});
    expect(await askTyped('Go on?', 'x', {input: broken, output: new PassThrough()})).toEqual({kind: 'cancelled'});
  });

  test('an expected word that is empty is never given', async () => {
    const input = new PassThrough();
    input.write('\n');
    expect(await askTyped('Type nothing:', '', {input, output: new PassThrough()})).toEqual({
      kind: 'answer',
      value: false,
    });
  });

  test('a character that is split over two packets arrives whole; one that is broken is refused', async () => {
    const input = new PassThrough();
    const output = new PassThrough({encoding: 'utf8'});
    const answer = askHidden('Password:', {input, output});
    input.write(Buffer.from([0x61, 0xe6, 0xbc]));
    input.write(Buffer.from([0xa2, 0xff, 0x0a]));
    input.write(Buffer.from([0x61, 0xe6, 0xbc]));
    input.write(Buffer.from([0xa2, 0x0a]));
    expect(await answer).toEqual({kind: 'secret', value: 'a漢'});
    expect(String(output.read())).toContain('not UTF-8');
  });

  test.each(hostileText)('$id $name in a question: nothing raw', async ({text}) => {
    const input = new PassThrough();
    const output = new PassThrough({encoding: 'utf8'});
    const answer = askYesNo(`Write ${text}?`, {input, output});
    input.write('n\n');
    await answer;
    for (const line of String(output.read()).split('\n')) expect(line).not.toMatch(neverRaw);
  });
});
