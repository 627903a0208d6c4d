import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {parse} from 'yaml';
import {readUndoFile} from '../../src/apply/read-undo-file.ts';
import {undoEntries, undoFileText} from '../../src/apply/undo-file.ts';
import type {PlannedChange} from '../../src/plan/plan.ts';
import {siteSystem} from './fake-site.ts';
import {accountChange, proxyChange} from './run-place.ts';
import {temporaryFolder} from './temporary-folder.ts';

const changes: readonly PlannedChange[] = [
  {...accountChange('a.contoso.com', 'C\\svc'), order: 1},
  {...proxyChange(siteSystem('a.contoso.com'), 'proxy-b.contoso.com'), order: 2},
  {...proxyChange(siteSystem('b"\u202e: {}\n'.trim()), 'proxy-b.contoso.com'), order: 3},
];
const text = undoFileText({
  hierarchyId: 'lab:PS1/a',
  run: '20261123T100000Z-0a0a0a',
  planHash: 'sha256:1',
  at: '2026-11-23T10:00:00Z',
  servers: undoEntries(changes),
});

function file(contents: string): string {
  const path = join(temporaryFolder('undo'), 'undo.yaml');
  writeFileSync(path, contents);
  return path;
}

test('the file is YAML of the documented shape, last change first, without accounts', () => {
  const value = parse(text) as {
    schema: string;
    servers: {server: string; expect: {serverName: string}; restore: {serverName: string}}[];
  };
  expect(Object.keys(value)).toEqual(['schema', 'hierarchyId', 'run', 'planHash', 'at', 'servers']);
  expect(value.schema).toBe('cmproxy/undo@1');
  expect(value.servers.map(({server}) => server)).toEqual(['b"\u202e: {}', 'a.contoso.com']);
  expect(value.servers[1]).toMatchObject({
    expect: {serverName: 'proxy-b.contoso.com'},
    restore: {serverName: 'proxy-a.contoso.com'},
  });
  expect(text).not.toMatch(/[\u202e]/);
});

test('it is read back in the order of the run', async () => {
  const read = await readUndoFile(file(text));
  expect(read).toMatchObject({kind: 'undoFile', run: '20261123T100000Z-0a0a0a', hierarchyId: 'lab:PS1/a'});
  expect(read.kind === 'undoFile' && read.changes).toEqual(
    changes.slice(1).map((change, index) => ({...change, order: index + 1})),
  );
});

test('R5b the same file rewritten by hand in block style, with a BOM and CRLF, means the same', async () => {
  const block = `\ufeffschema: cmproxy/undo@1\r\nhierarchyId: lab:PS1/a\r\nrun: 20261123T100000Z-0a0a0a\r\nplanHash: "sha256:1"\r\nat: "2026-11-23T10:00:00Z"\r\nservers:\r\n  - server: a.contoso.com\r\n    siteCode: PS1\r\n    object: siteSystem\r\n    expect: {enabled: true, serverName: proxy-b.contoso.com, port: 8080, account: {kind: system, computerAccount: A$}}\r\n    restore: {enabled: true, serverName: proxy-a.contoso.com, port: 8080, account: {kind: system, computerAccount: A$}}\r\n`;
  expect(await readUndoFile(file(block))).toMatchObject({
    kind: 'undoFile',
    changes: [{server: 'a.contoso.com', before: {serverName: 'proxy-a.contoso.com'}}],
  });
});

const bad: readonly [string, (text: string) => string, RegExp][] = [
  ['R6a a newer version', good => good.replace('undo@1', 'undo@2'), /undo@2.*undo@1/],
  ['R5h another schema', good => good.replace('cmproxy/undo@1', 'cmproxy/plan@1'), /schema/],
  ['R5h a port that is text', good => good.replace('"port":8080', '"port":"no"'), /servers\[0\]\.expect\.port/],
  ['R5h an object that is unknown', good => good.replace('"siteSystem"', '"site"'), /servers\[0\]\.object/],
  ['R5h a missing record', good => good.replace('"restore"', '"other"'), /servers\[0\]\.restore/],
  [
    'CMP001 a name that cannot be written',
    good => good.replaceAll('proxy-a.contoso.com', 'http://x'),
    /servers\[0\]\.restore: CMP001/,
  ],
  ['R5e a key twice', good => good.replace('"object"', '"server":"x","object"'), /server/],
  ['R5f __proto__ as a key', good => good.replace('"object"', '"__proto__":{"a":1},"object"'), /__proto__/],
  ['an alias', () => 'schema: &a cmproxy/undo@1\nrun: *a\n', /alias/],
  ['R5a text that is no YAML', () => 'schema: [', /./],
  ['a run id that is a path', good => good.replace(/run: .*/, 'run: "../../x"'), /run: is not the id/],
];

test.each(bad)('%s is refused, with the reason, and the file stays as it is', async (_, damage, why) => {
  const path = file(damage(text));
  const before = readFileSync(path, 'utf8');
  const read = await readUndoFile(path);
  expect(read.kind).toBe('refused');
  expect(read.kind === 'refused' && `${read.what} ${read.why}`).toMatch(why);
  expect(readFileSync(path, 'utf8')).toBe(before);
  expect(Object.hasOwn(Object.prototype, 'a')).toBe(false);
});

test('a file that is not there is refused with its name', async () => {
  expect(await readUndoFile('/nowhere/undo.yaml')).toMatchObject({
    kind: 'refused',
    what: expect.stringContaining('/nowhere/undo.yaml') as unknown,
  });
});
