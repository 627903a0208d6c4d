// Versions: a test-only older shape shows that migrating works; a newer one is refused.
import {execa} from 'execa';
import {existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {looserModes} from '../../src/files/folder-modes.ts';
import {moveAside} from '../../src/files/move-aside.ts';
import {readVersioned, saveMigrated, type Migration} from '../../src/files/versioned.ts';
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
test.each([{}, [], null, {schema: 'other@1'}, {schema: 'test/shape@x'}, {schema: 'test/shape@0'}])(
  '%j is not ours',
  value => {
    expect(read(value).kind).toBe('notOurs');
  },
);
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
  expect(readFileSync(`${file}.v1.bak`, 'utf8')).toBe('one');
  expect(readFileSync(file, 'utf8')).toBe('three');
});
test.each(['opened', 'written', 'synced', 'renamed'])(
  'R6d killed while migrating (%s): the old or the new file, and the backup is there',
  async step => {
    writeFileSync(file, 'old');
    const module = resolve(import.meta.dirname, '../../src/files/versioned.ts');
    const killed = await execa(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `(await import(${JSON.stringify(module)})).saveMigrated(${JSON.stringify(file)}, 1, 'new')`,
      ],
      {env: {CMPROXY_TEST_FAULT: `write:${step}`}, reject: false},
    );
    expect(killed.signal).toBe('SIGKILL');
    expect(['old', 'new']).toContain(readFileSync(file, 'utf8'));
    expect(readFileSync(`${file}.v1.bak`, 'utf8')).toBe('old');
  },
);
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
test('S4 looser modes are reported', () => {
  writeFileSync(file, '', {mode: 0o644});
  expect(looserModes([file, join(folder, 'none')])).toEqual([{path: file, mode: '0644', wanted: '0600'}]);
});
test('an append log adds whole lines with mode 0600', () => {
  const log = openAppendLog(join(folder, 'below', 'x.log'));
  log.append('one');
  log.append('two');
  log.close();
  expect(readFileSync(join(folder, 'below', 'x.log'), 'utf8')).toBe('one\ntwo\n');
  expect(statSync(join(folder, 'below', 'x.log')).mode & 0o777).toBe(0o600);
});
