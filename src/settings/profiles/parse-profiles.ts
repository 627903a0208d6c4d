// Profiles from data that may be anything: checked to the last key, or refused with the path of the value.
import {isFieldKey, settingKeys, type DesiredChange} from '../../model/desired-change.ts';
import {closest} from '../../model/closest-name.ts';
import {fieldDefinition} from '../../model/fields.ts';
import {problemInSettings} from './whole-settings.ts';
import {findProfile, profilesSchema, whyNoProfileName, type Profile, type Profiles} from './profile.ts';

export type ParsedProfiles =
  | {readonly kind: 'profiles'; readonly profiles: Profiles; readonly migratedFrom: string | null}
  | {readonly kind: 'refused'; readonly why: string; readonly todo: string};

type JsonObject = Readonly<Record<string, unknown>>;

class Unfit extends Error {
  readonly todo: string;

  constructor(why: string, todo: string) {
    super(why);
    this.todo = todo;
  }
}

/** `values`: whether each value has to be good by itself, as an import demands. */
export function parseProfiles(value: unknown, {checkValues = false} = {}): ParsedProfiles {
  try {
    const {document, migratedFrom} = current(value);
    const unknown = Object.keys(document).find(key => !['schema', 'profiles', '__internal__'].includes(key));
    if (unknown !== undefined) throw new Unfit(`it has an unknown key "${unknown}"`, 'Leave it out.');
    const {profiles} = document;
    if (profiles !== undefined && !isObject(profiles)) throw new Unfit('profiles is not an object', 'Correct it.');
    const all: Profile[] = [];
    for (const [name, item] of Object.entries(profiles ?? {})) {
      const why = whyNoProfileName(name);
      if (why !== null) throw new Unfit(`profiles holds "${name}": ${why}`, 'Give it another name.');
      if (findProfile(all, name) !== undefined)
        throw new Unfit(`profiles holds "${name}" twice, in different case`, 'Keep one.');
      all.push(profileOf(name, item, checkValues));
    }
    return {kind: 'profiles', profiles: all, migratedFrom};
  } catch (error) {
    if (error instanceof Unfit) return {kind: 'refused', why: error.message, todo: error.todo};
    throw error;
  }
}

/** profiles@0 had the settings as groups: `{"proxy": {"port": 80}}` where profiles@1 has `{"settings": {"proxy.port": 80}}`. */
function current(value: unknown): {readonly document: JsonObject; readonly migratedFrom: string | null} {
  if (!isObject(value)) throw new Unfit('it does not hold an object', 'Correct it.');
  const {schema} = value;
  if (schema === profilesSchema) return {document: value, migratedFrom: null};
  const version = typeof schema === 'string' ? /^cmproxy\/profiles@(0|[1-9]\d*)$/.exec(schema)?.[1] : undefined;
  if (version === undefined) throw new Unfit(`it does not say "schema": "${profilesSchema}"`, 'Write it.');
  if (version !== '0')
    throw new Unfit(
      `it was written by a newer version (profiles@${version}; this version reads profiles@1)`,
      'Use the version of cmproxy that wrote it.',
    );
  const {profiles} = value;
  if (!isObject(profiles)) throw new Unfit('profiles is not an object', 'Correct it.');
  const migrated = Object.fromEntries(Object.entries(profiles).map(([name, item]) => [name, fromGroups(item)]));
  return {document: {...value, schema: profilesSchema, profiles: migrated}, migratedFrom: 'profiles@0'};
}

function fromGroups(item: unknown): unknown {
  if (!isObject(item)) return item;
  const settings: Record<string, unknown> = {};
  const rest: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(item))
    if ((key === 'proxy' || key === 'softwareUpdatePoint') && isObject(value))
      for (const [name, inner] of Object.entries(value)) settings[`${key}.${name}`] = inner;
    else if (key === 'settings')
      throw new Unfit(
        'a profile of profiles@0 has "settings", which came with profiles@1',
        'Correct the schema, or the profile.',
      );
    else rest[key] = value;
  return {...rest, settings};
}

const secret = /password|passwd|secret|kennwort/i;

function profileOf(name: string, item: unknown, checkValues: boolean): Profile {
  const path = `profiles.${name}`;
  if (!isObject(item)) throw new Unfit(`${path} is not an object`, 'Correct it.');
  for (const key of Object.keys(item))
    if (!['description', 'savedAt', 'settings'].includes(key)) refuseKey(path, key, ['description', 'settings']);
  const {description = '', savedAt = '', settings} = item;
  if (typeof description !== 'string' || typeof savedAt !== 'string')
    throw new Unfit(`${path}: description and savedAt are texts`, 'Correct it.');
  if (!isObject(settings) || Object.keys(settings).length === 0)
    throw new Unfit(`${path}.settings says nothing`, `The keys are ${settingKeys.join(', ')}.`);
  let change: DesiredChange = {};
  for (const [key, value] of Object.entries(settings)) {
    if (!isFieldKey(key)) refuseKey(`${path}.settings`, key, settingKeys);
    else change = {...change, [key]: valueOf(`${path}.settings.${key}`, key, value)};
  }
  const problem = checkValues ? problemInSettings(change) : null;
  if (problem !== null) throw new Unfit(`${path}.settings.${problem.key}: ${problem.text}`, problem.do);
  if (checkValues && savedAt !== '' && Number.isNaN(Date.parse(savedAt)))
    throw new Unfit(`${path}.savedAt is not a time`, 'Write it as 2026-11-23T10:00:00Z, or leave it out.');
  return {name, description, savedAt, settings: change};
}

function refuseKey(path: string, key: string, known: readonly string[]): never {
  if (secret.test(key))
    throw new Unfit(
      `${path}.${key}: a password is never in a profile`,
      'Name the account; its password stays in the site.',
    );
  const guess = closest(key, known);
  throw new Unfit(
    `${path} has an unknown key "${key}"`,
    guess === null ? `The keys are ${known.join(', ')}.` : `Did you mean ${guess}?`,
  );
}

function valueOf(path: string, key: keyof DesiredChange, value: unknown): string | boolean {
  const definition = fieldDefinition(key);
  if (definition.kind === 'choice') {
    if (typeof value !== 'boolean') throw new Unfit(`${path} is not true or false`, 'Write true or false.');
    return value;
  }
  const text = typeof value === 'number' && definition.value === 'port' ? String(value) : value;
  if (typeof text !== 'string' || text === '') throw new Unfit(`${path} is not a text`, 'Correct it.');
  return text;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
