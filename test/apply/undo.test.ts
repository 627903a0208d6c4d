import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {history, historyOfRun} from '../../src/apply/history.ts';
import {journalPath} from '../../src/apply/journal/journal-path.ts';
import type {RunReport} from '../../src/apply/run-input.ts';
import {runPlan} from '../../src/apply/run-plan.ts';
import {planUndo, type UndoOutcome, type UndoRequest} from '../../src/apply/undo.ts';
import {createFakeSite, proxy, siteSystem, type FakeSite} from './fake-site.ts';
import {accountChange, createRunPlace, fakeIdentity, planFor, planOf, proxyChange, type RunPlace} from './run-place.ts';

const serverNames = ['cm01.contoso.com', 'cm02.contoso.com'];
const proxies = (site: FakeSite): (string | null | undefined)[] =>
  [...site.stored.values()].map(system => system.proxy?.serverName);
const a = 'proxy-a.contoso.com';
const b = 'proxy-b.contoso.com';

async function appliedRun(): Promise<{site: FakeSite; place: RunPlace; report: RunReport}> {
  const [site, place] = [createFakeSite(serverNames.map(name => siteSystem(name))), createRunPlace()];
  const report = await runPlan({...place.environment(site), plan: planFor(site, b), operation: 'apply'});
  expect(report.exitCode).toBe(0);
  return {site, place, report};
}

function lookAt(site: FakeSite, place: RunPlace, more: Partial<UndoRequest> = {}): Promise<UndoOutcome> {
  const {journalFolder} = place;
  return planUndo({
    hierarchy: site.hierarchy(),
    hierarchyId: fakeIdentity,
    connection: 'fake',
    journalFolder,
    overwrite: false,
    ...more,
  });
}

async function undo(site: FakeSite, place: RunPlace, more: Partial<UndoRequest> = {}): Promise<RunReport> {
  const planned = await lookAt(site, place, more);
  if (planned.kind !== 'undo') throw new Error(JSON.stringify(planned));
  return runPlan({...place.environment(site), plan: planned.plan, operation: 'undo', undoes: planned.undoes});
}

test('A6 undo restores what stood before, in reverse order, as a run of its own', async () => {
  const {site, place, report} = await appliedRun();
  const undone = await undo(site, place);
  expect([undone.exitCode, proxies(site)]).toEqual([0, [a, a]]);
  expect(site.calls.writes.slice(2).map(write => write.split('/')[1])).toEqual(serverNames.toReversed());
  const [first, second] = place.runs().runs;
  expect(first?.changes.map(({undoneBy}) => undoneBy)).toEqual([undone.run, undone.run]);
  expect(second?.start).toMatchObject({operation: 'undo', undoes: report.run});
  expect(place.runs().brokenAt).toBeNull();
});

test('without a run undo takes the newest that is not undone, and an undo is itself a run', async () => {
  const {site, place} = await appliedRun();
  await undo(site, place);
  await undo(site, place);
  expect(proxies(site)).toEqual([b, b]);
});

test('a named run that is already undone has nothing left to undo', async () => {
  const {site, place, report} = await appliedRun();
  await undo(site, place);
  expect(await lookAt(site, place, {run: report.run})).toMatchObject({kind: 'nothing'});
});

test('A6 a record that someone changed since is refused, exit 5, with both values; --overwrite goes on', async () => {
  const {site, place} = await appliedRun();
  site.stored.set('PS1/cm02.contoso.com', siteSystem('cm02.contoso.com', 'proxy-x.contoso.com'));
  const refused = await lookAt(site, place);
  expect(refused).toMatchObject({
    kind: 'refused',
    exitCode: 5,
    differences: [{server: 'cm02.contoso.com', expected: {serverName: b}, found: {serverName: 'proxy-x.contoso.com'}}],
  });
  expect(refused.kind === 'refused' && refused.why).toMatch(/expected on, proxy-b.*found on, proxy-x/);
  expect(site.calls.writes).toHaveLength(2);
  expect((await undo(site, place, {overwrite: true})).exitCode).toBe(0);
  expect(proxies(site)).toEqual([a, a]);
});

test('A6 a record that changes between the look and the write is refused by the run: exit 5', async () => {
  const {site, place} = await appliedRun();
  const planned = await lookAt(site, place);
  if (planned.kind !== 'undo') throw new Error('not planned');
  site.stored.set('PS1/cm01.contoso.com', siteSystem('cm01.contoso.com', 'proxy-x.contoso.com'));
  const report = await runPlan({
    ...place.environment(site),
    plan: planned.plan,
    operation: 'undo',
    undoes: planned.undoes,
  });
  expect([report.exitCode, site.calls.writes.length]).toEqual([5, 2]);
  expect(report.text).toContain('--overwrite');
});

test('A6 turning off is undone to the whole record', async () => {
  const system = siteSystem('cm01.contoso.com', a, {proxy: proxy('cm01.contoso.com', a, 3128, 'CONTOSO\\svc')});
  const [site, place] = [createFakeSite([system]), createRunPlace()];
  await runPlan({
    ...place.environment(site),
    plan: planOf(site.hierarchy(), [proxyChange(system, null)]),
    operation: 'apply',
  });
  expect(site.stored.get('PS1/cm01.contoso.com')?.proxy?.enabled).toBe(false);
  await undo(site, place);
  expect(site.stored.get('PS1/cm01.contoso.com')?.proxy).toEqual(system.proxy);
});

test('A6 what stood behind a disabled proxy and cannot be written back is named before', async () => {
  const stored = {...proxy('cm01.contoso.com', 'old.contoso.com', 3128, 'CONTOSO\\old'), enabled: false};
  const system = siteSystem('cm01.contoso.com', null, {proxy: stored});
  const [site, place] = [createFakeSite([system]), createRunPlace()];
  await runPlan({
    ...place.environment(site),
    plan: planOf(site.hierarchy(), [proxyChange(system, b)]),
    operation: 'apply',
  });
  const planned = await lookAt(site, place);
  expect(JSON.stringify(planned.kind === 'undo' && planned.cannotRestore)).toContain('old.contoso.com');
  await undo(site, place);
  expect(site.stored.get('PS1/cm01.contoso.com')?.proxy?.enabled).toBe(false);
});

test('only servers that were written are undone, and the undo file names only them', async () => {
  const [site, place] = [createFakeSite(serverNames.map(name => siteSystem(name))), createRunPlace()];
  site.onWrite = (write, _, apply) => {
    if (write === 2) return {kind: 'refused', why: 'no'};
    apply();
    return {kind: 'accepted'};
  };
  await runPlan({...place.environment(site), plan: planFor(site, b), operation: 'apply'});
  const planned = await lookAt(site, place);
  expect(planned.kind === 'undo' && planned.plan.changes.map(({server}) => server)).toEqual(['cm01.contoso.com']);
  expect(
    place
      .undoFiles()
      .map(file => readFileSync(file, 'utf8'))
      .join(),
  ).not.toContain('cm02');
  await undo(site, place);
  expect(proxies(site)).toEqual([a, a]);
});

test('accounts that the run created stay, and are named', async () => {
  const system = siteSystem('cm01.contoso.com');
  const [site, place] = [createFakeSite([system]), createRunPlace()];
  const plan = planOf(site.hierarchy(), [accountChange('cm01.contoso.com', 'CONTOSO\\svc'), proxyChange(system, b)]);
  await runPlan({...place.environment(site, {passwordFor: () => 'secret-1'}), plan, operation: 'apply'});
  expect(await lookAt(site, place)).toMatchObject({
    kind: 'undo',
    accountsLeft: [{siteCode: 'PS1', userName: 'CONTOSO\\svc'}],
  });
  await undo(site, place);
  expect(site.accounts.size).toBe(1);
});

test('undo by file works without the journal', async () => {
  const {site, place, report} = await appliedRun();
  const elsewhere = createRunPlace();
  const file = join(elsewhere.folder, 'carried.yaml');
  writeFileSync(file, readFileSync(report.undoFile ?? '', 'utf8'));
  expect((await undo(site, elsewhere, {undoFile: file})).exitCode).toBe(0);
  expect(proxies(site)).toEqual([a, a]);
  expect(await lookAt(site, place, {undoFile: file})).toMatchObject({kind: 'nothing'});
});

test('undo by file marks the run in a journal that has it', async () => {
  const {site, place, report} = await appliedRun();
  await undo(site, place, {undoFile: report.undoFile ?? ''});
  expect(history({journalFolder: place.journalFolder, connection: 'fake', hierarchyId: fakeIdentity})).toMatchObject({
    runs: [{run: report.run, undoneBy: expect.any(String) as unknown}, {undoes: report.run}],
  });
});

test('an undo file of another hierarchy is refused, exit 1', async () => {
  const {site, place, report} = await appliedRun();
  const file = join(place.folder, 'other.yaml');
  writeFileSync(file, readFileSync(report.undoFile ?? '', 'utf8').replace(fakeIdentity, 'live:CAS/cm00'));
  expect(await lookAt(site, place, {undoFile: file})).toMatchObject({
    kind: 'refused',
    exitCode: 1,
    why: expect.stringContaining('live:CAS/cm00') as unknown,
  });
});

test('an undo file whose expect is not what is there is refused, exit 5', async () => {
  const {site, place, report} = await appliedRun();
  site.stored.set('PS1/cm01.contoso.com', siteSystem('cm01.contoso.com', 'proxy-x.contoso.com'));
  expect(await lookAt(site, place, {undoFile: report.undoFile ?? ''})).toMatchObject({kind: 'refused', exitCode: 5});
});

test('A7 a server that cannot be read is not undone blindly: exit 3', async () => {
  const {site, place} = await appliedRun();
  site.stored.delete('PS1/cm02.contoso.com');
  expect(await lookAt(site, place)).toMatchObject({kind: 'refused', exitCode: 3});
});

test('a broken chain blocks undo of the runs after it only, and names the undo file', async () => {
  const {site, place, report} = await appliedRun();
  const next = await runPlan({
    ...place.environment(site),
    plan: planFor(site, 'proxy-c.contoso.com'),
    operation: 'apply',
  });
  const file = journalPath(place.journalFolder, 'fake', fakeIdentity);
  const lines = readFileSync(file, 'utf8').split('\n');
  writeFileSync(
    file,
    lines
      .map(line =>
        line.includes(next.run) && line.includes('"planned"') ? line.replace('proxy-c', 'proxy-evil') : line,
      )
      .join('\n'),
  );
  const blocked = await lookAt(site, place);
  expect(blocked).toMatchObject({
    kind: 'refused',
    exitCode: 1,
    todo: expect.stringContaining(next.undoFile ?? '?') as unknown,
  });
  await undo(site, place, {undoFile: next.undoFile ?? ''});
  expect(await lookAt(site, place, {run: report.run})).toMatchObject({kind: 'undo'});
});

test('a plan that touches the service connection point names the site code to type', async () => {
  const role = {
    name: 'SMS Dmp Connector',
    known: true,
    connectedCache: false,
    pullDistributionPoint: false,
    offline: false,
  };
  const [site, place] = [createFakeSite([siteSystem('cm01.contoso.com', a, {roles: [role]})]), createRunPlace()];
  await runPlan({...place.environment(site), plan: planFor(site, b), operation: 'apply'});
  expect(await lookAt(site, place)).toMatchObject({kind: 'undo', plan: {confirm: 'PS1'}});
});

test('nothing to undo, and a run that is not there', async () => {
  const {site, place} = await appliedRun();
  expect(await lookAt(site, createRunPlace())).toMatchObject({kind: 'nothing'});
  expect(await lookAt(site, place, {run: '20200101T000000Z-000000'})).toMatchObject({kind: 'refused', exitCode: 64});
});

test('history tells each run, and one run field by field', async () => {
  const {site, place, report} = await appliedRun();
  const undone = await undo(site, place);
  const where = {journalFolder: place.journalFolder, connection: 'fake', hierarchyId: fakeIdentity};
  expect(history(where)).toMatchObject({
    runs: [
      {
        run: report.run,
        result: 'done',
        undoneBy: undone.run,
        ticket: 'CHG1',
        who: 'CONTOSO\\admin',
        servers: [{server: 'cm01.contoso.com'}, {server: 'cm02.contoso.com'}],
        resumable: false,
      },
      {run: undone.run, result: 'done', undoes: report.run, operation: 'undo', undoneBy: null},
    ],
  });
  expect(history(where, new Date(Date.now() + 1000))).toMatchObject({runs: []});
  expect(historyOfRun(where, report.run)).toMatchObject({
    fields: [
      {server: 'cm01.contoso.com', field: 'proxy.serverName', before: a, after: b, state: 'applied'},
      {server: 'cm02.contoso.com'},
    ],
  });
});
