// A hierarchy file opened read-only: the contract's reading half, the age of the reading, and files that are not what they should be.
import {mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {openSnapshot} from '../../src/sites/snapshot/snapshot.ts';
import {contosoHierarchy} from '../../src/sites/lab/contoso.ts';
import {contosoKnown} from './contoso-known.ts';
import {siteReadContract, siteReadOnlyContract, type ContractSite} from './contract.ts';

const now = new Date('2026-11-23T10:00:00Z');

function snapshot(content: unknown) {
  const bytes = Buffer.isBuffer(content) || typeof content === 'string' ? content : JSON.stringify(content);
  const folder = mkdtempSync(join(tmpdir(), 'cmproxy-snapshot-'));
  const file = join(folder, 'contoso.json');
  writeFileSync(file, bytes);
  return {
    file,
    site: openSnapshot({name: 'contoso', file, clock: () => now}),
    [Symbol.dispose]: () => rmSync(folder, {recursive: true, force: true}),
  };
}

const contract = async (): Promise<ContractSite> => {
  const made = snapshot(contosoHierarchy());
  return {
    site: made.site,
    settle: async () => undefined,
    known: contosoKnown,
    [Symbol.dispose]: () => made[Symbol.dispose](),
  };
};
siteReadContract('a snapshot', contract);
siteReadOnlyContract('a snapshot', contract);

describe('the age of a snapshot', () => {
  const saved = new Date('2026-11-20T08:00:00Z');
  test.each([
    ['what the export says of itself', '2026-11-19T01:02:03Z', '2026-11-19T01:02:03.000Z'],
    ['when the file was saved, where the export says nothing', undefined, saved.toISOString()],
    ['when the file was saved, where the export says no time', 'yesterday', saved.toISOString()],
    [
      'when the file was saved, where the export is said to come from the future',
      '2031-01-01T00:00:00Z',
      saved.toISOString(),
    ],
  ])('is %s', async (_name, exportedAt, readAt) => {
    using made = snapshot({...contosoHierarchy(), exportedAt});
    utimesSync(made.file, saved, saved);
    expect(await made.site.read()).toMatchObject({reading: {readAt, readAs: 'CONTOSO\\cm-admin'}});
  });

  test('is never in the future, whatever the file and its export say', async () => {
    using made = snapshot({...contosoHierarchy(), exportedAt: '2031-01-01T00:00:00Z'});
    utimesSync(made.file, new Date('2030-01-01T00:00:00Z'), new Date('2030-01-01T00:00:00Z'));
    expect(await made.site.read()).toMatchObject({reading: {readAt: now.toISOString()}});
  });
});

describe('files that are not what they should be', () => {
  test.each([
    ['R5a cut short', '{"schema": "cmproxy/hierarchy@1",\n "sites": [', /line 2, column \d/],
    ['R5a empty', '', /ends too early/],
    ['R5c UTF-16', Buffer.from('\uFEFF{}', 'utf16le'), /UTF-16/],
    ['R5d nested without end', `{"schema": "cmproxy/hierarchy@1", "x": ${'['.repeat(100_000)}`, /64 levels/],
    ['R5e a key twice', '{"schema": "cmproxy/hierarchy@1", "sites": [], "sites": []}', /"sites" is given twice/],
    ['R5f __proto__', '{"schema": "cmproxy/hierarchy@1", "__proto__": {"x": 1}}', /__proto__/],
    [
      'R5h a wrong type',
      '{"schema": "cmproxy/hierarchy@1", "siteSystemUses": [{"NetworkOSPath": 5}]}',
      /siteSystemUses\[0\]\.NetworkOSPath: must be a string/,
    ],
    ['R6a a newer version', '{"schema": "cmproxy/hierarchy@2", "sites": 5}', /hierarchy@2.*hierarchy@1/],
    ['another kind of file', '{"schema": "cmproxy/answers@1"}', /cmproxy\/hierarchy@1/],
    ['no object at all', '[1, 2]', /cmproxy\/hierarchy@1/],
  ])('%s: failed with what, why and what to do, and the file is as it was', async (_name, content, why) => {
    using made = snapshot(content);
    const outcome = await made.site.read();
    expect(outcome).toMatchObject({
      kind: 'failed',
      what: expect.stringContaining('contoso') as string,
      why: expect.stringMatching(why) as string,
      todo: expect.stringMatching(/\w/) as string,
    });
    expect(await made.site.readSiteSystem('PS1', 'CM01.contoso.com')).toMatchObject({kind: 'failed'});
    expect(await made.site.accountExists('PS1', 'CONTOSO\\svc-proxy')).toBeNull();
    expect(readFileSync(made.file)).toEqual(Buffer.from(content));
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('x');
  });

  test('a file that is gone: failed, with how to forget it', async () => {
    using made = snapshot('');
    rmSync(made.file);
    expect(await made.site.read()).toMatchObject({
      kind: 'failed',
      todo: expect.stringContaining('site remove contoso') as string,
    });
  });

  test('R5b a byte order mark and CRLF are read normally', async () => {
    using made = snapshot(`\uFEFF${JSON.stringify(contosoHierarchy(), null, 2).replaceAll('\n', '\r\n')}`);
    expect(await made.site.read()).toMatchObject({kind: 'read'});
  });

  test('an account list that is not there, or a site that could not be read, is not "does not exist"', async () => {
    using without = snapshot({...contosoHierarchy(), accounts: null});
    expect(await without.site.accountExists('PS1', 'CONTOSO\\svc-proxy')).toBeNull();
    using unreadable = snapshot({...contosoHierarchy(), unreadable: [{siteCode: 'PS1', why: 'no rows'}]});
    expect(await unreadable.site.accountExists('PS1', 'CONTOSO\\nobody')).toBeNull();
  });
});
