// What a wizard works on, out of an open site.
import type {Context} from '../../cmdlets/context.ts';
import type {OpenSite} from '../../cmdlets/opened.ts';
import {readProfiles} from '../../settings/profiles/read-profiles.ts';
import {noProfiles, type SavedProfiles, type Subject} from '../../wizard/state.ts';

export function subjectOf(context: Context, open: OpenSite): Subject {
  const {hierarchy, readAt, readAs} = open.reading;
  return {
    hierarchy,
    hierarchyId: open.hierarchyId,
    connection: open.site.name,
    origin: open.site.origin,
    readAt,
    readAs,
    mayWrite: open.mayWrite,
    whyNot: open.whyNot,
    toolVersion: context.version,
    profiles: savedProfiles(context),
  };
}

/** A broken file does not stop the wizard; it is told where a profile is asked for. */
function savedProfiles({paths}: Context): SavedProfiles {
  if (paths.kind === 'nowhere') return noProfiles;
  const read = readProfiles(paths.paths.profilesFile);
  return read.kind === 'profiles'
    ? {all: read.profiles, why: null}
    : {all: [], why: `${read.what}: ${read.why}. ${read.todo}`};
}
