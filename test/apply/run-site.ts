// A site in memory with servers by number, and short words for what became of a run on it.
import {findResumable, resumeRun} from '../../src/apply/resume.ts';
import type {RunReport} from '../../src/apply/run-input.ts';
import type {WriteOutcome} from '../../src/sites/site.ts';
import {createFakeSite, siteSystem, type FakeSite} from './fake-site.ts';
import {fakeIdentity, type RunPlace} from './run-place.ts';

export const serverNames = (count: number): string[] =>
  Array.from({length: count}, (_, index) => `cm0${index + 1}.contoso.com`);

export const siteOf = (count: number): FakeSite => createFakeSite(serverNames(count).map(name => siteSystem(name)));

export const proxyOf = (site: FakeSite, server: string): string | null | undefined =>
  site.stored.get(`PS1/${server}`)?.proxy?.serverName;

export const results = ({servers}: RunReport): string[] => servers.map(({result}) => result);

export const states = (place: RunPlace): string[] => place.onlyRun().changes.map(({state}) => state);

export function resume(
  site: FakeSite,
  place: RunPlace,
  more: Parameters<RunPlace['environment']>[1] = {},
): Promise<RunReport> {
  const found = findResumable({journalFolder: place.journalFolder, connection: 'fake', hierarchyId: fakeIdentity});
  if (found.kind !== 'run') throw new Error(JSON.stringify(found));
  return resumeRun({...place.environment(site, more), run: found.run});
}

export const failAfterFirst = (write: number, _: unknown, apply: () => void): WriteOutcome => {
  if (write > 1) return {kind: 'refused', why: 'access denied'};
  apply();
  return {kind: 'accepted'};
};
