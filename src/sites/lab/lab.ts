// The embedded lab as a site: a practice hierarchy in one file, changed by the same calls as a real one and with its traps.
import {parseHierarchy} from '../../model/parse-hierarchy.ts';
import {ShapeError} from '../../model/shape.ts';
import {sameAccountName} from '../../model/validate-proxy.ts';
import type {Capabilities, ReadOutcome, SiteConnection, SiteSystemOutcome} from '../site.ts';
import {hasFault, hasFaultEverywhere} from './faults.ts';
import type {LabPlace} from './change-lab.ts';
import type {Lab} from './lab-document.ts';
import {brokenLab, labLoader} from './load-lab.ts';
import {accountsOf, findInLab, withUnreadable} from './look-up.ts';
import {withDueChanges} from './pending.ts';
import type {LabRefusal} from './lab-result.ts';

export interface LabOptions {
  /** The lab's one file, made by the first write; null: there is no place for one, and the lab is read-only. */
  readonly file: string | null;
  readonly clock: () => Date;
  /** How `slow` waits; milliseconds. */
  readonly pause?: (ms: number) => Promise<void>;
}

const slowMs = 1500;
const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** Opens the lab. Nothing is read or made before the first call. */
export function openLab({file, clock, pause = sleep}: LabOptions): SiteConnection {
  const place = {file, clock, load: labLoader(file)};
  return {
    name: 'lab',
    origin: 'lab',
    provider: 'lab',
    capabilities: () => capabilities(file),
    read: async () => {
      const now = labNow(place);
      if (now.kind === 'refused') return failed(now);
      if (now.lab.state.faults.some(fault => fault.kind === 'slow')) await pause(slowMs);
      return readAll(now.lab, now.now);
    },
    readSiteSystem: async (siteCode, server) => {
      const now = labNow(place);
      if (now.kind === 'refused') return {kind: 'failed', why: now.why};
      const {faults} = now.lab.state;
      if (hasFault(faults, 'slow', siteCode, server)) await pause(slowMs);
      if (!hasFault(faults, 'changed-meanwhile', siteCode, server)) return readOne(now.lab, siteCode, server);
      const {changeMeanwhile} = await import('./lab-writes.ts');
      return changeMeanwhile(place, siteCode, server);
    },
    write: async (request, {timeoutMs}) => {
      const {writeToLab} = await import('./lab-writes.ts');
      return writeToLab({...place, pause}, request, timeoutMs);
    },
    createAccount: async (account, {timeoutMs}) => {
      const {createLabAccount} = await import('./lab-writes.ts');
      return createLabAccount({...place, pause}, account, timeoutMs);
    },
    accountExists: async (siteCode, userName) => {
      const now = labNow(place);
      if (now.kind === 'refused' || hasFaultEverywhere(now.lab.state.faults, 'read-denied')) return null;
      return accountsOf(now.lab.document, siteCode)?.some(name => sameAccountName(name, userName)) ?? null;
    },
    close: async () => undefined,
  };
}

function capabilities(file: string | null): Capabilities {
  return file === null
    ? {mayWrite: false, why: "there is no place to keep the lab's file; set CMPROXY_HOME to a folder"}
    : {mayWrite: true, why: null};
}

type Now = {readonly kind: 'now'; readonly lab: Lab; readonly now: Date} | LabRefusal;

function labNow({file, clock, load}: LabPlace): Now {
  const loaded = load();
  if (loaded.kind === 'refused') return loaded;
  const now = clock();
  try {
    return {kind: 'now', lab: withDueChanges(loaded.lab, now), now};
  } catch (error) {
    if (error instanceof ShapeError)
      return brokenLab(`${file ?? 'the embedded hierarchy'}: ${error.path}: ${error.why}`);
    throw error;
  }
}

function failed({what, why, todo}: LabRefusal): ReadOutcome {
  return {kind: 'failed', what, why, todo};
}

function readAll(lab: Lab, readAt: Date): ReadOutcome {
  const parsed = parseHierarchy(withUnreadable(lab));
  if (parsed.kind === 'refused') return failed(brokenLab(`${parsed.path}: ${parsed.why}`));
  const {hierarchy} = parsed;
  return {kind: 'read', reading: {hierarchy, readAt: readAt.toISOString(), readAs: hierarchy.readAs}};
}

function readOne(lab: Lab, siteCode: string, server: string): SiteSystemOutcome {
  return findInLab(withUnreadable(lab), siteCode, server);
}
