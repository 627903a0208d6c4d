// A profile: proxy settings under a name, to be used on any server. A password is never in it.
import {isDangerousKey} from '../../files/dangerous-keys.ts';
import type {DesiredChange} from '../../model/desired-change.ts';

export const profilesSchema = 'cmproxy/profiles@1';

export interface Profile {
  /** As it was written; found whatever its case. */
  readonly name: string;
  readonly description: string;
  /** ISO 8601 UTC. */
  readonly savedAt: string;
  /** Values as they were typed; what is not said is kept by each server. */
  readonly settings: DesiredChange;
}

export type Profiles = readonly Profile[];

/** Why a text cannot be a profile's name, or null. */
export function whyNoProfileName(name: string): string | null {
  if (name === '' || name.trim() !== name) return 'a name is not empty and has no blanks at its ends';
  if (Array.from(name).length > 64) return 'a name has at most 64 characters';
  if (/[\p{C}\p{Zl}\p{Zp}\p{DI}]/u.test(name)) return 'a name has no control and no invisible characters';
  if (/[*?[\]/\\"'`$;|&<>=,]/.test(name)) return 'a name has none of * ? [ ] / \\ " \' ` $ ; | & < > = ,';
  if (name.startsWith('-') || name.startsWith('.')) return 'a name does not begin with a hyphen or a dot';
  return isDangerousKey(name) ? 'this name is not taken' : null;
}

/** By name, whatever its case. */
export function findProfile(profiles: Profiles, name: string): Profile | undefined {
  const wanted = nameKey(name);
  return profiles.find(profile => nameKey(profile.name) === wanted);
}

export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** With `profile` in the place of the one of its name, sorted by name. */
export function withProfile(profiles: Profiles, profile: Profile): Profiles {
  const key = nameKey(profile.name);
  return [...profiles.filter(({name}) => nameKey(name) !== key), profile].toSorted((a, b) =>
    nameKey(a.name) < nameKey(b.name) ? -1 : 1,
  );
}
