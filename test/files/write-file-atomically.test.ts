// Saving: wholly the old or wholly the new file, whatever happens in between.
import {execa} from 'execa';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {FileProblem} from '../../src/files/file-problem.ts';
import {sweepTemporaryFiles, temporaryName} from '../../src/files/temporary-files.ts';
import {writeFileAtomically} from '../../src/files/write-file-atomically.ts';

const source = resolve(import.meta.dirname, '../../src/files/write-file-atomically.ts');
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cmproxy-files-'));
  file = join(folder, 'data.json');
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

/** A process of its own that saves `text` to the file. */
const save = (text: string, env: Record<string, string> = {}, before = '') =>
  execa(
    'bash',
    [
      '-c',
      `${before} exec "$0" --input-type=module -e "$1"`,
      process.execPath,
      `const {writeFileAtomically} = await import(${JSON.stringify(source)}); writeFileAtomically(${JSON.stringify(file)}, ${text});`,
    ],
    {env, reject: false},
  );
const reader = resolve(import.meta.dirname, '../../src/files/read-text-file.ts');
/** Runs as a user who owns nothing here, and may not even read these sources: they are loaded before. */
const asNobody = (script: string) =>
  execa(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `const {writeFileAtomically} = await import(${JSON.stringify(source)}); const {readTextFile} = await import(${JSON.stringify(reader)}); process.setgroups([]); process.setgid(65534); process.setuid(65534); ${script}`,
    ],
    {reject: false},
  );
/** Above the highest number that Linux gives. */
const goneProcess = 2 ** 22 + 1;
const leftOvers = () => readdirSync(folder).filter(name => name.endsWith('.cmproxy-tmp'));

describe('R1 killed while saving', () => {
  test.each(['opened', 'written', 'synced', 'renamed'])(
    'after the step "%s": the old or the new file, and left-overs are swept',
    async step => {
      writeFileSync(file, 'old');
      const result = await save("'new'", {CMPROXY_TEST_FAULT: `write:${step}`});
      expect(result.signal).toBe('SIGKILL');
      expect(readFileSync(file, 'utf8')).toBe(step === 'renamed' ? 'new' : 'old');
      sweepTemporaryFiles(folder);
      expect(leftOvers()).toEqual([]);
    },
  );
  test('killed only while saving the file that is named', async () => {
    expect((await save("'new'", {CMPROXY_TEST_FAULT: 'write:opened:other.json'})).exitCode).toBe(0);
    expect((await save("'newer'", {CMPROXY_TEST_FAULT: 'write:opened:data.json'})).signal).toBe('SIGKILL');
    expect(readFileSync(file, 'utf8')).toBe('new');
  });
  test('what a living process or another machine writes is not swept, what is older than a day is', () => {
    const living = temporaryName('data.json');
    const mark = /\.(\w{4})\w{8}\.cmproxy-tmp$/.exec(living)?.[1];
    const elsewhere = `.data.json.${goneProcess}.${mark === '0000' ? 'ffff' : '0000'}01234567.cmproxy-tmp`;
    const names = [living, elsewhere];
    for (const name of names) writeFileSync(join(folder, name), '');
    sweepTemporaryFiles(folder);
    expect(new Set(leftOvers())).toEqual(new Set(names));
    for (const name of names) utimesSync(join(folder, name), 1, 1);
    sweepTemporaryFiles(folder);
    expect(leftOvers()).toEqual([]);
  });
  test('sweeping a folder that is not there is no error', () => {
    expect(() => sweepTemporaryFiles(join(folder, 'none'))).not.toThrow();
  });
});

describe('R4 hostile file systems', () => {
  test('R4a a file size limit: the old file is intact, nothing is left, the message says why', async () => {
    writeFileSync(file, 'old');
    const result = await save("'x'.repeat(100_000)", {}, "trap '' XFSZ; ulimit -f 4;");
    expect(result.exitCode).not.toBe(0);
    expect(result.stderr).toMatch(/was not saved: .*limit/);
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(leftOvers()).toEqual([]);
  });
  test('R4a a full disk: the old file is intact, nothing is left, the message says why', async context => {
    const mounted = await execa('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], {reject: false});
    if (mounted.exitCode !== 0) {
      context.skip(`a small file system could not be mounted here: ${mounted.stderr}`);
      return;
    }
    try {
      writeFileSync(file, 'old');
      const result = await save("'x'.repeat(1_000_000)");
      expect(result.stderr).toContain('the disk is full');
      expect(readFileSync(file, 'utf8')).toBe('old');
      expect(leftOvers()).toEqual([]);
    } finally {
      await execa('umount', [folder]);
    }
  });
  test('R4c a path below a file: a clear reason', () => {
    writeFileSync(file, '');
    expect(() => writeFileAtomically(join(file, 'below', 'x'), 'y')).toThrow(
      /is not a folder|already exists|no such file/,
    );
  });
  test('R4c a folder that is read-only: reading works, saving says why, and nothing is left', async context => {
    if (process.getuid?.() !== 0) {
      context.skip('this test becomes another user, which needs root');
      return;
    }
    writeFileSync(file, 'old', {mode: 0o644});
    chmodSync(folder, 0o755);
    const result = await asNobody(
      `process.stdout.write(readTextFile(${JSON.stringify(file)}, {maxBytes: 9, what: 'x'}).text);
writeFileAtomically(${JSON.stringify(file)}, 'new');`,
    );
    expect(result.stdout).toBe('old');
    expect(result.stderr).toMatch(/data\.json was not saved: permission was denied/);
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(leftOvers()).toEqual([]);
  });
  test('a pipe or a folder, also behind a link, is refused and stays what it is', async () => {
    await execa('bash', ['-c', 'mkfifo "$0"', file]);
    const link = join(folder, 'link.json');
    symlinkSync(file, link);
    for (const path of [file, link]) expect(() => writeFileAtomically(path, 'x')).toThrow(/not a regular file/);
    expect(lstatSync(file).isFIFO()).toBe(true);
    expect(() => writeFileAtomically(folder, 'x')).toThrow(/it is a folder/);
  });
  test('R4d a rename that is denied for a moment is tried again', () => {
    let tries = 0;
    writeFileAtomically(file, 'new', {
      rename: (from, to) => {
        if (++tries < 3) throw Object.assign(new Error('busy'), {code: 'EBUSY'});
        writeFileSync(to, readFileSync(from));
        rmSync(from);
      },
    });
    expect(tries).toBe(3);
    expect(readFileSync(file, 'utf8')).toBe('new');
  });
  test('R4d a rename that stays denied: an error, the old file intact, nothing left', () => {
    writeFileSync(file, 'old');
    const denied = () => {
      throw Object.assign(new Error('denied'), {code: 'EPERM'});
    };
    expect(() => writeFileAtomically(file, 'new', {rename: denied})).toThrow(FileProblem);
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(leftOvers()).toEqual([]);
  });
  test('R4e a symbolic link stays, its target is replaced, also one that is not there yet', () => {
    const link = join(folder, 'link.json');
    symlinkSync(file, link);
    writeFileAtomically(link, 'first');
    writeFileAtomically(link, 'second');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe('second');
  });
  test('R4e a link in a linked folder to what is not there yet leads where the system leads it', () => {
    mkdirSync(join(folder, 'real', 'deep'), {recursive: true});
    symlinkSync(join(folder, 'real', 'deep'), join(folder, 'short'));
    symlinkSync('../target.json', join(folder, 'short', 'link.json'));
    writeFileAtomically(join(folder, 'short', 'link.json'), 'here');
    expect(readFileSync(join(folder, 'real', 'target.json'), 'utf8')).toBe('here');
    expect(readFileSync(join(folder, 'short', 'link.json'), 'utf8')).toBe('here');
  });
  test('R4e links that lead in a circle are refused', () => {
    symlinkSync(file, file);
    expect(() => writeFileAtomically(file, 'x')).toThrow(/its links lead in a circle/);
  });
  test('R4f a file of another user whose owner cannot be kept is refused', async context => {
    if (process.getuid?.() !== 0) {
      context.skip('this test becomes another user, which needs root');
      return;
    }
    writeFileSync(file, 'old', {mode: 0o644});
    chmodSync(folder, 0o777);
    const result = await asNobody(`writeFileAtomically(${JSON.stringify(file)}, 'new');`);
    expect(result.stderr).toMatch(/it belongs to another user \(uid 0\)/);
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(statSync(file).uid).toBe(0);
    expect(leftOvers()).toEqual([]);
  });
  test('R4f a file of another user keeps its owner and mode', context => {
    if (process.getuid?.() !== 0) {
      context.skip('this test changes owners, which needs root');
      return;
    }
    writeFileSync(file, 'old');
    chownSync(file, 65534, 65534);
    chmodSync(file, 0o640);
    writeFileAtomically(file, 'new');
    const stat = statSync(file);
    expect([stat.uid, stat.gid, stat.mode & 0o777]).toEqual([65534, 65534, 0o640]);
  });
});

describe('S4 modes', () => {
  test.each([0o000, 0o077])('under umask %o a new file is 0600 and a new folder 0700', umask => {
    const before = process.umask(umask);
    try {
      const path = join(folder, 'new', 'x.json');
      writeFileAtomically(path, 'x');
      expect(statSync(path).mode & 0o777).toBe(0o600);
      expect(statSync(join(folder, 'new')).mode & 0o777).toBe(0o700);
    } finally {
      process.umask(before);
    }
  });
});

test('S4 an existing file keeps its mode whatever the umask', () => {
  const before = process.umask(0o077);
  try {
    writeFileSync(file, 'old');
    chmodSync(file, 0o664);
    writeFileAtomically(file, 'new');
    expect(statSync(file).mode & 0o777).toBe(0o664);
  } finally {
    process.umask(before);
  }
});

test('a name as long as the system allows is saved', () => {
  const long = join(folder, 'x'.repeat(52) + '服'.repeat(67) + 'xx');
  writeFileAtomically(long, 'x');
  expect(readFileSync(long, 'utf8')).toBe('x');
  expect(() => writeFileAtomically(`${long}x`, 'x')).toThrow(/its name is too long/);
});

test('large data is written whole', () => {
  mkdirSync(join(folder, 'a'));
  const text = 'é'.repeat(3_000_000);
  writeFileAtomically(join(folder, 'a', 'b'), text);
  expect(readFileSync(join(folder, 'a', 'b'), 'utf8')).toBe(text);
});
