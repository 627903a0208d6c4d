// The embedded lab in a temporary folder, with plans made by the real planner, and processes of their own that run them.
import {spawn, spawnSync, type ChildProcess} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {DesiredChange} from '../../src/model/desired-change.ts';
import type {Hierarchy, SiteSystem} from '../../src/model/hierarchy.ts';
import {hierarchyIdentity} from '../../src/model/identity.ts';
import {sameServer} from '../../src/model/server-name.ts';
import {makePlan, type PlanInput} from '../../src/plan/make-plan.ts';
import type {Plan} from '../../src/plan/plan.ts';
import {openLab} from '../../src/sites/lab/lab.ts';
import type {SiteConnection} from '../../src/sites/site.ts';
import {createRunPlace, type RunPlace} from './run-place.ts';

export const labIdentity = 'lab:CAS/cm00.contoso.com';

export interface LabPlace extends RunPlace {
  readonly file: string;
  readonly site: SiteConnection;
  readonly read: () => Promise<Hierarchy>;
  readonly system: (name: string) => Promise<SiteSystem>;
  readonly plan: (names: readonly string[], desired: DesiredChange, more?: Partial<PlanInput>) => Promise<Plan>;
  /** How often the lab was asked to write, by record. */
  readonly calls: () => Readonly<Record<string, number>>;
  /** Runs to its end; `fault` is a kill point. */
  readonly runChild: (
    what: 'apply' | 'resume',
    plan: Plan,
    fault?: string,
  ) => {readonly status: number | null; readonly signal: string | null; readonly stdout: string};
  readonly startChild: (what: 'apply' | 'resume', plan: Plan) => ChildProcess;
}

export async function createLabPlace(): Promise<LabPlace> {
  const place = createRunPlace('lab', labIdentity);
  const file = join(place.folder, 'lab.json');
  const clock = (): Date => new Date();
  const site = openLab({file, clock});
  const read = async (): Promise<Hierarchy> => {
    const outcome = await site.read();
    if (outcome.kind === 'failed') throw new Error(`${outcome.what}: ${outcome.why}`);
    return outcome.reading.hierarchy;
  };
  const childArguments = (what: string, plan: Plan): string[] => {
    writeFileSync(join(place.folder, 'plan.json'), JSON.stringify(plan));
    return [join(import.meta.dirname, 'child-lab.ts'), place.folder, what, '1500'];
  };
  return {
    ...place,
    file,
    site,
    read,
    async system(name) {
      const found = (await read()).siteSystems.find(({siteCode, server}) => sameServer(`${siteCode}/${server}`, name));
      if (found === undefined) throw new Error(`the lab has no ${name}`);
      return found;
    },
    async plan(names, desired, more = {}) {
      const hierarchy = await read();
      const at = clock().toISOString();
      const made = makePlan({
        hierarchy,
        hierarchyId: hierarchyIdentity(hierarchy, site.origin),
        connection: site.name,
        readAt: at,
        createdAt: at,
        toolVersion: '0.0.0-test',
        names,
        conditions: [],
        desired,
        createAccounts: false,
        ticket: null,
        note: null,
        withScripts: false,
        ...more,
      });
      if (made.kind === 'refused') throw new Error(`${made.what}: ${made.why}`);
      return made.plan;
    },
    calls: () => (labOf(file)['calls'] as {records: Record<string, number>} | undefined)?.records ?? {},
    runChild(what, plan, fault = '') {
      const env = {...process.env, CMPROXY_TEST_FAULT: fault};
      const {status, signal, stdout} = spawnSync(process.execPath, childArguments(what, plan), {
        encoding: 'utf8',
        env,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      return {status, signal, stdout};
    },
    startChild: (what, plan) =>
      spawn(process.execPath, childArguments(what, plan), {stdio: ['ignore', 'pipe', 'inherit']}),
  };
}

function labOf(file: string): Record<string, unknown> {
  const {lab = {}} = JSON.parse(readFileSync(file, 'utf8')) as {lab?: Record<string, unknown>};
  return lab;
}
