// The kept reading of a slow hierarchy: given back whole, or not at all.
import {existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {Context} from '../../../src/cmdlets/context.ts';
import {openSiteOf} from '../../../src/cmdlets/open-site.ts';
import {keepReading, lastReading} from '../../../src/cmdlets/status/last-reading.ts';
import {findPaths} from '../../../src/settings/paths.ts';
import {openLab} from '../../../src/sites/lab/lab.ts';
import {hierarchyOf} from '../../model/hierarchy-of.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cmproxy-cache-'));
});
afterEach(() => rmSync(home, {recursive: true, force: true}));

const contextOf = (more: Partial<Context> = {}): Context =>
  ({
    paths: findPaths({CMPROXY_HOME: home}, 'linux'),
    version: '1.2.3',
    connection: null,
    readOnly: false,
    clock: () => new Date(),
    data: () => undefined,
    message: () => undefined,
    ...more,
  }) as Partial<Context> as Context;

const hierarchy = hierarchyOf({servers: [{name: 'PS1/A', proxy: 'p.c.com:8080 as CONTOSO\\svc'}]});
const reading = {hierarchy, readAt: '2026-11-24T10:00:00.000Z', readAs: 'CONTOSO\\admin'};
const kept = (): string => join(home, 'cache', 'reading-lab.json');
const keep = (context = contextOf(), tookMs = 1500): void =>
  keepReading(context, openSiteOf(context, openLab({file: join(home, 'lab.json')}), reading), tookMs);

test('what was kept is given back, with what may be written now', () => {
  keep();
  expect(lastReading(contextOf())).toMatchObject({reading, hierarchyId: 'lab:CAS/cm00.contoso.com', mayWrite: true});
  expect(lastReading(contextOf({readOnly: true}))).toMatchObject({mayWrite: false, whyNot: '--read-only was given'});
});

test('S4 for the owner alone', () => {
  keep();
  expect(statSync(kept()).mode & 0o777).toBe(0o600);
  expect(statSync(join(home, 'cache')).mode & 0o777).toBe(0o700);
});

test('a quick reading is not kept, and what was kept is forgotten', () => {
  keep(contextOf(), 199);
  expect(existsSync(kept())).toBe(false);
  keep();
  keep(contextOf(), 10);
  expect(existsSync(kept())).toBe(false);
});

describe('R5 R6 it is as if there were none', () => {
  test('before anything was kept', () => {
    expect(lastReading(contextOf())).toBeNull();
  });

  test('where another version wrote it', () => {
    keep();
    expect(lastReading(contextOf({version: '1.2.4'}))).toBeNull();
  });

  test.each<readonly [string, (text: string) => string]>([
    ['nothing', () => ''],
    ['half of it', text => text.slice(0, text.length / 2)],
    ['another port', text => text.replace('8080', '8081')],
    ['another schema', text => text.replace('reading@1', 'reading@2')],
    ['no hierarchy', text => `${text.split('\n')[0] ?? ''}\n{}\n`],
    ['no JSON', () => 'hello'],
    ['a zero byte', text => `${text}\0`],
  ])('where the file holds %s', (_, edit) => {
    keep();
    writeFileSync(kept(), edit(readFileSync(kept(), 'utf8')));
    expect(lastReading(contextOf())).toBeNull();
  });

  test('where the name now stands for another file', () => {
    keep();
    const settings = (file: string) => ({
      schema: 'cmproxy/settings@1',
      connections: {far: {kind: 'snapshot', file}},
      selected: 'far',
    });
    writeFileSync(join(home, 'settings.json'), JSON.stringify(settings('/srv/one.json')));
    const context = contextOf();
    const site = {...openLab({file: null}), name: 'far', origin: 'snapshot' as const};
    keepReading(context, openSiteOf(context, site, reading), 1500);
    expect(lastReading(context)?.reading).toEqual(reading);
    writeFileSync(join(home, 'settings.json'), JSON.stringify(settings('/srv/two.json')));
    expect(lastReading(context)).toBeNull();
  });

  test('where there is no place for files', () => {
    const nowhere = contextOf({paths: {kind: 'nowhere', why: 'HOME is not set'}});
    keep(nowhere);
    expect(lastReading(nowhere)).toBeNull();
  });

  test('where it cannot be written: nothing is thrown', () => {
    writeFileSync(join(home, 'cache'), 'a file, no folder');
    keep();
    expect(lastReading(contextOf())).toBeNull();
  });
});

test('the cache is below XDG_CACHE_HOME, or ~/.cache, or %LOCALAPPDATA%', () => {
  const cacheOf = (env: Record<string, string>, platform: NodeJS.Platform): unknown => {
    const found = findPaths(env, platform);
    return found.kind === 'paths' ? found.paths.cacheFolder : found;
  };
  expect(cacheOf({HOME: '/home/a', XDG_CACHE_HOME: '/var/cache/a'}, 'linux')).toBe('/var/cache/a/cmproxy');
  expect(cacheOf({HOME: '/home/a'}, 'linux')).toBe('/home/a/.cache/cmproxy');
  expect(cacheOf({LOCALAPPDATA: 'C:/L', APPDATA: 'C:/R'}, 'win32')).toBe('C:/L/cmproxy/cache');
  expect(cacheOf({CMPROXY_HOME: '/x'}, 'linux')).toBe('/x/cache');
});
