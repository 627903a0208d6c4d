// What a replay was told beside its file: by --set, by a profile, and at its questions. Defaults are not among it: they are never saved quietly.
import {isFieldKey, type DesiredChange} from '../../model/desired-change.ts';
import type {Hierarchy} from '../../model/hierarchy.ts';
import {siteSystemFinder} from '../../model/select-servers.ts';
import {siteSystemKey} from '../../model/server-name.ts';
import type {ReadAnswerFile} from './answers-as-read.ts';
import type {Proposed} from '../change/proposed.ts';
import type {NewAnswers} from './save-answers.ts';

export function answeredNow(file: ReadAnswerFile, settled: Proposed, hierarchy: Hierarchy): NewAnswers {
  let said: DesiredChange = file.said;
  const own = new Map<string, DesiredChange>();
  const names = file.select === undefined ? namesByKey(file, hierarchy) : new Map<string, string>();
  for (const [place, origin] of settled.filled ?? []) {
    if (origin !== 'asked') continue;
    const blank = place.lastIndexOf(' ');
    const key = place.slice(blank + 1);
    if (!isFieldKey(key)) continue;
    if (blank < 0) {
      said = {...said, [key]: settled.desired[key]};
      continue;
    }
    // Servers that are selected may be others next time: their answers are not kept as exceptions.
    const server = place.slice(0, blank);
    const name = names.get(server);
    if (name !== undefined) own.set(name, {...own.get(name), [key]: settled.overrides.get(server)?.[key]});
  }
  return {said, own};
}

/** The name that an exception has, or else the one in `servers`. */
function namesByKey({servers, overrides}: ReadAnswerFile, hierarchy: Hierarchy): ReadonlyMap<string, string> {
  const find = siteSystemFinder(hierarchy);
  const names = new Map<string, string>();
  for (const name of [...servers, ...overrides.keys()]) {
    const [system, second] = find(name);
    if (system !== undefined && second === undefined) names.set(siteSystemKey(system.siteCode, system.server), name);
  }
  return names;
}
