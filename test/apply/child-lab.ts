// A process of its own that applies a saved plan to the embedded lab, or resumes the newest unfinished run there. Prints events, ends with the exit code.
import {readFileSync} from 'node:fs';
import {findResumable, resumeRun} from '../../src/apply/resume.ts';
import type {RunEnvironment} from '../../src/apply/run-input.ts';
import {lockPathFor} from '../../src/apply/run-lock.ts';
import {runPlan} from '../../src/apply/run-plan.ts';
import {createStopControl, stopOnSignals} from '../../src/apply/stop.ts';
import type {Plan} from '../../src/plan/plan.ts';
import {openLab} from '../../src/sites/lab/lab.ts';

const [folder = '', what = 'resume', timeoutMs = '5000'] = process.argv.slice(2);
const clock = (): Date => new Date();
const plan = JSON.parse(readFileSync(`${folder}/plan.json`, 'utf8')) as Plan;
const {hierarchyId} = plan;
const stop = createStopControl();
stopOnSignals(stop);
const environment: RunEnvironment = {
  site: openLab({file: `${folder}/lab.json`, clock}),
  journalFolder: `${folder}/journal`,
  lockPath: lockPathFor(`${folder}/locks`, hierarchyId),
  clock,
  who: 'CONTOSO\\child',
  host: 'CHILD01',
  toolVersion: '0.0.0-test',
  emit: event => process.stdout.write(`${JSON.stringify(event)}\n`),
  stop,
  timeoutMs: Number(timeoutMs),
  passwordFor: () => 'S1-canary-p4ssword',
};

if (what === 'apply') process.exit((await runPlan({...environment, plan, operation: 'apply'})).exitCode);
const found = findResumable({journalFolder: environment.journalFolder, connection: environment.site.name, hierarchyId});
if (found.kind !== 'run') throw new Error(JSON.stringify(found));
process.exit((await resumeRun({...environment, run: found.run})).exitCode);
