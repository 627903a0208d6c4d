// The project's file: `.cmproxy.json` in this folder or the nearest one above it, no further than the root of its repository or the home folder.
import {existsSync, statSync} from 'node:fs';
import {dirname, isAbsolute, join, resolve} from 'node:path';
import {closest} from '../model/closest-name.ts';
import {readJsonFile} from '../files/read-json-file.ts';
import {findPreference, parsePreference, preferences, type PreferenceValue} from './preferences.ts';

export const projectFileName = '.cmproxy.json';
export const projectSchema = 'cmproxy/project@1';

export type ProjectOutcome =
  | {readonly kind: 'none'}
  | {readonly kind: 'project'; readonly file: string; readonly values: ReadonlyMap<string, PreferenceValue>}
  | {
      readonly kind: 'refused';
      readonly file: string;
      readonly what: string;
      readonly why: string;
      readonly todo: string;
    };

/** The folder of the process; null where it was removed meanwhile. */
export function workingFolder(): string | null {
  try {
    return process.cwd();
  } catch {
    return null;
  }
}

/** The nearest file, or null. At most 64 folders are looked into. */
export function findProjectFile(folder: string | null, home: string | undefined): string | null {
  if (folder === null) return null;
  const top = home === undefined || !isAbsolute(home) ? null : resolve(home);
  let here = folder;
  for (let depth = 0; depth < 64; depth++) {
    const file = join(here, projectFileName);
    if (existsSync(file)) return file;
    const above = dirname(here);
    if (above === here || here === top || existsSync(join(here, '.git'))) return null;
    here = above;
  }
  return null;
}

/** The system's own file, of the same form: for every user of this computer. XDG_CONFIG_DIRS, /etc/xdg where it is not set, %ProgramData% on Windows. */
export function systemFile(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string | null {
  if (platform === 'win32')
    return env['ProgramData'] === undefined ? null : join(env['ProgramData'], 'cmproxy', 'preferences.json');
  const folders = (env['XDG_CONFIG_DIRS'] || '/etc/xdg').split(':').filter(folder => folder.startsWith('/'));
  return folders.map(folder => join(folder, 'cmproxy', 'preferences.json')).find(file => existsSync(file)) ?? null;
}

const oneMegabyte = 1_000_000;

/**
 * A file that anyone may write, or that belongs to someone else, is refused: whoever made it would decide what is shown here. So is a key that only
 * a person may set, unless the file is the system's.
 */
export function readProject(
  file: string | null,
  uid: number | undefined,
  {trusted = false}: {readonly trusted?: boolean} = {},
): ProjectOutcome {
  if (file === null) return {kind: 'none'};
  const refused = (why: string, todo: string): ProjectOutcome => ({
    kind: 'refused',
    file,
    what: `${trusted ? "The system's" : "The project's"} file ${file} was not used`,
    why,
    todo,
  });
  const stat = statSync(file, {throwIfNoEntry: false});
  if (stat === undefined) return {kind: 'none'};
  if (uid !== undefined && uid !== 0 && stat.uid !== uid && stat.uid !== 0)
    return refused('it belongs to another user', 'Take it over, or work in another folder.');
  if (uid !== undefined && (stat.mode & 0o002) !== 0) return refused('anyone may write it', `Run: chmod o-w ${file}`);
  const read = readJsonFile(file, {maxBytes: oneMegabyte, what: trusted ? "The system's file" : "The project's file"});
  if (read.kind === 'missing') return {kind: 'none'};
  if (read.kind === 'refused') return refused(read.problem.why, read.problem.todo);
  if (typeof read.value !== 'object' || read.value === null || Array.isArray(read.value))
    return refused('it does not hold an object', `Write {"schema": "${projectSchema}"} and what is preferred.`);
  const {schema, ...given} = read.value as Readonly<Record<string, unknown>>;
  if (schema !== projectSchema) {
    const version = typeof schema === 'string' ? /^cmproxy\/project@(\d+)$/.exec(schema)?.[1] : undefined;
    return version === undefined
      ? refused(`it does not say "schema": "${projectSchema}"`, 'Write it.')
      : refused(`it was written for a newer version (project@${version})`, 'Use that version.');
  }
  const values = new Map<string, PreferenceValue>();
  for (const [key, value] of Object.entries(given)) {
    const preference = findPreference(key);
    if (preference === undefined) {
      const guess = closest(
        key,
        preferences.map(item => item.key),
      );
      return refused(
        `it has an unknown key "${key}"`,
        guess === null ? `The keys are ${preferences.map(item => item.key).join(', ')}.` : `Did you mean ${guess}?`,
      );
    }
    const parsed = parsePreference(preference, value);
    if (parsed.kind === 'refused') return refused(parsed.why, 'Correct it.');
    if (!trusted && (preference.inProject === 'no' || (preference.inProject === 'onlyTrue' && parsed.value !== true)))
      return refused(
        `${key} cannot be ${String(parsed.value)} in a project's file`,
        'Set it yourself: cmproxy config set, or its flag.',
      );
    values.set(key, parsed.value);
  }
  return {kind: 'project', file, values};
}
