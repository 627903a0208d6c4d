// Versions: a test-only older shape shows that migrating works; a newer one is refused.
import {execa} from 'execa';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {looserModes} from '../../src/files/folder-modes.ts';
import {moveAside} from '../../src/files/move-aside.ts';
import {readVersioned, saveMigrated, type Migration} from '../../src/files/versioned.ts';
import {writeFileAtomically} from '../../src/files/write-file-atomically.ts';
import {openAppendLog} from '../../src/files/append-line.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cmproxy-versions-'));
  file = join(folder, 'x.json');
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

const migrations: Record<number, Migration> = {
  1: old => ({...old, names: [old['name']], name: undefined}),
  2: old => ({...old, count: 1}),
};
const read = (value: unknown) => readVersioned({file: 'x.json', value, family: 'test/shape', current: 3, migrations});

test('R6a a newer version is refused with both versions', () => {
  const outcome = read({schema: 'test/shape@9'});
  expect(outcome.kind === 'newer' && outcome.problem.why).toMatch(/@9.*@3/);
});
test.each([
  {},
  [],
  null,
  {schema: 'other@1'},
  {schema: 'test/shape@x'},
  {schema: 'test/shape@0'},
  {schema: 'test/shape@1e0'},
  {schema: 'test/shape@0x1'},
  {schema: 'test/shape@ 1'},
  {schema: 'test/shape@'},
])('%j is not ours', value => {
  expect(read(value).kind).toBe('notOurs');
});
test('R6b each older version becomes the present one', () => {
  expect(read({schema: 'test/shape@1', name: 'a', kept: true})).toEqual({
    kind: 'migrated',
    from: 1,
    value: {schema: 'test/shape@3', names: ['a'], name: undefined, count: 1, kept: true},
  });
  expect(read({schema: 'test/shape@2', names: []})).toMatchObject({
    kind: 'migrated',
    from: 2,
    value: {schema: 'test/shape@3', count: 1},
  });
});
test('R6c migrating twice changes nothing the second time', () => {
  const once = read({schema: 'test/shape@1', name: 'a'});
  if (once.kind !== 'migrated') throw new Error(once.kind);
  expect(read(once.value)).toEqual({kind: 'current', value: once.value});
});
test('R6b a backup is kept and never overwritten', () => {
  writeFileSync(file, 'one');
  saveMigrated(file, 1, 'two');
  saveMigrated(file, 1, 'three');
  writeFileSync(file, 'one');
  saveMigrated(file, 1, 'four');
  expect(readFileSync(`${file}.v1.bak`, 'utf8')).toBe('one');
  expect(readFileSync(`${file}.v1-1.bak`, 'utf8')).toBe('two');
  expect(readFileSync(file, 'utf8')).toBe('four');
  expect(existsSync(`${file}.v1-2.bak`)).toBe(false);
});
const migrateKilledAt = (fault: string) => {
  const module = resolve(import.meta.dirname, '../../src/files/versioned.ts');
  const script = `(await import(${JSON.stringify(module)})).saveMigrated(${JSON.stringify(file)}, 1, 'new')`;
  return execa(process.execPath, ['--input-type=module', '-e', script], {
    env: {CMPROXY_TEST_FAULT: fault},
    reject: false,
  });
};
const steps = ['opened', 'written', 'synced', 'renamed'];
test.each(steps)('R6d killed while saving (%s): the old or the new file, and the backup is there', async step => {
  writeFileSync(file, 'old');
  expect((await migrateKilledAt(`write:${step}:x.json`)).signal).toBe('SIGKILL');
  expect(readFileSync(file, 'utf8')).toBe(step === 'renamed' ? 'new' : 'old');
  expect(readFileSync(`${file}.v1.bak`, 'utf8')).toBe('old');
});
test.each(steps)(
  'R6d killed while the backup is made (%s): the old file is whole, and the next try keeps a whole backup',
  async step => {
    writeFileSync(file, 'old');
    expect((await migrateKilledAt(`write:${step}:x.json.v1.bak`)).signal).toBe('SIGKILL');
    expect(readFileSync(file, 'utf8')).toBe('old');
    saveMigrated(file, 1, 'new');
    expect([readFileSync(file, 'utf8'), readFileSync(`${file}.v1.bak`, 'utf8')]).toEqual(['new', 'old']);
  },
);
test('R6d no backup, no migration', () => {
  expect(() => saveMigrated(file, 1, 'new')).toThrow(/was not migrated: no backup .* no such file/);
});
test('R5a a broken file is moved aside under a free name, never cleared', () => {
  const clock = () => new Date('2026-11-23T10:00:00Z');
  writeFileSync(file, 'first');
  const first = moveAside(file, clock);
  writeFileSync(file, 'second');
  const second = moveAside(file, clock);
  expect([readFileSync(first, 'utf8'), readFileSync(second, 'utf8'), existsSync(file)]).toEqual([
    'first',
    'second',
    false,
  ]);
});
test('R5a of a symbolic link the target is moved aside and the link stays', () => {
  const link = join(folder, 'link.json');
  writeFileSync(file, 'broken');
  symlinkSync(file, link);
  const aside = moveAside(link, () => new Date('2026-11-23T10:00:00Z'));
  expect(aside).toBe(`${realpathSync(folder)}/x.json.broken-2026-11-23T10-00-00-000Z`);
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  writeFileAtomically(link, 'mended');
  expect([readFileSync(file, 'utf8'), readFileSync(aside, 'utf8')]).toEqual(['mended', 'broken']);
});
test('moving aside what is not there is a problem in words', () => {
  expect(() => moveAside(file, () => new Date())).toThrow(/was not moved aside: there is no such file/);
});
test('S4 looser modes are reported', () => {
  writeFileSync(file, '', {mode: 0o644});
  expect(looserModes([file, join(folder, 'none')])).toEqual([{path: file, mode: '0644', wanted: '0600'}]);
});
test('S4 what cannot be looked at is no looser mode and no exception', () => {
  const circle = join(folder, 'circle');
  symlinkSync(circle, circle);
  chmodSync(folder, 0o700);
  expect(looserModes([circle, folder, join(file, 'below')])).toEqual([]);
});
test('an append log adds whole lines with mode 0600', () => {
  const log = openAppendLog(join(folder, 'below', 'x.log'));
  log.append('one');
  log.append('two');
  log.close();
  expect(readFileSync(join(folder, 'below', 'x.log'), 'utf8')).toBe('one\ntwo\n');
  expect(statSync(join(folder, 'below', 'x.log')).mode & 0o777).toBe(0o600);
});
test('R4b a line that does not fit is taken back whole, and the error says why', async () => {
  const path = join(folder, 'x.log');
  const module = resolve(import.meta.dirname, '../../src/files/append-line.ts');
  const script = `const log = (await import(${JSON.stringify(module)})).openAppendLog(${JSON.stringify(path)});
for (let count = 0; count < 100; count++) log.append(String(count).padEnd(1000, '.'));`;
  const run = await execa(
    'bash',
    ['-c', `trap '' XFSZ; ulimit -f 8; exec "$0" --input-type=module -e "$1"`, process.execPath, script],
    {reject: false},
  );
  expect(run.exitCode).not.toBe(0);
  expect(run.stderr).toMatch(/x\.log could not be written: .*limit/);
  expect(readFileSync(path, 'utf8')).toMatch(/^(?:\d+\.+\n)+$/);
  expect(statSync(path).size % 1001).toBe(0);
});
