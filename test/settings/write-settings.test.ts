// Settings: saved by conf under a lock, read without it.
import {execa} from 'execa';
import {mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync, lstatSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {readSettings} from '../../src/settings/read-settings.ts';
import {changeSettings} from '../../src/settings/write-settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cmproxy-settings-'));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

const add = (name: string) => (settings: Parameters<Parameters<typeof changeSettings>[1]>[0]) => ({
  ...settings,
  connections: {...settings.connections, [name]: {kind: 'snapshot' as const, file: `/srv/${name}.json`}},
});

test('what is saved is read back, R5g dots in a name stay one key', async () => {
  const file = join(folder, 'below', 'settings.json');
  await changeSettings(file, add('site.contoso.com'));
  expect(readSettings(file)).toMatchObject({
    kind: 'settings',
    settings: {connections: {'site.contoso.com': {file: '/srv/site.contoso.com.json'}}, selected: null},
  });
});

test('S4 the file is 0600 and its folder 0700, also under umask 000', async () => {
  const before = process.umask(0);
  try {
    const file = join(folder, 'below', 'settings.json');
    await changeSettings(file, add('a'));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'below')).mode & 0o777).toBe(0o700);
  } finally {
    process.umask(before);
  }
});

test('R2a two processes that save different keys lose nothing', async () => {
  const file = join(folder, 'settings.json');
  const module = resolve(import.meta.dirname, '../../src/settings/write-settings.ts');
  const writer = (prefix: string) =>
    execa(process.execPath, [
      '--input-type=module',
      '-e',
      `const {changeSettings} = await import(${JSON.stringify(module)}); for (let i = 0; i < 15; i++) await changeSettings(${JSON.stringify(file)}, s => ({...s, connections: {...s.connections, ['${prefix}' + i]: {kind: 'snapshot', file: '/x'}}}));`,
    ]);
  await Promise.all([writer('a'), writer('b')]);
  const read = readSettings(file);
  expect(read.kind === 'settings' && Object.keys(read.settings.connections)).toHaveLength(30);
});

test('R4e a settings file that is a symbolic link: the target changes, the link stays', async () => {
  const target = join(folder, 'target.json');
  const link = join(folder, 'settings.json');
  writeFileSync(target, '{"schema": "cmproxy/settings@1", "connections": {}}');
  symlinkSync(target, link);
  await changeSettings(link, add('a'));
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readFileSync(target, 'utf8')).toContain('/srv/a.json');
});

test.each([
  ['R5h an unknown key', '{"schema": "cmproxy/settings@1", "conections": {}}', /conections/],
  ['R5h a wrong type', '{"schema": "cmproxy/settings@1", "connections": []}', /connections/],
  ['R6a a newer version', '{"schema": "cmproxy/settings@2"}', /settings@2.*settings@1/],
  [
    'R5f __proto__',
    '{"schema": "cmproxy/settings@1", "connections": {"__proto__": {"kind": "snapshot", "file": "/x"}}}',
    /__proto__/,
  ],
])('%s is refused and the file stays as it is', async (_name, text, why) => {
  const file = join(folder, 'settings.json');
  writeFileSync(file, text);
  const outcome = await changeSettings(file, add('a'));
  expect(outcome.kind === 'refused' && outcome.why).toMatch(why);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

describe('R1 killed while saving', () => {
  // conf saves by a library of its own, so the calls that it makes are where the process is killed.
  test.each(['openSync', 'writeSync', 'fsyncSync', 'renameSync'])(
    'at %s of the settings: the old or the new file, never anything between',
    async call => {
      const file = join(folder, 'settings.json');
      await changeSettings(file, add('old'));
      const before = readFileSync(file, 'utf8');
      const hook = join(folder, 'hook.cjs');
      writeFileSync(
        hook,
        `const fs = require('node:fs'); const real = fs.${call}; fs.${call} = (...args) => { const isTemporary = args.some(arg => typeof arg === 'string' && /settings\\.json.*tmp/.test(arg)); const result = real(...args); if (isTemporary || (typeof args[0] === 'number' && globalThis.armed)) process.kill(process.pid, 'SIGKILL'); return result; }; const open = fs.openSync; fs.openSync = (...args) => { const handle = open(...args); if (/settings\\.json.*tmp/.test(String(args[0]))) globalThis.armed = true; return handle; };`,
      );
      const module = resolve(import.meta.dirname, '../../src/settings/write-settings.ts');
      const killed = await execa(
        process.execPath,
        [
          '-r',
          hook,
          '--input-type=module',
          '-e',
          `await (await import(${JSON.stringify(module)})).changeSettings(${JSON.stringify(file)}, s => ({...s, selected: 'old'}));`,
        ],
        {reject: false},
      );
      expect(killed.signal).toBe('SIGKILL');
      const after = readFileSync(file, 'utf8');
      expect([before, before.replace('"selected": null', '"selected": "old"')]).toContain(after);
      expect(readSettings(file).kind).toBe('settings');
    },
  );
});
