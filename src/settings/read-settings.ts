// Reads the settings without conf, because every start reads them: missing is empty, broken is said, never mended quietly.
import {readJsonFile} from '../files/read-json-file.ts';
import {findPreference, parsePreference, type PreferenceValue} from './preferences.ts';
import {isConnectionName, noSettings, settingsSchema, type Connection, type Settings} from './settings.ts';

export type SettingsOutcome =
  | {readonly kind: 'settings'; readonly settings: Settings}
  | {readonly kind: 'refused'; readonly what: string; readonly why: string; readonly todo: string};

const oneMegabyte = 1_000_000;
const known = ['schema', 'connections', 'selected', 'preferences', '__internal__'];

/** At most 1 MB; unknown keys and wrong types are refused with the path of the value. */
export function readSettings(file: string): SettingsOutcome {
  const read = readJsonFile(file, {maxBytes: oneMegabyte, what: 'The settings'});
  if (read.kind === 'missing') return {kind: 'settings', settings: noSettings};
  const refused = (why: string, todo = `Correct ${file}, or move it away to begin with none.`): SettingsOutcome => ({
    kind: 'refused',
    what: 'The settings could not be read',
    why,
    todo,
  });
  if (read.kind === 'refused')
    return {kind: 'refused', what: read.problem.what, why: read.problem.why, todo: read.problem.todo};
  if (!isObject(read.value)) return refused(`${file} does not hold an object`);
  const {schema, connections, selected} = read.value;
  if (schema !== settingsSchema)
    return refused(schemaProblem(file, schema), `Use the version of cmproxy that wrote it, or move ${file} away.`);
  const unknown = Object.keys(read.value).find(key => !known.includes(key));
  if (unknown !== undefined) return refused(`${file} has an unknown key "${unknown}"`);
  if (selected !== undefined && selected !== null && typeof selected !== 'string')
    return refused(`selected in ${file} is not a name`);
  if (connections !== undefined && !isObject(connections)) return refused(`connections in ${file} is not an object`);
  const {preferences} = read.value;
  if (preferences !== undefined && !isObject(preferences)) return refused(`preferences in ${file} is not an object`);
  const preferred: Record<string, PreferenceValue> = {};
  for (const [key, given] of Object.entries(preferences ?? {})) {
    const preference = findPreference(key);
    if (preference === undefined) return refused(`preferences in ${file} has an unknown key "${key}"`);
    const parsed = parsePreference(preference, given);
    if (parsed.kind === 'refused') return refused(`preferences.${parsed.why} in ${file}`);
    preferred[key] = parsed.value;
  }
  const checked: Record<string, Connection> = {};
  for (const [name, value] of Object.entries(connections ?? {})) {
    if (!isConnectionName(name))
      return refused(`connections in ${file} holds "${name}", which is not a connection name`);
    if (!isObject(value) || value['kind'] !== 'snapshot' || typeof value['file'] !== 'string')
      return refused(`connections.${name} in ${file} is not {"kind": "snapshot", "file": PATH}`);
    checked[name] = {kind: 'snapshot', file: value['file']};
  }
  return {
    kind: 'settings',
    settings: {schema: settingsSchema, connections: checked, selected: selected ?? null, preferences: preferred},
  };
}

function schemaProblem(file: string, schema: unknown): string {
  const version = typeof schema === 'string' ? /^cmproxy\/settings@(\d+)$/.exec(schema)?.[1] : undefined;
  if (version === undefined) return `${file} does not say "schema": "${settingsSchema}"`;
  return `${file} was written by a newer version (settings@${version}; this version reads settings@1)`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
