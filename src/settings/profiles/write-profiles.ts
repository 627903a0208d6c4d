// Saves the profiles through conf, under a lock, so that two processes that change different ones lose nothing.
import {existsSync, mkdirSync, readFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {withFileLock} from '../../files/with-file-lock.ts';
import {writeFileAtomically} from '../../files/write-file-atomically.ts';
import {keepWithConf} from '../keep-with-conf.ts';
import type {Profiles} from './profile.ts';
import {profileDocument} from './profile-document.ts';
import {mostBytes, readProfiles, type ProfilesOutcome} from './read-profiles.ts';

/**
 * Reads, changes and saves as one step; the same list writes nothing. A file that is broken or newer is left as it is and reported; one of an older
 * version is copied beside before it is written in this one's shape. Mode 0600, folder 0700.
 */
export async function changeProfiles(file: string, change: (profiles: Profiles) => Profiles): Promise<ProfilesOutcome> {
  mkdirSync(dirname(file), {recursive: true, mode: 0o700});
  return withFileLock(file, () => {
    const before = readProfiles(file);
    if (before.kind === 'refused') return before;
    const profiles = change(before.profiles);
    if (profiles === before.profiles) return before;
    const document = profileDocument(profiles);
    const tooLarge = whyTooLarge(document);
    if (tooLarge !== null) return tooLarge;
    if (before.migratedFrom !== null) backUp(file, before.migratedFrom);
    keepWithConf(file, document);
    return {kind: 'profiles', profiles, migratedFrom: null};
  });
}

/** More than is read would be lost to every later command. conf writes with tabs. */
function whyTooLarge(document: object): ProfilesOutcome | null {
  const size = Buffer.byteLength(JSON.stringify(document, null, '\t'));
  if (size <= mostBytes) return null;
  return {
    kind: 'refused',
    what: 'The profiles were not saved',
    why: `they would have ${size} bytes, and at most ${mostBytes} are read`,
    todo: 'Shorten descriptions, or remove profiles.',
  };
}

function backUp(file: string, version: string): void {
  const first = `${file}.${version.replace('@', '-')}.bak`;
  let backup = first;
  for (let number = 2; existsSync(backup); number++) backup = `${first}.${number}`;
  writeFileAtomically(backup, readFileSync(file));
}
