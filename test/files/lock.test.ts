// Locks: a live one is never taken, a dead one is, and what cannot be read is never free.
import {execa} from 'execa';
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {hostname, tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {acquireLock, forceUnlock} from '../../src/files/lock.ts';
import {readLock, type LockOwner} from '../../src/files/read-lock.ts';
import {processIdentity} from '../../src/files/process-identity.ts';
import {withFileLock} from '../../src/files/with-file-lock.ts';

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
/** The number of a process that has just ended. */
const deadPid = async () => {
  const child = execa(process.execPath, ['-e', '0']);
  await child;
  return child.pid ?? 0;
};
/** Above the highest number that Linux gives. */
const goneProcess = 2 ** 22 + 1;
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
    put({host, heartbeat: ago(-600), pid: goneProcess});
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
  test.each([
    '',
    '{"id": "abc"',
    '[]',
    '{"id": 5}',
    JSON.stringify(owner({id: '../../x'})),
    JSON.stringify(owner({pid: 0})),
    JSON.stringify(owner({pid: -1})),
    JSON.stringify(owner({heartbeat: 'soon'})),
    `${JSON.stringify(owner({pid: goneProcess}))}\0`,
  ])('R3i unreadable (%j): refused and named, never free', text => {
    writeFileSync(path, text);
    expect(acquireLock(path, request)).toMatchObject({
      kind: 'locked',
      owner: null,
      message: expect.stringContaining(path) as string,
    });
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
});

test('R3i a lock that is a pipe or a folder is refused and not waited for', async () => {
  await execa('bash', ['-c', 'mkfifo "$0"', path]);
  mkdirSync(join(folder, 'y.lock'));
  for (const name of [path, join(folder, 'y.lock')])
    expect(acquireLock(name, request)).toMatchObject({kind: 'locked', owner: null});
});

test('a process that cannot be told from a later one: refused, and after a minute without a sign of life it may be unlocked', () => {
  put({startTime: null, heartbeat: ago(5)});
  expect(acquireLock(path, request)).toMatchObject({kind: 'locked', mayUnlock: false});
  put({startTime: null, heartbeat: ago(600)});
  expect(acquireLock(path, request)).toMatchObject({kind: 'locked', mayUnlock: true});
});

/** A contender whose clock is read after it has found the lock, and so lets another come between. */
const interrupted = (atRead: number, between: () => void) => {
  let reads = 0;
  return {
    ...request,
    clock: () => {
      if (++reads === atRead) between();
      return now;
    },
  };
};

describe('of several that find a dead lock', () => {
  test('one takes it over, and the other does not even touch the live lock', () => {
    put({pid: goneProcess});
    const winner: ReturnType<typeof acquireLock>[] = [];
    let before = 0n;
    const loser = acquireLock(
      path,
      interrupted(2, () => {
        winner.push(acquireLock(path, {...request, who: 'winner'}));
        before = statSync(path, {bigint: true}).ctimeNs;
      }),
    );
    expect(winner[0]).toMatchObject({kind: 'acquired', takenOver: {owner: {id: 'abc'}}});
    expect(loser).toMatchObject({kind: 'locked', owner: {who: 'winner'}});
    expect(statSync(path, {bigint: true}).ctimeNs).toBe(before);
    expect(readdirSync(folder)).toEqual(['x.lock']);
  });
  test('one that was killed in the middle of it does not bar the way', () => {
    put({pid: goneProcess});
    const claim = '.x.lock.abc.claim.cmproxy-tmp';
    writeFileSync(join(folder, claim), JSON.stringify(owner({id: 'claim1', pid: goneProcess})));
    writeFileSync(
      join(folder, `.${claim}.claim1.claim.cmproxy-tmp`),
      JSON.stringify(owner({id: 'claim2', pid: goneProcess})),
    );
    expect(acquireLock(path, request)).toMatchObject({kind: 'acquired', takenOver: {owner: {id: 'abc'}}});
    expect(readdirSync(folder)).toEqual(['x.lock']);
  });
  test('one that is just at it keeps the others away', () => {
    put({pid: goneProcess});
    writeFileSync(join(folder, '.x.lock.abc.claim.cmproxy-tmp'), JSON.stringify(owner({id: 'claim1'})));
    const before = readFileSync(path, 'utf8');
    expect(acquireLock(path, request)).toMatchObject({kind: 'locked'});
    expect(readFileSync(path, 'utf8')).toBe(before);
  });
  test('many processes: never two inside at once', async () => {
    const script = resolve(import.meta.dirname, 'child-lock-contender.ts');
    const runs = await Promise.all(
      Array.from({length: 4}, () => execa(process.execPath, [script, path, '400'], {reject: false})),
    );
    const told = runs.map(({stdout, stderr}) => `${stdout}${stderr}`);
    expect(
      told.every(text => /^\d+ taken, 0 met another$/.test(text)),
      told.join('\n'),
    ).toBe(true);
    expect(told.reduce((sum, text) => sum + Number.parseInt(text, 10), 0)).toBeGreaterThan(20);
  });
});

describe('a lock that was forced open and taken by another', () => {
  test('is neither renewed nor removed by the former holder', () => {
    const former = acquireLock(path, request);
    if (former.kind !== 'acquired') throw new Error(former.message);
    expect(forceUnlock(path, former.lock.id)).toMatchObject({kind: 'unlocked'});
    expect(former.lock.isStillOurs()).toBe(false);
    const present = acquireLock(path, {...request, who: 'present'});
    const before = readFileSync(path, 'utf8');
    former.lock.heartbeat();
    former.lock.release();
    expect(present.kind).toBe('acquired');
    expect(readFileSync(path, 'utf8')).toBe(before);
  });
  test('the claim of a machine that is gone does not stop site unlock', () => {
    put({host: 'elsewhere', heartbeat: ago(600)});
    writeFileSync(join(folder, '.x.lock.abc.claim.cmproxy-tmp'), JSON.stringify(owner({host: 'elsewhere'})));
    expect(forceUnlock(path, 'abc')).toMatchObject({kind: 'unlocked'});
    expect(existsSync(path)).toBe(false);
  });
});

test('the heartbeat is renewed every ten seconds until the lock is released', () => {
  vi.useFakeTimers({now});
  try {
    const taken = acquireLock(path, {...request, clock: () => new Date()});
    if (taken.kind !== 'acquired') throw new Error(taken.message);
    const beat = () => {
      const lock = readLock(path);
      return lock.kind === 'held' ? lock.owner.heartbeat : lock.kind;
    };
    expect(beat()).toBe('2026-11-23T10:00:00.000Z');
    vi.advanceTimersByTime(30_000);
    expect(beat()).toBe('2026-11-23T10:00:30.000Z');
    taken.lock.release();
    vi.advanceTimersByTime(30_000);
    expect(beat()).toBe('free');
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    vi.useRealTimers();
  }
});

test('S4 a lock has the mode 0600 and its folder 0700, whatever the umask', () => {
  const before = process.umask(0o000);
  try {
    const below = join(folder, 'new', 'x.lock');
    expect(acquireLock(below, request).kind).toBe('acquired');
    expect([statSync(below).mode & 0o777, statSync(join(folder, 'new')).mode & 0o777]).toEqual([0o600, 0o700]);
  } finally {
    process.umask(before);
  }
});

test('R4a a lock that does not fit on the disk is a problem in words, and nothing is left', async context => {
  const mounted = await execa('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', folder], {reject: false});
  if (mounted.exitCode !== 0) {
    context.skip(`a small file system could not be mounted here: ${mounted.stderr}`);
    return;
  }
  try {
    writeFileSync(join(folder, 'filler'), 'x'.repeat(4096));
    expect(() => acquireLock(path, request)).toThrow(/The lock could not be made: .*the disk is full/);
    expect(readdirSync(folder)).toEqual(['filler']);
  } finally {
    await execa('umount', [folder]);
  }
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

describe('a lock around saving', () => {
  test('that stays taken is a problem that names who holds it', async () => {
    const file = join(folder, 'x.json');
    const inner = withFileLock(file, () => withFileLock(file, () => 'never', {waitMs: 30}));
    await expect(inner).rejects.toThrow(
      new RegExp(`x\\.json was not saved: another process keeps it locked.*@${hostname()}, pid ${process.pid}`),
    );
  });
  test('is given up when the work fails', async () => {
    const file = join(folder, 'x.json');
    const failing = withFileLock(file, () => {
      throw new Error('the work failed');
    });
    await expect(failing).rejects.toThrow('the work failed');
    expect(readdirSync(folder)).toEqual([]);
  });
  test('of a process that was killed in it is taken over', async () => {
    const file = join(folder, 'x.json');
    const module = resolve(import.meta.dirname, '../../src/files/with-file-lock.ts');
    const script = `await (await import(${JSON.stringify(module)})).withFileLock(${JSON.stringify(file)}, () => process.kill(process.pid, 'SIGKILL'));`;
    const killed = await execa(process.execPath, ['--input-type=module', '-e', script], {reject: false});
    expect([killed.signal, existsSync(`${file}.lock`)]).toEqual(['SIGKILL', true]);
    expect(await withFileLock(file, () => 'done')).toBe('done');
    expect(readdirSync(folder)).toEqual([]);
  });
});
