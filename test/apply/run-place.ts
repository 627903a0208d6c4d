// A temporary home for runs: folders, a lock, a clock, and what a run told.
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {RunEvent} from '../../src/apply/events.ts';
import {journalPath} from '../../src/apply/journal/journal-path.ts';
import {readRuns, type JournalledRun, type ReadRuns} from '../../src/apply/journal/read-runs.ts';
import type {RunEnvironment, RunnablePlan} from '../../src/apply/run-input.ts';
import {lockPathFor} from '../../src/apply/run-lock.ts';
import {differingFields} from '../../src/apply/record.ts';
import {hierarchyIdentity} from '../../src/model/identity.ts';
import type {Hierarchy, SiteSystem} from '../../src/model/hierarchy.ts';
import type {PlannedChange, PlannedProxy} from '../../src/plan/plan.ts';
import type {SiteConnection} from '../../src/sites/site.ts';
import type {FakeSite} from './fake-site.ts';
import {temporaryFolder} from './temporary-folder.ts';

export interface RunPlace {
  readonly folder: string;
  readonly journalFolder: string;
  readonly events: RunEvent[];
  readonly environment: (site: SiteConnection, more?: Partial<RunEnvironment>) => RunEnvironment;
  readonly runs: () => ReadRuns;
  readonly onlyRun: () => JournalledRun;
  readonly journalFile: string;
  readonly journalText: () => string;
  readonly undoFiles: () => string[];
}

export const fakeIdentity = 'lab:PS1/top.contoso.com';

export function createRunPlace(connection = 'fake', hierarchyId = fakeIdentity): RunPlace {
  const folder = temporaryFolder('apply');
  const journalFolder = join(folder, 'journal');
  const events: RunEvent[] = [];
  const file = journalPath(journalFolder, connection, hierarchyId);
  const runs = (): ReadRuns => {
    const read = readRuns(file);
    if (read.kind === 'refused') throw new Error(`${read.what}: ${read.why}`);
    return read;
  };
  return {
    folder,
    journalFolder,
    events,
    environment: (site, more = {}) => ({
      site,
      journalFolder,
      lockPath: lockPathFor(join(folder, 'locks'), hierarchyId),
      clock: () => new Date(),
      who: 'CONTOSO\\admin',
      host: 'JUMP01',
      toolVersion: '0.0.0-test',
      emit: event => events.push(event),
      timeoutMs: 300,
      ...more,
    }),
    runs,
    onlyRun: () => {
      const [run, another] = runs().runs;
      if (run === undefined || another !== undefined) throw new Error('expected one run in the journal');
      return run;
    },
    journalFile: file,
    journalText: () => readFileSync(file, 'utf8'),
    undoFiles: () =>
      readdirSync(journalFolder)
        .filter(name => name.startsWith('undo-'))
        .map(name => join(journalFolder, name)),
  };
}

/** A plan that gives every server of `site` the proxy `serverName`, in order. */
export function planFor(site: FakeSite, serverName: string | null = 'proxy-b.contoso.com'): RunnablePlan {
  const hierarchy = site.hierarchy();
  return planOf(
    hierarchy,
    hierarchy.siteSystems.map(system => proxyChange(system, serverName)),
  );
}

export function planOf(hierarchy: Hierarchy, changes: readonly PlannedChange[]): RunnablePlan {
  return {
    hash: `sha256:${'0'.repeat(64)}`,
    hierarchyId: hierarchyIdentity(hierarchy, 'lab'),
    ticket: 'CHG1',
    confirm: null,
    changes: changes.map((change, index) => ({...change, order: index + 1})),
  };
}

export function proxyChange(system: SiteSystem, serverName: string | null): PlannedChange {
  if (system.proxy === null) throw new Error(`${system.server} is not readable`);
  const before: PlannedProxy = system.proxy;
  const after =
    serverName === null
      ? {...before, enabled: false}
      : {...before, enabled: true, serverName, port: before.port ?? 8080};
  return {
    order: 1,
    object: 'siteSystem',
    server: system.server,
    siteCode: system.siteCode,
    before,
    after,
    fields: differingFields(before, after),
  };
}

export function switchChange(
  system: SiteSystem,
  useProxy: boolean,
  useProxyForAutoDeploymentRule = false,
): PlannedChange {
  if (system.softwareUpdatePoint === null) throw new Error(`${system.server} has no software update point`);
  const {useProxy: was, useProxyForAutoDeploymentRule: wasForRules} = system.softwareUpdatePoint;
  const before = {useProxy: was, useProxyForAutoDeploymentRule: wasForRules};
  const after = {useProxy, useProxyForAutoDeploymentRule};
  return {
    order: 1,
    object: 'softwareUpdatePoint',
    server: system.server,
    siteCode: system.siteCode,
    before,
    after,
    fields: differingFields(before, after),
  };
}

export function accountChange(server: string, userName: string, siteCode = 'PS1'): PlannedChange {
  return {
    order: 1,
    object: 'account',
    server,
    siteCode,
    userName,
    before: {exists: false},
    after: {exists: true},
    fields: [],
  };
}
