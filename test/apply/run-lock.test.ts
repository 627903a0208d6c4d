import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {createInterface} from 'node:readline';
import {expect, test} from 'vitest';
import {forceUnlock} from '../../src/files/lock.ts';
import {lockPathFor, runInProgress} from '../../src/apply/run-lock.ts';
import {runPlan} from '../../src/apply/run-plan.ts';
import {createFakeSite, siteSystem} from './fake-site.ts';
import {createRunPlace, fakeIdentity, planFor, type RunPlace} from './run-place.ts';

const site = (): ReturnType<typeof createFakeSite> => createFakeSite([siteSystem('cm01.contoso.com')]);
const lockPath = (place: RunPlace): string => lockPathFor(join(place.folder, 'locks'), fakeIdentity);

/** Another process that hangs in the write to its first server. */
async function hangingRun(place: RunPlace): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'child-fake.ts'), place.folder, '2', 'hanging-write'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  for await (const line of createInterface({input: child.stdout})) if (line.includes('"writing"')) return child;
  throw new Error('the other run did not begin to write');
}

test('R2b a second run on the same hierarchy prints the owner: exit 6, zero writes', async () => {
  const place = createRunPlace();
  const other = await hangingRun(place);
  try {
    const second = site();
    const report = await runPlan({...place.environment(second), plan: planFor(second), operation: 'apply'});
    expect([report.exitCode, second.calls.writes, second.calls.reads]).toEqual([6, [], 0]);
    for (const part of ['CONTOSO\\child', `pid ${other.pid}`, 'since 2', '"apply 2', 'this CMPROXY_HOME only'])
      expect(report.text).toContain(part);
    expect(place.events.map(({event}) => event)).toEqual(['finished']);
  } finally {
    other.kill('SIGKILL');
  }
});

test('R2c a reader learns that a run is in progress, and no longer when its process is gone', async () => {
  const place = createRunPlace();
  expect(runInProgress(lockPath(place))).toBeNull();
  const other = await hangingRun(place);
  try {
    expect(runInProgress(lockPath(place))).toMatch(/a run is in progress: apply 2.*CONTOSO\\child@.*pid/);
  } finally {
    other.kill('SIGKILL');
    await once(other, 'exit');
  }
  expect(runInProgress(lockPath(place))).toBeNull();
});

test('R3b the lock of a dead process is taken over, with a notice and a journal entry', async () => {
  const place = createRunPlace();
  const other = await hangingRun(place);
  other.kill('SIGKILL');
  await once(other, 'exit');
  const next = site();
  expect(await runPlan({...place.environment(next), plan: planFor(next), operation: 'apply'})).toMatchObject({
    exitCode: 0,
  });
  const notices = place.events.flatMap(event => (event.event === 'notice' ? [event.text] : []));
  expect(notices.join()).toContain(`pid ${other.pid}`);
  expect(place.runs().runs.at(-1)?.start.tookOverLock).toContain('CONTOSO\\child');
});

test('R3i a lock that cannot be read is never taken for free: exit 6, the file is named', async () => {
  const place = createRunPlace();
  mkdirSync(dirname(lockPath(place)), {recursive: true});
  writeFileSync(lockPath(place), '{"id": "cut sho');
  const report = await runPlan({...place.environment(site()), plan: planFor(site()), operation: 'apply'});
  expect(report).toMatchObject({exitCode: 6, text: expect.stringContaining(lockPath(place)) as unknown});
  expect(runInProgress(lockPath(place))).toContain(lockPath(place));
});

test('a lock that is forced open stops the run before its next server: exit 4', async () => {
  const place = createRunPlace();
  const fake = createFakeSite([siteSystem('cm01.contoso.com'), siteSystem('cm02.contoso.com')]);
  fake.onWrite = (_, __, apply) => {
    const {id} = JSON.parse(readFileSync(lockPath(place), 'utf8')) as {id: string};
    expect(forceUnlock(lockPath(place), id).kind).toBe('unlocked');
    apply();
    return {kind: 'accepted'};
  };
  const report = await runPlan({...place.environment(fake), plan: planFor(fake), operation: 'apply'});
  expect([report.exitCode, report.servers.map(({result}) => result)]).toEqual([4, ['applied', 'notStarted']]);
});

test('the lock is gone after every end of a run', async () => {
  const place = createRunPlace();
  const fake = site();
  await runPlan({...place.environment(fake), plan: planFor(fake), operation: 'apply'});
  await runPlan({...place.environment(fake), plan: {...planFor(fake), hierarchyId: 'other'}, operation: 'apply'});
  expect(readdirSync(dirname(lockPath(place)))).toEqual([]);
});

test('a lock folder that cannot be made: exit 1, with the reason', async () => {
  const place = createRunPlace();
  const file = join(place.folder, 'file');
  writeFileSync(file, '');
  const report = await runPlan({
    ...place.environment(site(), {lockPath: join(file, 'locks', 'x.lock')}),
    plan: planFor(site()),
    operation: 'apply',
  });
  expect(report.exitCode).toBe(1);
  expect(report.text).toContain(file);
});
