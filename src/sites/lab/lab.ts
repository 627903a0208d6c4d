// The embedded lab as a site: a practice hierarchy in one file, changed by the same calls as a real one and with its traps.
import type {Capabilities, ReadOutcome, SiteConnection} from '../site.ts';
import {momentNow, type Moment} from '../../model/moment.ts';
import {findSystem, hasAccount} from '../look-up.ts';
import {hasFault} from './faults.ts';
import type {LabRefusal} from './lab-result.ts';
import {labLoader} from './load-lab.ts';
import {seeLab, type SeenLab} from './see-lab.ts';

export interface LabOptions {
  /** The lab's one file, made by the first write; null: there is no place for one, and the lab is read-only. */
  readonly file: string | null;
  /** The system's, where none is given. */
  readonly clock?: () => Moment;
  /** How `slow` waits; milliseconds. */
  readonly pause?: (ms: number) => Promise<void>;
}

const slowMs = 1500;
const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** Opens the lab. Nothing is read or made before the first call. */
export function openLab({file, clock = momentNow, pause = sleep}: LabOptions): SiteConnection {
  const place = {file, clock, pause, load: labLoader(file)};
  return {
    name: 'lab',
    origin: 'lab',
    provider: 'lab',
    capabilities: () => capabilities(file),
    read: async () => {
      const seen = seeLab(place.load, clock);
      if (seen.kind === 'refused') return failed(seen);
      if (seen.lab.state.faults.some(fault => fault.kind === 'slow')) await pause(slowMs);
      return reading(seen);
    },
    readSiteSystem: async (siteCode, server) => {
      const seen = seeLab(place.load, clock);
      if (seen.kind === 'refused') return {kind: 'failed', why: seen.why};
      const {faults} = seen.lab.state;
      if (hasFault(faults, 'slow', siteCode, server)) await pause(slowMs);
      if (!hasFault(faults, 'changed-meanwhile', siteCode, server)) return findSystem(seen.hierarchy, siteCode, server);
      const {changeMeanwhile} = await import('./lab-writes.ts');
      return changeMeanwhile(place, siteCode, server);
    },
    write: async (request, {timeoutMs}) => {
      const {writeToLab} = await import('./lab-writes.ts');
      return writeToLab(place, request, timeoutMs);
    },
    createAccount: async (account, {timeoutMs}) => {
      const {createLabAccount} = await import('./lab-writes.ts');
      return createLabAccount(place, account, timeoutMs);
    },
    setAccountPassword: async (account, {timeoutMs}) => {
      const {setLabPassword} = await import('./lab-writes.ts');
      return setLabPassword(place, account, timeoutMs);
    },
    removeAccount: async (account, {timeoutMs}) => {
      const {removeLabAccount} = await import('./lab-writes.ts');
      return removeLabAccount(place, account, timeoutMs);
    },
    accountExists: async (siteCode, userName) => {
      const seen = seeLab(place.load, clock);
      return seen.kind === 'refused' ? null : hasAccount(seen.hierarchy, siteCode, userName);
    },
    close: async () => undefined,
  };
}

function capabilities(file: string | null): Capabilities {
  return file === null
    ? {mayWrite: false, why: "there is no place to keep the lab's file; set CMPROXY_HOME to a folder"}
    : {mayWrite: true, why: null};
}

function failed({what, why, todo}: LabRefusal): ReadOutcome {
  return {kind: 'failed', what, why, todo};
}

function reading({hierarchy, at}: SeenLab): ReadOutcome {
  return {kind: 'read', reading: {hierarchy, readAt: at.toISOString(), readAs: hierarchy.readAs}};
}
