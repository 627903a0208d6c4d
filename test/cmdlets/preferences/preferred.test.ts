// Of two layers the one that stands before goes before: for every preference and every pair of layers.
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {findPreferred, withPreferred, type Preferred} from '../../../src/cmdlets/preferences/preferred.ts';
import {findPaths} from '../../../src/settings/paths.ts';
import {preferences, type Preference, type PreferenceValue} from '../../../src/settings/preferences.ts';

const folder = mkdtempSync(join(tmpdir(), 'cmproxy-layers-'));
afterAll(() => rmSync(folder, {recursive: true}));

const layers = ['environment', 'project', 'user', 'system'] as const;
type Layer = (typeof layers)[number];
type Said = Partial<Readonly<Record<Layer, PreferenceValue>>>;

/** Two values that differ, the first for the layer that has to win. */
function valuesOf({type, values, key}: Preference): readonly [PreferenceValue, PreferenceValue] {
  if (type === 'boolean') return [true, false];
  if (type === 'number') return [7, 8];
  if (values !== undefined) return ['json', 'csv'];
  return key === 'timeout' ? ['10s', '5m'] : key === 'serial' ? ['2,50%', '1'] : ['first', 'second'];
}

function write(file: string, content: object): void {
  writeFileSync(file, JSON.stringify(content), {mode: 0o600});
}

function preferred({key, variable}: Preference, said: Said): Preferred | undefined {
  for (const name of ['work', 'home', 'xdg/cmproxy']) mkdirSync(join(folder, name), {recursive: true});
  const one = (layer: Layer): object => (said[layer] === undefined ? {} : {[key]: said[layer]});
  write(join(folder, 'work/.cmproxy.json'), {schema: 'cmproxy/project@1', ...one('project')});
  write(join(folder, 'home/settings.json'), {schema: 'cmproxy/settings@1', preferences: one('user')});
  write(join(folder, 'xdg/cmproxy/preferences.json'), {schema: 'cmproxy/project@1', ...one('system')});
  const env = {
    CMPROXY_HOME: join(folder, 'home'),
    XDG_CONFIG_DIRS: join(folder, 'xdg'),
    ...(said.environment === undefined ? {} : {[variable]: String(said.environment)}),
  };
  const found = findPreferred({
    env,
    folder: join(folder, 'work'),
    paths: findPaths(env, 'linux'),
    uid: process.getuid?.(),
  });
  return found.kind === 'refused' ? undefined : found.all.find(({preference}) => preference.key === key);
}

const pairs = layers.flatMap((first, index) => layers.slice(index + 1).map(second => [first, second] as const));

describe.each(preferences.map(item => [item.key, item] as const))('C17 %s', (_key, preference) => {
  const [winner, loser] = valuesOf(preference);
  const may = (layer: Layer): boolean => layer !== 'project' || preference.inProject !== 'no';
  test.each(pairs.filter(pair => pair.every(may)))('%s before %s', (first, second) => {
    const isSafety = preference.inProject === 'onlyTrue';
    const later = isSafety && second === 'project' ? true : loser;
    expect(preferred(preference, {[first]: winner, [second]: later})).toMatchObject({value: winner, origin: first});
    // A safety that any layer turns on is on; of everything else the first layer's word holds, false as well.
    if (preference.type !== 'boolean' || (isSafety && first === 'project')) return;
    expect(preferred(preference, {[first]: false, [second]: true})).toMatchObject(
      isSafety ? {value: true, origin: second} : {value: false, origin: first},
    );
  });
  test('a flag goes before all of them', () => {
    const all = {environment: loser, user: loser, system: loser};
    const found = preferred(preference, all);
    const given = new Map([[preference.parameter, winner]]);
    expect(found?.value).toBe(loser);
    expect(withPreferred(given, found === undefined ? [] : [found], () => true)).toEqual(given);
  });
});

test("a project's file may not take the first server's own step away, nor say where the journal is", () => {
  for (const item of preferences.filter(({inProject}) => inProject === 'no'))
    expect([item.key, preferred(item, {project: valuesOf(item)[0]})]).toEqual([item.key, undefined]);
});

test.each([
  ['timeout', 'banana'],
  ['serial', '0'],
  ['serial', '101%'],
  ['serial', '1,'],
  ['maxFailures', '0'],
  ['output', 'xml'],
  ['connection', 'a\u202eb'],
])('%s is not %s', (key, value) => {
  const preference = preferences.find(item => item.key === key);
  expect(preference && preferred(preference, {environment: value})).toBeUndefined();
});
