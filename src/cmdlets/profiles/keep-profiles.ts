// Changes the kept profiles, or says why that could not be done.
import {FileProblem} from '../../files/file-problem.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import type {Profiles} from '../../settings/profiles/profile.ts';
import type {Context} from '../context.ts';
import {needPaths} from '../open-site.ts';
import {refused} from '../refuse.ts';

export async function keepProfiles(context: Context, change: (profiles: Profiles) => Profiles): Promise<ExitCode> {
  const paths = needPaths(context);
  if (paths.kind === 'refused') return paths.exitCode;
  if (context.readOnly)
    return refused(context, exitCodes.failed, {
      what: 'Nothing was saved',
      why: '--read-only was given',
      todo: 'Leave it out.',
    });
  const {changeProfiles} = await import('../../settings/profiles/write-profiles.ts');
  try {
    const outcome = await changeProfiles(paths.value.profilesFile, change);
    return outcome.kind === 'profiles' ? exitCodes.done : refused(context, exitCodes.failed, outcome);
  } catch (error) {
    if (error instanceof FileProblem) return refused(context, exitCodes.failed, error);
    return refused(context, exitCodes.failed, {
      what: 'The profiles were not saved',
      why: error instanceof Error ? error.message : String(error),
      todo: `Check that ${paths.value.profilesFile} can be written, or set CMPROXY_HOME.`,
    });
  }
}
