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
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {FileProblem} from '../../src/files/file-problem.ts';
import {sweepTemporaryFiles} from '../../src/files/temporary-files.ts';
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
  test('a temporary file of a living process is not swept', () => {
    const name = `.data.json.${process.pid}.0123456789ab.cmproxy-tmp`;
    writeFileSync(join(folder, name), '');
    sweepTemporaryFiles(folder);
    expect(leftOvers()).toEqual([name]);
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

test('large data is written whole', () => {
  mkdirSync(join(folder, 'a'));
  const text = 'é'.repeat(3_000_000);
  writeFileAtomically(join(folder, 'a', 'b'), text);
  expect(readFileSync(join(folder, 'a', 'b'), 'utf8')).toBe(text);
});
