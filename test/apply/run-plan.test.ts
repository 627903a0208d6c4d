import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {runPlan} from '../../src/apply/run-plan.ts';
import {createFakeSite, siteSystem} from './fake-site.ts';
import {createRunPlace, planFor, planOf, proxyChange, switchChange, type RunPlace} from './run-place.ts';
import {serverNames, siteOf, proxyOf, results, states, resume, failAfterFirst} from './run-site.ts';

const events = (place: RunPlace): string[] => place.events.map(({event}) => event);
const wait = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

test('a plan is written server by server, read back, journalled, and told as events', async () => {
  const [site, place] = [siteOf(2), createRunPlace()];
  const report = await runPlan({...place.environment(site), plan: planFor(site), operation: 'apply'});
  expect(report).toMatchObject({exitCode: 0, cancelled: false});
  expect(results(report)).toEqual(['applied', 'applied']);
  expect(serverNames(2).map(name => proxyOf(site, name))).toEqual(['proxy-b.contoso.com', 'proxy-b.contoso.com']);
  expect(events(place)).toEqual([
    'started',
    'writing',
    'accepted',
    'applied',
    'writing',
    'accepted',
    'applied',
    'finished',
  ]);
  expect(place.onlyRun()).toMatchObject({
    complete: true,
    trusted: true,
    who: 'CONTOSO\\admin',
    host: 'JUMP01',
    ticket: 'CHG1',
    siteAccount: 'CONTOSO\\admin',
  });
  expect(states(place)).toEqual(['applied', 'applied']);
});

test('PL14 in use is never claimed', async () => {
  const [site, place] = [siteOf(1), createRunPlace()];
  expect((await runPlan({...place.environment(site), plan: planFor(site), operation: 'apply'})).text).toContain(
    'in use was not checked',
  );
});

test('the undo file is there before the first write', async () => {
  const [site, place] = [siteOf(1), createRunPlace()];
  let seen = '';
  site.onWrite = (_, __, apply) => {
    seen = place
      .undoFiles()
      .map(file => readFileSync(file, 'utf8'))
      .join();
    apply();
    return {kind: 'accepted'};
  };
  const report = await runPlan({...place.environment(site), plan: planFor(site), operation: 'apply'});
  expect(seen).toContain('cmproxy/undo@1');
  expect(report.undoFile).toBe(place.undoFiles()[0]);
});

test('A10 PL19 applied twice: the second run reports no change, exit 0, zero writes', async () => {
  const [site, place] = [siteOf(2), createRunPlace()];
  const plan = planFor(site);
  await runPlan({...place.environment(site), plan, operation: 'apply'});
  const again = await runPlan({...place.environment(site), plan, operation: 'apply'});
  expect(again).toMatchObject({exitCode: 0, undoFile: null});
  expect(again.text).toContain('Nothing differs');
  expect(results(again)).toEqual(['same', 'same']);
  expect(site.calls.writes).toHaveLength(2);
  expect(place.runs().runs).toHaveLength(1);
});

test('A3 a record that changed since the plan: expected and found are shown, nothing is written, exit 5', async () => {
  const [site, place] = [siteOf(3), createRunPlace()];
  const plan = planFor(site);
  site.stored.set('PS1/cm02.contoso.com', siteSystem('cm02.contoso.com', 'proxy-x.contoso.com'));
  const report = await runPlan({...place.environment(site), plan, operation: 'apply'});
  expect(report.exitCode).toBe(5);
  expect(report.text).toContain(
    'expected on, proxy-a.contoso.com:8080 as system, found on, proxy-x.contoso.com:8080 as system',
  );
  expect(report.differences).toMatchObject([
    {
      server: 'cm02.contoso.com',
      expected: {serverName: 'proxy-a.contoso.com'},
      found: {serverName: 'proxy-x.contoso.com'},
    },
  ]);
  expect(results(report)).toEqual(['notStarted', 'stale', 'notStarted']);
  expect([site.calls.writes, place.runs().runs, events(place)]).toEqual([[], [], ['finished']]);
});

test('A3 someone who has already made one of several changes is a difference too', async () => {
  const [site, place] = [siteOf(2), createRunPlace()];
  const plan = planFor(site);
  site.stored.set('PS1/cm02.contoso.com', siteSystem('cm02.contoso.com', 'proxy-b.contoso.com'));
  expect(await runPlan({...place.environment(site), plan, operation: 'apply'})).toMatchObject({exitCode: 5});
  expect(site.calls.writes).toEqual([]);
});

test('A3 a change found just before its own write stops there: exit 4 after the first write', async () => {
  const [site, place] = [siteOf(3), createRunPlace()];
  site.onServerRead = (_, server) => {
    if (server === 'cm02.contoso.com') site.stored.set(`PS1/${server}`, siteSystem(server, 'proxy-x.contoso.com'));
  };
  const report = await runPlan({...place.environment(site), plan: planFor(site), operation: 'apply'});
  expect(report.exitCode).toBe(4);
  expect(results(report)).toEqual(['applied', 'stale', 'notStarted']);
  expect(proxyOf(site, 'cm02.contoso.com')).toBe('proxy-x.contoso.com');
  expect(site.calls.writes).toHaveLength(1);
});

test('A3 the same before the first write: exit 5, nothing written', async () => {
  const [site, place] = [siteOf(2), createRunPlace()];
  site.onServerRead = (_, server) => site.stored.set(`PS1/${server}`, siteSystem(server, 'proxy-x.contoso.com'));
  const report = await runPlan({...place.environment(site), plan: planFor(site), operation: 'apply'});
  expect([report.exitCode, site.calls.writes, report.undoFile]).toEqual([5, [], null]);
  expect(place.undoFiles()).toEqual([]);
});

test('A2 an answer after the time-out: read again and reconciled, one write', async () => {
  const [site, place] = [siteOf(2), createRunPlace()];
  site.onWrite = async (_, __, apply) => {
    await wait(80);
    apply();
    await wait(40);
    return {kind: 'accepted'};
  };
  const report = await runPlan({...place.environment(site, {timeoutMs: 60}), plan: planFor(site), operation: 'apply'});
  expect(report.exitCode).toBe(0);
  expect(site.calls.writes).toHaveLength(2);
});

test('A2 a write of which nothing is heard or seen is uncertain: exit 3, never repeated', async () => {
  const [site, place] = [siteOf(1), createRunPlace()];
  site.onWrite = () => ({kind: 'uncertain', why: 'no answer'});
  const report = await runPlan({...place.environment(site, {timeoutMs: 60}), plan: planFor(site), operation: 'apply'});
  expect(report.exitCode).toBe(3);
  expect(results(report)).toEqual(['uncertain']);
  expect(report.text).toContain(`cmproxy apply --resume ${report.run}`);
  expect(site.calls.writes).toHaveLength(1);
  expect(states(place)).toEqual(['uncertain']);
});

test('A9 accepted and never applied: "accepted, not applied yet", exit 3, with the command that checks again, which never writes', async () => {
  const [site, place] = [siteOf(1), createRunPlace()];
  let apply = (): void => undefined;
  site.onWrite = (_, __, later) => {
    apply = later;
    return {kind: 'accepted'};
  };
  const report = await runPlan({...place.environment(site, {timeoutMs: 50}), plan: planFor(site), operation: 'apply'});
  expect(report.exitCode).toBe(3);
  expect(results(report)).toEqual(['acceptedNotApplied']);
  expect(report.text).toMatch(/accepted, not applied yet.*cmproxy apply --resume/s);
  expect(await resume(site, place, {timeoutMs: 50})).toMatchObject({exitCode: 3});
  apply();
  expect(await resume(site, place, {timeoutMs: 50})).toMatchObject({exitCode: 0});
  expect(site.calls.writes).toHaveLength(1);
  expect(states(place)).toEqual(['applied']);
});

test('a write that throws is uncertain, and is applied where it is seen', async () => {
  const [site, place] = [siteOf(1), createRunPlace()];
  site.onWrite = (_, __, apply) => {
    apply();
    throw new Error('connection lost');
  };
  expect(await runPlan({...place.environment(site), plan: planFor(site), operation: 'apply'})).toMatchObject({
    exitCode: 0,
  });
});

test('a server whose proxy is refused does not get its switches', async () => {
  const point = {
    useProxy: false,
    useProxyForAutoDeploymentRule: false,
    synchronizesFrom: {kind: 'microsoft'},
    ownCopy: {serverName: null, port: null, userName: null},
  } as const;
  const system = siteSystem('cm01.contoso.com', null, {softwareUpdatePoint: point});
  const [site, place] = [createFakeSite([system]), createRunPlace()];
  const plan = planOf(site.hierarchy(), [proxyChange(system, 'proxy-b.contoso.com'), switchChange(system, true)]);
  site.onWrite = () => ({kind: 'refused', why: 'no'});
  expect(await runPlan({...place.environment(site), plan, operation: 'apply'})).toMatchObject({exitCode: 1});
  expect(site.calls.writes).toEqual(['siteSystem PS1/cm01.contoso.com']);
  site.onWrite = (_, __, apply) => {
    apply();
    return {kind: 'accepted'};
  };
  expect(await resume(site, place)).toMatchObject({exitCode: 0});
  expect(site.calls.writes.slice(1)).toEqual([
    'siteSystem PS1/cm01.contoso.com',
    'softwareUpdatePoint PS1/cm01.contoso.com',
  ]);
});

test('a half-written server is partial: exit 4', async () => {
  const point = {
    useProxy: false,
    useProxyForAutoDeploymentRule: false,
    synchronizesFrom: {kind: 'microsoft'},
    ownCopy: {serverName: null, port: null, userName: null},
  } as const;
  const system = siteSystem('cm01.contoso.com', null, {softwareUpdatePoint: point});
  const [site, place] = [createFakeSite([system]), createRunPlace()];
  site.onWrite = failAfterFirst;
  const plan = planOf(site.hierarchy(), [proxyChange(system, 'proxy-b.contoso.com'), switchChange(system, true)]);
  const report = await runPlan({...place.environment(site), plan, operation: 'apply'});
  expect([report.exitCode, results(report)]).toEqual([4, ['failed']]);
  const [undo = ''] = place.undoFiles().map(file => readFileSync(file, 'utf8'));
  expect(undo).toContain('siteSystem');
  expect(undo).not.toContain('softwareUpdatePoint');
});
