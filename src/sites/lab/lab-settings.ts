// How the lab behaves: its delay and its faults.
import {statSync} from 'node:fs';
import {FileProblem} from '../../files/file-problem.ts';
import type {Hierarchy} from '../../model/hierarchy.ts';
import {findSiteSystem} from '../../model/select-servers.ts';
import {changeLab} from './change-lab.ts';
import {faultKinds, isFaultKind, names, type Fault} from './faults.ts';
import type {LabState} from './lab-document.ts';
import {done, refusal, type LabResult} from './lab-result.ts';
import {labLoader} from './load-lab.ts';
import type {SeenLab} from './see-lab.ts';

const now = (): Date => new Date();

/** How long after its acceptance a change applies, in milliseconds; for changes from now on. */
export async function labDelay(file: string, delayMs: number, clock: () => Date = now): Promise<LabResult> {
  return changeState(file, clock, ({lab}) => ({...lab.state, delayMs}));
}

/** Sets a fault at `server` (`SERVER` or `SITE/SERVER`), or everywhere. */
export async function labFaultAdd(
  file: string,
  kind: string,
  server: string | null,
  clock: () => Date = now,
): Promise<LabResult> {
  if (!isFaultKind(kind))
    return refusal(`There is no fault "${kind}"`, `the known ones are ${faultKinds.join(', ')}`, 'Choose one of them.');
  return changeState(file, clock, ({lab, hierarchy}) => {
    const where = server === null ? {kind: 'found' as const, name: null} : resolve(hierarchy, server);
    if (where.kind !== 'found') return where;
    const others = lab.state.faults.filter(fault => fault.kind !== kind || fault.server !== where.name);
    return {...lab.state, faults: [...others, {kind, server: where.name}]};
  });
}

/** Takes faults back: of one kind or of all, at one server or wherever they are set. */
export async function labFaultClear(
  file: string,
  kind: string | null,
  server: string | null,
  clock: () => Date = now,
): Promise<LabResult> {
  if (statSync(file, {throwIfNoEntry: false}) === undefined) return server === null ? done : notSet(server);
  return changeState(file, clock, ({lab: {state}}) => {
    const faults = state.faults.filter(fault => !isMeant(fault, kind, server));
    return server !== null && faults.length === state.faults.length ? notSet(server) : {...state, faults};
  });
}

/** The faults that are set. Throws `FileProblem` where the lab's file is broken. */
export function labFaults(file: string): readonly Fault[] {
  const loaded = labLoader(file)();
  if (loaded.kind === 'refused') throw new FileProblem(file, loaded);
  return loaded.lab.state.faults;
}

function notSet(server: string): LabResult {
  return refusal('No fault was taken back', `none is set at ${server}`, 'See: cmproxy lab fault list');
}

function isMeant(fault: Fault, kind: string | null, server: string | null): boolean {
  if (kind !== null && fault.kind !== kind) return false;
  if (server === null || fault.server === null) return server === null;
  const slash = fault.server.indexOf('/');
  return names(server, fault.server.slice(0, Math.max(slash, 0)), fault.server.slice(slash + 1));
}

function resolve(
  hierarchy: Hierarchy,
  server: string,
): {readonly kind: 'found'; readonly name: string} | Extract<LabResult, {kind: 'refused'}> {
  const match = findSiteSystem(hierarchy, server);
  if (match.kind === 'notFound')
    return refusal(
      'The fault was not set',
      `the lab has no site system ${server}`,
      'See: cmproxy status --connection lab',
    );
  if (match.kind === 'ambiguous') {
    const all = match.matches.map(system => `${system.siteCode}/${system.server}`);
    return refusal(
      'The fault was not set',
      `${server} can mean ${all.join(' or ')}`,
      'Name the site too: SITE/SERVER.',
    );
  }
  const {siteCode, server: name} = match.siteSystem;
  return {kind: 'found', name: siteCode === '' ? name : `${siteCode}/${name}`};
}

async function changeState(
  file: string,
  clock: () => Date,
  edit: (seen: SeenLab) => LabState | LabResult,
): Promise<LabResult> {
  const changed = await changeLab<LabResult>({file, clock, load: labLoader(file)}, seen => {
    const edited = edit(seen);
    return 'kind' in edited ? {lab: null, result: edited} : {lab: {...seen.lab, state: edited}, result: done};
  });
  return changed.kind === 'refused' ? changed : changed.result;
}
