import {expect, test} from 'vitest';
import {runPlan} from '../../src/apply/run-plan.ts';
import {siteSystem} from './fake-site.ts';
import {createRunPlace, planFor} from './run-place.ts';
import {siteOf, results} from './run-site.ts';

const hour = 3_600_000;

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
