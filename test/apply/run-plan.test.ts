import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {runPlan} from '../../src/apply/run-plan.ts';
import {findResumable, resumeRun} from '../../src/apply/resume.ts';
import {parseSerial, type SerialStep} from '../../src/apply/serial.ts';
import {createStopControl} from '../../src/apply/stop.ts';
import type {RunReport} from '../../src/apply/run-input.ts';
import type {WriteOutcome} from '../../src/sites/site.ts';
import {createFakeSite, proxy, siteSystem, type FakeSite} from './fake-site.ts';
import {
  accountChange,
  createRunPlace,
  fakeIdentity,
  planFor,
  planOf,
  proxyChange,
  switchChange,
  type RunPlace,
} from './run-place.ts';

const serverNames = (count: number): string[] =>
  Array.from({length: count}, (_, index) => `cm0${index + 1}.contoso.com`);
const siteOf = (count: number): FakeSite => createFakeSite(serverNames(count).map(name => siteSystem(name)));
const proxyOf = (site: FakeSite, server: string): string | null | undefined =>
  site.stored.get(`PS1/${server}`)?.proxy?.serverName;
const results = ({servers}: RunReport): string[] => servers.map(({result}) => result);
const states = (place: RunPlace): string[] => place.onlyRun().changes.map(({state}) => state);
const events = (place: RunPlace): string[] => place.events.map(({event}) => event);
const wait = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));
const steps = (text: string): readonly SerialStep[] => {
  const parsed = parseSerial(text);
  if (parsed.kind === 'refused') throw new Error(parsed.why);
  return parsed.steps;
};

function resume(
  site: FakeSite,
  place: RunPlace,
  more: Parameters<RunPlace['environment']>[1] = {},
): Promise<RunReport> {
  const found = findResumable({journalFolder: place.journalFolder, connection: 'fake', hierarchyId: fakeIdentity});
  if (found.kind !== 'run') throw new Error(JSON.stringify(found));
  return resumeRun({...place.environment(site, more), run: found.run});
}

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

test('A8a the canary fails: no other server is written, exit 1', async () => {
  const [site, place] = [siteOf(3), createRunPlace()];
  site.onWrite = () => ({kind: 'refused', why: 'access denied'});
  const report = await runPlan({...place.environment(site, {maxFailures: 5}), plan: planFor(site), operation: 'apply'});
  expect(report.exitCode).toBe(1);
  expect(report.text).toContain('access denied');
  expect(results(report)).toEqual(['failed', 'notStarted', 'notStarted']);
  expect(site.calls.writes).toHaveLength(1);
  expect(report.undoFile).toBeNull();
});

test('A8a a canary that is accepted and not applied stops the run too', async () => {
  const [site, place] = [siteOf(3), createRunPlace()];
  site.onWrite = () => ({kind: 'accepted'});
  const report = await runPlan({...place.environment(site, {timeoutMs: 40}), plan: planFor(site), operation: 'apply'});
  expect([report.exitCode, results(report)]).toEqual([3, ['acceptedNotApplied', 'notStarted', 'notStarted']]);
});

const failAfterFirst = (write: number, _: unknown, apply: () => void): WriteOutcome => {
  if (write > 1) return {kind: 'refused', why: 'access denied'};
  apply();
  return {kind: 'accepted'};
};

test('A8b with --max-failures no new server is started after so many failures, exit 4', async () => {
  const [site, place] = [siteOf(5), createRunPlace()];
  site.onWrite = failAfterFirst;
  const report = await runPlan({...place.environment(site, {maxFailures: 2}), plan: planFor(site), operation: 'apply'});
  expect([report.exitCode, results(report)]).toEqual([4, ['applied', 'failed', 'failed', 'notStarted', 'notStarted']]);
});

test('A8b without it a failure after the canary does not keep the others from their turn', async () => {
  const [site, place] = [siteOf(4), createRunPlace()];
  site.onWrite = (write, _, apply) => failAfterFirst(write === 2 ? 2 : 1, _, apply);
  const report = await runPlan({...place.environment(site), plan: planFor(site), operation: 'apply'});
  expect([report.exitCode, results(report)]).toEqual([4, ['applied', 'failed', 'applied', 'applied']]);
});

test('PL17 with --serial a batch with a failure is the last one', async () => {
  const [site, place] = [siteOf(6), createRunPlace()];
  site.onWrite = (write, _, apply) => failAfterFirst(write === 2 ? 2 : 1, _, apply);
  const report = await runPlan({
    ...place.environment(site, {serial: steps('1,2')}),
    plan: planFor(site),
    operation: 'apply',
  });
  expect(results(report)).toEqual(['applied', 'failed', 'applied', 'notStarted', 'notStarted', 'notStarted']);
});

test('A8c servers are written in the order of the plan, the last one last', async () => {
  const site = siteOf(3);
  const place = createRunPlace();
  const systems = ['cm02.contoso.com', 'cm03.contoso.com', 'cm01.contoso.com'].map(name => siteSystem(name));
  await runPlan({
    ...place.environment(site),
    plan: planOf(
      site.hierarchy(),
      systems.map(system => proxyChange(system, 'p')),
    ),
    operation: 'apply',
  });
  expect(site.calls.writes.at(-1)).toBe('siteSystem PS1/cm01.contoso.com');
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

test('A7 a planned server that cannot be read is unknown: exit 3, nothing written', async () => {
  const [site, place] = [siteOf(2), createRunPlace()];
  const plan = planFor(site);
  site.stored.set(
    'PS1/cm02.contoso.com',
    siteSystem('cm02.contoso.com', null, {readable: false, why: 'access denied', proxy: null}),
  );
  const report = await runPlan({...place.environment(site), plan, operation: 'apply'});
  expect([report.exitCode, site.calls.writes]).toEqual([3, []]);
  expect(report.text).toContain('PS1/cm02.contoso.com could not be read: access denied');
});

test('A7 a server that is no longer visible is "not visible", never absent', async () => {
  const [site, place] = [siteOf(1), createRunPlace()];
  const plan = planFor(site);
  site.stored.clear();
  const report = await runPlan({...place.environment(site), plan, operation: 'apply'});
  expect(report).toMatchObject({exitCode: 3, text: expect.stringContaining('not visible to this account') as unknown});
});

test('A7 a server that becomes unreadable just before its write is not written, exit 4 after the first', async () => {
  const [site, place] = [siteOf(2), createRunPlace()];
  site.onServerRead = (_, server) => {
    if (server === 'cm02.contoso.com') site.stored.delete(`PS1/${server}`);
  };
  const report = await runPlan({...place.environment(site), plan: planFor(site), operation: 'apply'});
  expect([report.exitCode, results(report)]).toEqual([4, ['applied', 'notStarted']]);
  expect(site.calls.writes).toHaveLength(1);
});

test('A5a SIGINT before any write: exit 130 at once, nothing written', async () => {
  const [site, place, stop] = [siteOf(2), createRunPlace(), createStopControl()];
  site.read = () => {
    stop.request('finishServer');
    return new Promise(() => undefined);
  };
  const report = await runPlan({...place.environment(site, {stop}), plan: planFor(site), operation: 'apply'});
  expect(report).toMatchObject({exitCode: 130, cancelled: true});
  expect(site.calls.writes).toEqual([]);
});

test('A5a SIGINT while the first server is read again: exit 130, nothing written', async () => {
  const [site, place, stop] = [siteOf(2), createRunPlace(), createStopControl()];
  site.onServerRead = () => stop.request('finishServer');
  const report = await runPlan({...place.environment(site, {stop}), plan: planFor(site), operation: 'apply'});
  expect([report.exitCode, report.cancelled, site.calls.writes, report.undoFile]).toEqual([130, true, [], null]);
});

test('A5b SIGINT once during apply: the server in hand is finished and journalled, exit 4, cancelled', async () => {
  const [site, place, stop] = [siteOf(3), createRunPlace(), createStopControl()];
  site.onWrite = (_, __, apply) => {
    stop.request('finishServer');
    setTimeout(apply, 30);
    return {kind: 'accepted'};
  };
  const report = await runPlan({...place.environment(site, {stop}), plan: planFor(site), operation: 'apply'});
  expect([report.exitCode, report.cancelled, results(report)]).toEqual([
    4,
    true,
    ['applied', 'notStarted', 'notStarted'],
  ]);
  expect(states(place)).toEqual(['applied', 'planned', 'planned']);
  expect(events(place)).toContain('stopping');
});

test('A5b SIGINT during the last server: all is done, exit 0', async () => {
  const [site, place, stop] = [siteOf(1), createRunPlace(), createStopControl()];
  site.onWrite = (_, __, apply) => {
    stop.request('finishServer');
    apply();
    return {kind: 'accepted'};
  };
  expect(await runPlan({...place.environment(site, {stop}), plan: planFor(site), operation: 'apply'})).toMatchObject({
    exitCode: 0,
    cancelled: false,
  });
});

test('A5c SIGINT twice ends at once, with a warning that names the uncertain server, exit 4', async () => {
  const [site, place, stop] = [siteOf(3), createRunPlace(), createStopControl()];
  site.onWrite = () => {
    stop.request('finishServer');
    setImmediate(() => stop.request('stopNow'));
    return new Promise(() => undefined);
  };
  const report = await runPlan({
    ...place.environment(site, {stop, timeoutMs: 60_000}),
    plan: planFor(site),
    operation: 'apply',
  });
  expect([report.exitCode, report.cancelled, results(report)]).toEqual([
    4,
    true,
    ['uncertain', 'notStarted', 'notStarted'],
  ]);
  expect(report.text).toContain('cm01.contoso.com');
  expect(states(place)).toEqual(['uncertain', 'planned', 'planned']);
});

test('A5c SIGINT twice during the read-back leaves "accepted" in the journal', async () => {
  const [site, place, stop] = [siteOf(2), createRunPlace(), createStopControl()];
  site.onWrite = () => {
    setImmediate(() => stop.request('stopNow'));
    return {kind: 'accepted'};
  };
  const report = await runPlan({
    ...place.environment(site, {stop, timeoutMs: 60_000}),
    plan: planFor(site),
    operation: 'apply',
  });
  expect([report.exitCode, states(place)]).toEqual([4, ['accepted', 'planned']]);
});

test('the pause after the canary ends with Ctrl+C', async () => {
  const [site, place, stop] = [siteOf(2), createRunPlace(), createStopControl()];
  const environment = place.environment(site, {
    stop,
    pauseAfterCanaryMs: 60_000,
    emit: event => {
      place.events.push(event);
      if (event.event === 'pausing') stop.request('finishServer');
    },
  });
  expect(await runPlan({...environment, plan: planFor(site), operation: 'apply'})).toMatchObject({
    exitCode: 4,
    cancelled: true,
  });
  expect(site.calls.writes).toHaveLength(1);
});

const hour = 3_600_000;

test('--not-before and --not-after: outside the window exit 1, nothing written and nothing read', async () => {
  const [site, place] = [siteOf(1), createRunPlace()];
  const soon = new Date(Date.now() + hour);
  const past = new Date(Date.now() - hour);
  for (const window of [{notBefore: soon}, {notAfter: past}])
    expect(await runPlan({...place.environment(site, window), plan: planFor(site), operation: 'apply'})).toMatchObject({
      exitCode: 1,
    });
  expect([site.calls.reads, site.calls.writes]).toEqual([0, []]);
});

test('--not-after during a run: no further server is started, exit 4', async () => {
  const [site, place] = [siteOf(2), createRunPlace()];
  let now = Date.now();
  site.onWrite = (_, __, apply) => {
    now += hour;
    apply();
    return {kind: 'accepted'};
  };
  const environment = place.environment(site, {clock: () => new Date(now), notAfter: new Date(now + 1000)});
  const report = await runPlan({...environment, plan: planFor(site), operation: 'apply'});
  expect([report.exitCode, results(report)]).toEqual([4, ['applied', 'notStarted']]);
});

test('a connection that may not be written to: exit 1, with its reason', async () => {
  const [site, place] = [siteOf(1), createRunPlace()];
  site.capabilities = () => ({mayWrite: false, why: 'a snapshot is read-only'});
  const report = await runPlan({...place.environment(site), plan: planFor(site), operation: 'apply'});
  expect(report).toMatchObject({exitCode: 1, text: expect.stringContaining('a snapshot is read-only') as unknown});
});

test('a plan of another hierarchy is refused: exit 1, nothing written', async () => {
  const [site, place] = [siteOf(1), createRunPlace()];
  const plan = {...planFor(site), hierarchyId: 'live:CAS/cm00.contoso.com'};
  const report = await runPlan({...place.environment(site), plan, operation: 'apply'});
  expect([report.exitCode, site.calls.writes]).toEqual([1, []]);
  expect(report.text).toContain('live:CAS/cm00.contoso.com');
});

test('a hierarchy that cannot be read: exit 1, with what the site said', async () => {
  const [site, place] = [siteOf(1), createRunPlace()];
  site.read = async () => ({
    kind: 'failed',
    what: 'The lab cannot be read',
    why: 'no such file',
    todo: 'Run lab reset.',
  });
  const report = await runPlan({...place.environment(site), plan: planFor(site), operation: 'apply'});
  expect(report).toMatchObject({
    exitCode: 1,
    text: 'Nothing was written. The lab cannot be read: no such file. Run lab reset.',
  });
});

const canary = 'P4ss w\u00f6rd"\\42!';

function accountPlan(): {site: FakeSite; place: RunPlace; plan: ReturnType<typeof planOf>} {
  const system = siteSystem('cm01.contoso.com');
  const site = createFakeSite([system]);
  const change = proxyChange(system, 'proxy-b.contoso.com');
  const after = proxy('cm01.contoso.com', 'proxy-b.contoso.com', 8080, 'CONTOSO\\svc');
  const withAccount = change.object === 'siteSystem' ? {...change, after} : change;
  return {
    site,
    place: createRunPlace(),
    plan: planOf(site.hierarchy(), [accountChange('cm01.contoso.com', 'CONTOSO\\svc'), withAccount]),
  };
}

test('an account is created before the server, the password asked for once', async () => {
  const {site, place, plan} = accountPlan();
  let asked = 0;
  const passwordFor = (): string => {
    asked += 1;
    return canary;
  };
  expect(await runPlan({...place.environment(site, {passwordFor}), plan, operation: 'apply'})).toMatchObject({
    exitCode: 0,
  });
  expect([asked, site.calls.accounts, site.accounts.size]).toEqual([1, ['PS1/CONTOSO\\svc'], 1]);
});

test('without a password nothing is written: exit 64', async () => {
  const {site, place, plan} = accountPlan();
  const report = await runPlan({...place.environment(site), plan, operation: 'apply'});
  expect([report.exitCode, site.calls.writes, site.calls.accounts]).toEqual([64, [], []]);
});

test('an account that someone has created meanwhile is left alone, and nobody is asked for a password', async () => {
  const {site, place, plan} = accountPlan();
  site.accounts.add('PS1/CONTOSO\\svc');
  expect(await runPlan({...place.environment(site), plan, operation: 'apply'})).toMatchObject({exitCode: 0});
  expect(site.calls.accounts).toEqual([]);
});

const leaks: readonly [string, (password: string) => string][] = [
  ['plain', password => password],
  ['base64', password => Buffer.from(password).toString('base64')],
  ['UTF-16 in base64', password => Buffer.from(password, 'utf16le').toString('base64')],
  ['URL-encoded', password => encodeURIComponent(password)],
  ['wrapped', password => [...password].join('\n')],
];

test.each(leaks)(
  'S1 a password that the provider repeats (%s) is in no event, journal, undo file or text',
  async (_, spell) => {
    const {site, place, plan} = accountPlan();
    for (const answer of ['refused', 'uncertain', 'throw'] as const) {
      site.onWrite = () => {
        if (answer === 'throw') throw new Error(`bad ${spell(canary)}`);
        return {kind: answer, why: `bad ${spell(canary)}`};
      };
      const report = await runPlan({
        ...place.environment(site, {passwordFor: () => canary, timeoutMs: 20}),
        plan,
        operation: 'apply',
      });
      const all = [
        JSON.stringify(report),
        JSON.stringify(place.events),
        place.journalText(),
        ...place.undoFiles().map(file => readFileSync(file, 'utf8')),
      ].join('\n');
      for (const [, spelling] of leaks)
        expect(all.replaceAll(/\s|\\n/g, '')).not.toContain(spelling(canary).replaceAll(/\s/g, ''));
      expect(report.exitCode).not.toBe(0);
    }
  },
);
