// Locks: a live one is never taken, a dead one is, and what cannot be read is never free.
import {execa} from 'execa';
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {hostname, tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {acquireLock, forceUnlock} from '../../src/files/lock.ts';
import {readLock, type LockOwner} from '../../src/files/read-lock.ts';
import {processIdentity} from '../../src/files/process-identity.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cmproxy-lock-'));
  path = join(folder, 'x.lock');
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

const now = new Date('2026-11-23T10:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000).toISOString();
const request = {operation: 'apply', who: 'me', toolVersion: '1', clock: () => now};
const here = processIdentity();
const deadPid = async () => {
  const child = await execa(process.execPath, ['-e', '0']);
  return child.exitCode === 0 ? 2 ** 22 - 7 : 0;
};
const owner = (changes: Partial<LockOwner>): LockOwner => ({
  id: 'abc',
  operation: 'apply',
  who: 'other',
  version: '1',
  created: ago(100),
  heartbeat: ago(5),
  ...here,
  ...changes,
});
const put = (changes: Partial<LockOwner>) => writeFileSync(path, JSON.stringify(owner(changes)));

describe('R3 a lock that is there', () => {
  test('R3a same host and boot, process alive, same start time: refused with its owner', () => {
    put({});
    expect(acquireLock(path, request)).toMatchObject({kind: 'locked', owner: {who: 'other'}, mayUnlock: false});
  });
  test('R3b same host and boot, process dead: taken over with a notice', async () => {
    put({pid: await deadPid()});
    const taken = acquireLock(path, request);
    expect(taken).toMatchObject({
      kind: 'acquired',
      takenOver: {owner: {id: 'abc'}, why: expect.stringContaining('is gone') as string},
    });
    if (taken.kind === 'acquired') taken.lock.release();
  });
  test('R3c same host, another boot: taken over with a notice', () => {
    put({bootId: 'another'});
    expect(acquireLock(path, request)).toMatchObject({
      kind: 'acquired',
      takenOver: {why: expect.stringContaining('started again') as string},
    });
  });
  test('R3d process number reused: taken over with a notice', () => {
    put({startTime: '1'});
    expect(acquireLock(path, request)).toMatchObject({
      kind: 'acquired',
      takenOver: {why: expect.stringContaining('another process') as string},
    });
  });
  test('R3e another host, fresh heartbeat: refused', () => {
    put({host: 'elsewhere'});
    expect(acquireLock(path, request)).toMatchObject({kind: 'locked', mayUnlock: false});
  });
  test('R3f another host, old heartbeat: refused, and the message names site unlock with the id', () => {
    put({host: 'elsewhere', heartbeat: ago(600)});
    expect(acquireLock(path, request)).toMatchObject({
      kind: 'locked',
      mayUnlock: true,
      message: expect.stringContaining('cmproxy site unlock abc') as string,
    });
  });
  test.each([hostname(), 'elsewhere'])('R3g a heartbeat of the future counts as live (host %s)', host => {
    put({host, heartbeat: ago(-600), pid: 2 ** 22 - 7});
    expect(acquireLock(path, request)).toMatchObject({kind: 'locked', mayUnlock: true});
  });
  test('R3h force-unlock with a wrong id leaves the lock as it is', () => {
    put({});
    const before = readFileSync(path, 'utf8');
    expect(forceUnlock(path, 'wrong')).toEqual({kind: 'wrongId'});
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect(forceUnlock(path, 'abc')).toMatchObject({kind: 'unlocked'});
    expect(existsSync(path)).toBe(false);
  });
  test.each(['', '{"id": "abc"', '[]', '{"id": 5}'])('R3i unreadable (%j): refused and named, never free', text => {
    writeFileSync(path, text);
    expect(acquireLock(path, request)).toMatchObject({
      kind: 'locked',
      owner: null,
      message: expect.stringContaining(path) as string,
    });
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
});

test('taken, seen, renewed and released', () => {
  const taken = acquireLock(path, request);
  if (taken.kind !== 'acquired') throw new Error(taken.message);
  expect(readLock(path)).toMatchObject({kind: 'held', owner: {who: 'me', operation: 'apply'}});
  taken.lock.heartbeat();
  expect(taken.lock.isStillOurs()).toBe(true);
  taken.lock.release();
  expect(readLock(path)).toEqual({kind: 'free'});
});

test('R2a many processes that count in one file under its lock lose nothing', async () => {
  const file = join(folder, 'count.txt');
  writeFileSync(file, '0');
  const module = resolve(import.meta.dirname, '../../src/files/with-file-lock.ts');
  const script = `const {withFileLock} = await import(${JSON.stringify(module)}); const fs = await import('node:fs'); for (let i = 0; i < 25; i++) await withFileLock(${JSON.stringify(file)}, () => { const n = Number(fs.readFileSync(${JSON.stringify(file)}, 'utf8')); fs.writeFileSync(${JSON.stringify(file)}, String(n + 1)); }, {waitMs: 30000});`;
  await Promise.all(Array.from({length: 4}, () => execa(process.execPath, ['--input-type=module', '-e', script])));
  expect(readFileSync(file, 'utf8')).toBe('100');
});
