// What holds where a parameter was not written: the environment, then the project's file, then the user's settings. A flag goes before all.
import {findProjectFile, readProject, systemFile, type ProjectOutcome} from '../../settings/project-file.ts';
import {parsePreference, preferences, type Preference, type PreferenceValue} from '../../settings/preferences.ts';
import {readSettings, type SettingsOutcome} from '../../settings/read-settings.ts';
import type {FoundPaths} from '../../settings/paths.ts';
import type {Value, Values} from '../cmdlet.ts';
import type {Problem} from '../refuse.ts';

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder of the process; null where there is none any more. */
  readonly folder: string | null;
  readonly paths: FoundPaths;
  /** undefined where the system knows none. */
  readonly uid: number | undefined;
}

export type Origin = 'environment' | 'project' | 'user' | 'system' | 'default';

export interface Preferred {
  readonly preference: Preference;
  /** null: nothing is preferred; the default holds. */
  readonly value: PreferenceValue | null;
  readonly origin: Origin;
  /** The variable or the file. */
  readonly place: string;
}

export type PreferredOutcome =
  | {
      readonly kind: 'preferred';
      readonly all: readonly Preferred[];
      /** Why the user's settings could not be read, or null: a safety that stands there is not known. */
      readonly unread: Problem | null;
    }
  | ({readonly kind: 'refused'} & Problem);

/** Every preference with where it comes from. A safety that any of them turns on is on. */
export function findPreferred(surroundings: Surroundings): PreferredOutcome {
  const {env, folder, paths, uid} = surroundings;
  const project = readProject(findProjectFile(folder, env['HOME']), uid);
  if (project.kind === 'refused') return {kind: 'refused', what: project.what, why: project.why, todo: project.todo};
  const system = readProject(systemFile(env, process.platform), uid, {trusted: true});
  if (system.kind === 'refused') return {kind: 'refused', what: system.what, why: system.why, todo: system.todo};
  const user: SettingsOutcome | null = paths.kind === 'paths' ? readSettings(paths.paths.settingsFile) : null;
  const all: Preferred[] = [];
  for (const preference of preferences) {
    const one = preferredOf(preference, {env, project, user, system, paths});
    if ('why' in one) return {kind: 'refused', ...one};
    all.push(one);
  }
  const unread = user?.kind === 'refused' ? {what: user.what, why: user.why, todo: user.todo} : null;
  return {kind: 'preferred', all, unread};
}

interface Layers {
  readonly env: Surroundings['env'];
  readonly project: Exclude<ProjectOutcome, {kind: 'refused'}>;
  readonly user: SettingsOutcome | null;
  readonly system: Exclude<ProjectOutcome, {kind: 'refused'}>;
  readonly paths: FoundPaths;
}

function preferredOf(preference: Preference, {env, project, user, system, paths}: Layers): Preferred | Problem {
  const {key, variable} = preference;
  const text = env[variable];
  const found: Preferred[] = [];
  if (text !== undefined && text !== '') {
    const parsed = parsePreference(preference, text);
    if (parsed.kind === 'refused')
      return {
        what: `${variable} cannot be used`,
        why: parsed.why,
        todo: 'Correct it, or take it out of the environment.',
      };
    found.push({preference, value: parsed.value, origin: 'environment', place: variable});
  }
  const inProject = project.kind === 'project' ? project.values.get(key) : undefined;
  if (project.kind === 'project' && inProject !== undefined)
    found.push({preference, value: inProject, origin: 'project', place: project.file});
  // A preference cannot come out of broken settings; `unread` tells of them.
  const own =
    user?.kind === 'settings' && Object.hasOwn(user.settings.preferences, key)
      ? user.settings.preferences[key]
      : undefined;
  if (own !== undefined)
    found.push({preference, value: own, origin: 'user', place: paths.kind === 'paths' ? paths.paths.settingsFile : ''});
  const ofSystem = system.kind === 'project' ? system.values.get(key) : undefined;
  if (system.kind === 'project' && ofSystem !== undefined)
    found.push({preference, value: ofSystem, origin: 'system', place: system.file});
  const safety = preference.inProject === 'onlyTrue' ? found.find(({value}) => value === true) : undefined;
  return safety ?? found[0] ?? {preference, value: null, origin: 'default', place: ''};
}

/** The values with what is preferred for parameters that the command takes and that were not written. */
export function withPreferred(
  values: Values,
  all: readonly Preferred[],
  takes: (parameter: string) => boolean,
): Values {
  const added = all.flatMap(({preference, value}): readonly (readonly [string, Value])[] => {
    const {parameter} = preference;
    if (value === null || value === false || values.has(parameter) || !takes(parameter)) return [];
    if (parameter === 'OutputFormat' && values.get('Json') === true) return [];
    return [[parameter, value]];
  });
  return added.length === 0 ? values : new Map([...values, ...added]);
}
