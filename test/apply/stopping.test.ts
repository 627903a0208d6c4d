import {expect, test} from 'vitest';
import {runPlan} from '../../src/apply/run-plan.ts';
import {createStopControl} from '../../src/apply/stop.ts';
import {createRunPlace, planFor, type RunPlace} from './run-place.ts';
import {siteOf, results, states} from './run-site.ts';

const events = (place: RunPlace): string[] => place.events.map(({event}) => event);

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
