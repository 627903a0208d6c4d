// Preferences: flag, environment, project's file, user's settings, system's file, default; each layer beside the next.
import {execa} from 'execa';
import {chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {preferences} from '../../src/settings/preferences.ts';
import {bin, freshHome, type Home, type Ran} from './cmproxy.ts';

const layers = ['flag', 'environment', 'project', 'user', 'system'] as const;
type Layer = (typeof layers)[number];

interface Setup {
  readonly key: string;
  readonly values: Partial<Readonly<Record<Layer, string | number | boolean>>>;
}

/** Runs with a value at each of these layers. */
async function runWith(home: Home, {key, values}: Setup, ...args: string[]): Promise<Ran> {
  const {variable, parameter} = preferences.find(item => item.key === key) ?? {variable: '', parameter: ''};
  const folder = join(home.folder, 'work');
  const system = join(home.folder, 'xdg');
  mkdirSync(join(system, 'cmproxy'), {recursive: true});
  mkdirSync(join(folder, 'deep'), {recursive: true});
  const file = (value: unknown): string =>
    JSON.stringify({schema: 'cmproxy/project@1', ...(value === undefined ? {} : {[key]: value})});
  writeFileSync(join(folder, '.cmproxy.json'), file(values.project));
  writeFileSync(join(system, 'cmproxy', 'preferences.json'), file(values.system));
  if (values.user !== undefined) await home.run('config', 'set', key, String(values.user));
  const flag =
    values.flag === undefined ? [] : values.flag === true ? [`-${parameter}`] : [`-${parameter}`, String(values.flag)];
  const env = {
    ...home.env,
    XDG_CONFIG_DIRS: system,
    ...(values.environment === undefined ? {} : {[variable]: String(values.environment)}),
  };
  return home.runWith({env, cwd: join(folder, 'deep')}, ...args, ...flag);
}

describe('C17 of two layers the one that stands before goes before', () => {
  const of: Readonly<Record<Layer, string>> = {flag: 'lab', environment: 'e', project: 'p', user: 'u', system: 's'};
  test.each(layers.flatMap((first, index) => layers.slice(index).map(second => [first, second] as const)))(
    '%s, %s',
    async (first, second) => {
      using home = freshHome();
      const setup = {key: 'connection', values: {[first]: of[first], [second]: of[second]}};
      const ran = await runWith(home, setup, 'config', 'show', 'connection', '--origin', '--output', 'json');
      expect([ran.exitCode, ran.list('preferences')]).toMatchObject([0, [{value: of[first], origin: first}]]);
    },
  );
});

test('each preference can be set, is shown with its origin, and is forgotten again', async () => {
  using home = freshHome();
  for (const {key, type, values} of preferences) {
    const text = key === 'serial' ? '1,25%' : key === 'journal' ? '/journal' : '30s';
    const value = values?.[1] ?? (type === 'boolean' ? 'true' : type === 'number' ? '7' : text);
    expect((await home.run('config', 'set', key, value)).exitCode).toBe(0);
    const shown = await home.run('config', 'show', key, '--origin', '--output=json', '--no-color');
    expect(shown.list('preferences')).toMatchObject(
      key === 'output' || key === 'noColor'
        ? [{origin: 'flag'}]
        : [{origin: 'user', value: type === 'text' ? value : (JSON.parse(value) as unknown)}],
    );
    expect((await home.run('config', 'unset', key)).exitCode).toBe(0);
  }
  const text = readFileSync(join(home.env['CMPROXY_HOME'] ?? '', 'settings.json'), 'utf8');
  expect(text).not.toContain('preferences');
});

test('they act: the form of output, read-only, the connection', async () => {
  using home = freshHome();
  expect((await runWith(home, {key: 'output', values: {project: 'json'}}, 'Get-CMSite')).list('items').length).toBe(4);
  expect((await runWith(home, {key: 'output', values: {environment: 'csv'}}, 'Get-CMSite')).stdout).toContain(
    'SiteCode,',
  );
  const write = ['Set-CMSiteSystemServer', 'MP01', '-ProxyServerPort', '99'];
  expect((await runWith(home, {key: 'readOnly', values: {project: true}}, ...write)).exitCode).toBe(1);
  expect((await runWith(home, {key: 'connection', values: {environment: 'nowhere'}}, 'status')).exitCode).toBe(64);
});

test('a safety that any layer turns on is on, whatever the others say', async () => {
  using home = freshHome();
  const setup = {key: 'readOnly', values: {environment: 'false', system: true}};
  const ran = await runWith(home, setup, 'config', 'show', 'readOnly', '--origin', '--output', 'json');
  expect(ran.list('preferences')).toMatchObject([{value: true, origin: 'system'}]);
});

test.each([
  ['an unknown key', '{"schema": "cmproxy/project@1", "outptu": "json"}', 'Did you mean output?'],
  ['a wrong value', '{"schema": "cmproxy/project@1", "output": "xml"}', 'takes one of table, plain, json, csv'],
  ['loosened safety', '{"schema": "cmproxy/project@1", "readOnly": false}', 'cannot be false in a project'],
  ['where the journal is', '{"schema": "cmproxy/project@1", "journal": "/tmp/x"}', 'cannot be /tmp/x in a project'],
  ['consent', '{"schema": "cmproxy/project@1", "yes": true}', 'unknown key "yes"'],
  ['a newer version', '{"schema": "cmproxy/project@2"}', 'newer version'],
  ['no JSON', '{', 'line 1'],
])("a project's file with %s is refused, with what to do, and left as it is", async (_what, text, why) => {
  using home = freshHome();
  const file = join(home.folder, '.cmproxy.json');
  writeFileSync(file, text);
  const ran = await home.runWith({cwd: home.folder}, 'status');
  expect([ran.exitCode, ran.stderr]).toEqual([1, expect.stringContaining(why)]);
  expect(readFileSync(file, 'utf8')).toBe(text);
  expect((await home.runWith({cwd: home.folder}, 'help')).exitCode).toBe(0);
});

test("a project's file that anyone may write is refused; one above the repository is not looked for", async () => {
  using home = freshHome();
  const file = join(home.folder, '.cmproxy.json');
  writeFileSync(file, '{"schema": "cmproxy/project@1", "output": "json"}');
  chmodSync(file, 0o666);
  expect((await home.runWith({cwd: home.folder}, 'Get-CMSite')).stderr).toContain('anyone may write it');
  chmodSync(file, 0o644);
  const inner = join(home.folder, 'inner', '.git');
  mkdirSync(inner, {recursive: true});
  const env = {...home.env, HOME: '/'};
  expect((await home.runWith({cwd: join(home.folder, 'inner'), env}, 'Get-CMSite')).stdout).not.toContain(
    'schemaVersion',
  );
  expect((await home.runWith({cwd: home.folder, env}, 'Get-CMSite')).stdout).toContain('schemaVersion');
});

test('a wrong variable is named; a wrong value or key of config is refused with the choices', async () => {
  using home = freshHome();
  const env = {...home.env, CMPROXY_OUTPUT: 'xml'};
  expect(await home.runWith({env}, 'status')).toMatchObject({exitCode: 1});
  expect((await home.run('config', 'set', 'maxFailures', '0')).exitCode).toBe(64);
  expect((await home.run('config', 'set', 'timeout', 'soon')).exitCode).toBe(64);
  expect((await home.run('config', 'set', 'output', 'jsn')).stderr).toContain('Did you mean json?');
  expect((await home.run('config', 'set', 'connection', 'nowhere')).stderr).toContain(
    'there is no connection "nowhere"',
  );
  const nowhere = await home.run('status');
  expect([nowhere.exitCode, nowhere.stderr]).toEqual([64, expect.stringContaining('config show connection --origin')]);
  const wrong = await home.run('config', 'set', 'outptu', 'json');
  expect([wrong.exitCode, wrong.stderr]).toEqual([64, expect.stringContaining('Did you mean output?')]);
  expect((await home.run('config', 'path', '--output', 'json')).json()).toMatchObject({projectFile: null});
});

test('-WhatIf says what would be kept of connections, preferences and the lab, and keeps nothing', async () => {
  using home = freshHome();
  for (const args of [
    ['config', 'set', 'output', 'json'],
    ['config', 'unset', 'output'],
    ['site', 'select', 'lab'],
    ['lab', 'reset'],
    ['lab', 'fault', 'add', 'slow'],
  ]) {
    const ran = await home.run(...args, '--what-if');
    expect([args, ran.exitCode, ran.stdout]).toEqual([args, 0, expect.stringMatching(/^What if: Performing the op/)]);
  }
  expect(existsSync(join(home.folder, 'cmproxy'))).toBe(false);
  expect((await home.run('lab', 'reset', '--read-only')).exitCode).toBe(1);
});

test('settings that cannot be read may say read-only: nothing is written, and config show names the file and the place', async () => {
  using home = freshHome();
  const file = join(home.folder, 'cmproxy', 'settings.json');
  mkdirSync(join(home.folder, 'cmproxy'));
  const text = '{"schema": "cmproxy/settings@1",\n "preferences": {"readOnly": true';
  writeFileSync(file, text);
  const write = ['Set-CMSiteSystemServer', 'MP01', '-ProxyServerPort', '99', '--connection', 'lab'];
  for (const args of [write, ['lab', 'reset'], ['profile', 'save', 'x', '--set', 'proxy.port=80']]) {
    const ran = await home.run(...args);
    expect([args, ran.exitCode, ran.stderr]).toEqual([args, 1, expect.stringContaining(`${file} could not be read`)]);
  }
  expect((await home.run('status', '--connection', 'lab')).exitCode).toBe(0);
  const shown = await home.run('config', 'show', '--origin');
  expect([shown.exitCode, shown.stderr]).toEqual([1, expect.stringMatching(/settings\.json.* line 2, column/)]);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('a folder that was removed, and relative folders', async () => {
  using home = freshHome();
  const gone = join(home.folder, 'gone');
  mkdirSync(gone);
  const script = `process.chdir(${JSON.stringify(gone)}); require('node:fs').rmdirSync(${JSON.stringify(gone)}); process.argv = [process.argv[0], ${JSON.stringify(bin)}, 'Get-CMSite']; require(${JSON.stringify(bin)});`;
  const ran = await execa(process.execPath, ['-e', script], {env: home.env, extendEnv: false, reject: false});
  expect([ran.exitCode, ran.stderr, ran.stdout]).toEqual([0, '', expect.stringContaining('PS1')]);
  const env = {...home.env, CMPROXY_HOME: 'here', XDG_CONFIG_DIRS: 'not/here'};
  const paths = await home.runWith({env, cwd: home.folder}, 'config', 'path', '--output', 'json');
  expect(paths.json()).toMatchObject({settingsFile: join(realpathSync(home.folder), 'here', 'settings.json')});
  const {CMPROXY_HOME: _none, ...bare} = home.env;
  const xdg = await home.runWith({env: {...bare, XDG_CONFIG_HOME: 'x'}}, 'config', 'path', '--output', 'json');
  expect(xdg.json()).toMatchObject({settingsFile: join(home.folder, '.config/cmproxy/settings.json')});
});
