// A process of its own that applies a plan to a site in memory, so that limits of the process and signals are real. Prints events, ends with the exit code.
import type {RunEvent} from '../../src/apply/events.ts';
import {lockPathFor} from '../../src/apply/run-lock.ts';
import {runPlan} from '../../src/apply/run-plan.ts';
import {createStopControl, stopOnSignals} from '../../src/apply/stop.ts';
import {createFakeSite, siteSystem} from './fake-site.ts';
import {fakeIdentity, planFor} from './run-place.ts';

const [folder = '', servers = '1', how = ''] = process.argv.slice(2);
const forever = (): Promise<never> => new Promise(() => setInterval(() => undefined, 1000));
const site = createFakeSite(
  Array.from({length: Number(servers)}, (_, index) => siteSystem(`cm0${index + 1}.contoso.com`)),
);
if (how === 'hanging-write') site.onWrite = forever;
if (how === 'hanging-read') {
  site.read = () => {
    process.stdout.write('{"event":"reading"}\n');
    return forever();
  };
}
if (how === 'slow-write')
  site.onWrite = (_, __, apply) => {
    setTimeout(apply, 300);
    return {kind: 'accepted'};
  };
const stop = createStopControl();
const unlisten = stopOnSignals(stop);
const report = await runPlan({
  site,
  plan: planFor(site),
  operation: 'apply',
  journalFolder: `${folder}/journal`,
  lockPath: lockPathFor(`${folder}/locks`, fakeIdentity),
  clock: () => new Date(),
  who: 'CONTOSO\\child',
  host: 'CHILD01',
  toolVersion: '0.0.0-test',
  emit: (event: RunEvent) => process.stdout.write(`${JSON.stringify(event)}\n`),
  stop,
});
unlisten();
process.stdout.write(`${JSON.stringify({event: 'counted', writes: site.calls.writes})}\n`);
process.exit(report.exitCode);
