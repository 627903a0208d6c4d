import {expect, test} from 'vitest';
import {runPlan} from '../../src/apply/run-plan.ts';
import {parseSerial, type SerialStep} from '../../src/apply/serial.ts';
import {siteSystem} from './fake-site.ts';
import {createRunPlace, planFor, planOf, proxyChange} from './run-place.ts';
import {siteOf, results, failAfterFirst} from './run-site.ts';

const steps = (text: string): readonly SerialStep[] => {
  const parsed = parseSerial(text);
  if (parsed.kind === 'refused') throw new Error(parsed.why);
  return parsed.steps;
};

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
