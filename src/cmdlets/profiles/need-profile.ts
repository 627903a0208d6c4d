// A profile by its name, or a refusal with the nearest one.
import {closest} from '../../model/closest-name.ts';
import {exitCodes} from '../../model/exit-codes.ts';
import {findProfile, type Profile, type Profiles} from '../../settings/profiles/profile.ts';
import {readProfiles} from '../../settings/profiles/read-profiles.ts';
import type {Context} from '../context.ts';
import type {Opened} from '../opened.ts';
import {refuse} from '../refuse.ts';

/** All of them; where there is no place for files there are none. */
export function loadProfiles(context: Context): Opened<Profiles> {
  if (context.paths.kind === 'nowhere') return {kind: 'open', value: []};
  const read = readProfiles(context.paths.paths.profilesFile);
  return read.kind === 'profiles' ? {kind: 'open', value: read.profiles} : refuse(context, exitCodes.failed, read);
}

export function needProfile(context: Context, name: string): Opened<Profile> {
  const profiles = loadProfiles(context);
  if (profiles.kind === 'refused') return profiles;
  const found = findProfile(profiles.value, name);
  if (found !== undefined) return {kind: 'open', value: found};
  const names = profiles.value.map(profile => profile.name);
  const guess = closest(name, names);
  return refuse(context, exitCodes.usage, {
    what: `There is no profile "${name}"`,
    why: names.length === 0 ? 'none is saved' : `the saved ones are ${names.slice(0, 20).join(', ')}`,
    todo: guess === null ? 'Save one: cmproxy profile save NAME --set KEY=VALUE' : `Did you mean ${guess}?`,
  });
}
