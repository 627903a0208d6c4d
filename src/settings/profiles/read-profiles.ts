// Reads the profiles without conf: missing is none, broken is said and left as it is.
import {readJsonFile} from '../../files/read-json-file.ts';
import {parseProfiles} from './parse-profiles.ts';
import type {Profiles} from './profile.ts';

export type ProfilesOutcome =
  | {readonly kind: 'profiles'; readonly profiles: Profiles; readonly migratedFrom: string | null}
  | {readonly kind: 'refused'; readonly what: string; readonly why: string; readonly todo: string};

/** Of the file. */
export const mostBytes = 1_000_000;

/** At most 1 MB. */
export function readProfiles(file: string): ProfilesOutcome {
  const what = 'The profiles could not be read';
  const read = readJsonFile(file, {maxBytes: mostBytes, what: 'The profiles'});
  if (read.kind === 'missing') return {kind: 'profiles', profiles: [], migratedFrom: null};
  if (read.kind === 'refused')
    return {kind: 'refused', what: read.problem.what, why: read.problem.why, todo: read.problem.todo};
  const parsed = parseProfiles(read.value);
  if (parsed.kind === 'profiles') return parsed;
  return {
    kind: 'refused',
    what,
    why: `${file}: ${parsed.why}`,
    todo: `${parsed.todo} Or move the file away to begin with none.`,
  };
}
