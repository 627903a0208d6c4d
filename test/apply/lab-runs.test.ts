import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {createInterface} from 'node:readline';
import {expect, test} from 'vitest';
import {runPlan} from '../../src/apply/run-plan.ts';
import {planUndo} from '../../src/apply/undo.ts';
import type {RunReport} from '../../src/apply/run-input.ts';
import type {Plan} from '../../src/plan/plan.ts';
import {labDelay, labFaultAdd} from '../../src/sites/lab/lab-settings.ts';
import {createLabPlace, labIdentity, type LabPlace} from './lab-place.ts';

const apply = (place: LabPlace, plan: Plan, timeoutMs = 2000): Promise<RunReport> =>
  runPlan({
    ...place.environment(place.site, {timeoutMs, passwordFor: () => 'S1-canary-p4ssword'}),
    plan,
    operation: 'apply',
  });
const results = (report: RunReport): string[] => report.servers.map(({result}) => result);
const written = (place: LabPlace): number => Object.values(place.calls()).reduce((sum, count) => sum + count, 0);

async function undo(place: LabPlace): Promise<RunReport> {
  const planned = await planUndo({
    hierarchy: await place.read(),
    hierarchyId: labIdentity,
    connection: 'lab',
    journalFolder: place.journalFolder,
    overwrite: false,
  });
  if (planned.kind !== 'undo') throw new Error(JSON.stringify(planned));
  return runPlan({
    ...place.environment(place.site, {timeoutMs: 2000}),
    plan: planned.plan,
    operation: 'undo',
    undoes: planned.undoes,
  });
}

test('A10 in the lab: a plan is applied, read back, and applied again without a write', async () => {
  const place = await createLabPlace();
  const plan = await place.plan(['PS1/CM01.contoso.com', 'PS1/MP01.contoso.com'], {
    'proxy.serverName': 'proxy-c.contoso.com',
  });
  expect(await apply(place, plan)).toMatchObject({exitCode: 0});
  expect(await apply(place, plan)).toMatchObject({
    exitCode: 0,
    text: expect.stringContaining('Nothing differs') as unknown,
  });
  expect(written(place)).toBe(2);
});

test('A8c the server of the service connection point is written last, whatever the order of the names', async () => {
  const place = await createLabPlace();
  await apply(
    place,
    await place.plan(['CAS/CM00.contoso.com', 'PS1/CM01.contoso.com', 'PS1/MP01.contoso.com'], {'proxy.port': '3128'}),
  );
  const order = place.events.flatMap(event => (event.event === 'writing' ? [event.server] : []));
  expect(order.at(-1)).toBe('CM00.contoso.com');
  expect(order).toHaveLength(3);
});

const changes = [
  [
    'turned on with its switches',
    'PS1/SUP02.contoso.com',
    {'proxy.serverName': 'proxy-c.contoso.com', 'proxy.port': '8080', 'softwareUpdatePoint.useProxy': true},
  ],
  ['turned off, its switches first', 'PS1/SUP01.contoso.com', {'proxy.enabled': false}],
  ['moved to an account', 'PS1/CM01.contoso.com', {'proxy.account': 'CONTOSO\\svc-proxy'}],
  ['moved to System', 'CAS/CM00.contoso.com', {'proxy.account': 'system'}],
] as const;

test.each(changes)('A6 a server that is %s is undone to what it was', async (_, name, desired) => {
  const place = await createLabPlace();
  const before = await place.system(name);
  const plan = await place.plan([name], desired);
  expect(plan.changes.length).toBeGreaterThan(0);
  expect(await apply(place, plan)).toMatchObject({exitCode: 0});
  expect(await place.system(name)).not.toEqual(before);
  expect(await undo(place)).toMatchObject({exitCode: 0});
  const after = await place.system(name);
  expect(after.proxy?.enabled).toBe(before.proxy?.enabled);
  expect(after.proxy).toEqual(
    before.proxy?.enabled === true ? before.proxy : {...plan.changes[0]?.after, enabled: false},
  );
  expect(after.softwareUpdatePoint?.useProxy).toBe(before.softwareUpdatePoint?.useProxy);
  expect(after.softwareUpdatePoint?.useProxyForAutoDeploymentRule).toBe(
    before.softwareUpdatePoint?.useProxyForAutoDeploymentRule,
  );
});

test('S1 an account is created before its server; the password is in no file', async () => {
  const place = await createLabPlace();
  const plan = await place.plan(
    ['PS1/CM01.contoso.com'],
    {'proxy.account': 'CONTOSO\\svc-new'},
    {createAccounts: true},
  );
  expect(plan.changes.map(({object}) => object)).toEqual(['account', 'siteSystem']);
  expect(await apply(place, plan)).toMatchObject({exitCode: 0});
  expect((await place.system('PS1/CM01.contoso.com')).proxy?.account).toEqual({
    kind: 'account',
    userName: 'CONTOSO\\svc-new',
  });
  const all = [
    readFileSync(place.file, 'utf8'),
    place.journalText(),
    ...place.undoFiles().map(file => readFileSync(file, 'utf8')),
    JSON.stringify(place.events),
  ];
  expect(all.join('\n')).not.toContain('p4ssword');
});

test('A2 the lab answers after the time-out: reconciled, one write', async () => {
  const place = await createLabPlace();
  const plan = await place.plan(['PS1/CM01.contoso.com'], {'proxy.serverName': 'proxy-c.contoso.com'});
  await labFaultAdd(place.file, 'timeout', null);
  expect(await apply(place, plan, 300)).toMatchObject({exitCode: 0});
  expect(written(place)).toBe(1);
});

test('A9 the lab accepts and never applies: exit 3', async () => {
  const place = await createLabPlace();
  const plan = await place.plan(['PS1/CM01.contoso.com'], {'proxy.serverName': 'proxy-c.contoso.com'});
  await labFaultAdd(place.file, 'never-applied', null);
  const report = await apply(place, plan, 200);
  expect([report.exitCode, results(report)]).toEqual([3, ['acceptedNotApplied']]);
});

test('A3 another console changes the record just before its write: exit 5, or 4 after the first write', async () => {
  for (const [server, code] of [
    ['CM01.contoso.com', 5],
    ['MP01.contoso.com', 4],
  ] as const) {
    const place = await createLabPlace();
    const plan = await place.plan(['PS1/CM01.contoso.com', 'PS1/MP01.contoso.com'], {
      'proxy.serverName': 'proxy-c.contoso.com',
    });
    await labFaultAdd(place.file, 'changed-meanwhile', server);
    expect((await apply(place, plan)).exitCode).toBe(code);
    expect(written(place)).toBe(code === 5 ? 0 : 1);
  }
});

test('A8a a canary that may not be written: no other server is written, exit 1', async () => {
  const place = await createLabPlace();
  const plan = await place.plan(['PS1/CM01.contoso.com', 'PS1/MP01.contoso.com'], {
    'proxy.serverName': 'proxy-c.contoso.com',
  });
  await labFaultAdd(place.file, 'write-denied', 'CM01');
  const report = await apply(place, plan);
  expect([report.exitCode, results(report)]).toEqual([1, ['failed', 'notStarted']]);
});

test('A7 a server that may no longer be read: exit 3, nothing written', async () => {
  const place = await createLabPlace();
  const plan = await place.plan(['PS1/CM01.contoso.com', 'PS1/MP01.contoso.com'], {
    'proxy.serverName': 'proxy-c.contoso.com',
  });
  await labFaultAdd(place.file, 'read-denied', 'MP01');
  expect((await apply(place, plan)).exitCode).toBe(3);
  expect(written(place)).toBe(0);
});

test('A3 a record that the plan covers and does not change makes it stale too', async () => {
  const place = await createLabPlace();
  const plan = await place.plan(['PS1/SUP01.contoso.com'], {'proxy.serverName': 'proxy-c.contoso.com'});
  await place.site.write(
    {object: 'softwareUpdatePoint', siteCode: 'PS1', server: 'SUP01.contoso.com', useProxy: false},
    {timeoutMs: 1000},
  );
  await expect
    .poll(async () => (await place.system('PS1/SUP01.contoso.com')).softwareUpdatePoint?.useProxy)
    .toBe(false);
  expect(await apply(place, plan)).toMatchObject({exitCode: 5});
});

test('A4b SIGHUP during apply: the server in hand is finished, exit 4; resuming completes', async () => {
  const place = await createLabPlace();
  const plan = await place.plan(['PS1/CM01.contoso.com', 'PS1/MP01.contoso.com'], {
    'proxy.serverName': 'proxy-c.contoso.com',
  });
  await labDelay(place.file, 300);
  const child = place.startChild('apply', plan);
  const exit = once(child, 'exit');
  if (child.stdout === null) throw new Error('no output');
  for await (const line of createInterface({input: child.stdout})) if (line.includes('"writing"')) child.kill('SIGHUP');
  expect(await exit).toEqual([4, null]);
  expect(place.onlyRun().changes.map(({state}) => state)).toEqual(['applied', 'planned']);
  expect(place.runChild('resume', plan).status).toBe(0);
  expect(written(place)).toBe(2);
});

test('R2b two processes apply at once: one of them writes, the other ends with 6', async () => {
  const place = await createLabPlace();
  const plan = await place.plan(['PS1/CM01.contoso.com', 'PS1/MP01.contoso.com'], {
    'proxy.serverName': 'proxy-c.contoso.com',
  });
  await labDelay(place.file, 500);
  const children = [place.startChild('apply', plan), place.startChild('apply', plan)];
  const codes = await Promise.all(children.map(async child => ((await once(child, 'exit')) as [number])[0]));
  expect(codes.toSorted((a, b) => a - b)).toEqual([0, 6]);
  expect(written(place)).toBe(2);
});
