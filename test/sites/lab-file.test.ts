// The lab's one file: when it is made, what it keeps, and what a file that is not as it should be leads to.
import {readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {contosoHierarchy} from '../../src/sites/lab/contoso.ts';
import {labExport} from '../../src/sites/lab/export-lab.ts';
import {openLab} from '../../src/sites/lab/lab.ts';
import {labDelay} from '../../src/sites/lab/lab-settings.ts';
import {labGenerate, labImport, labReset} from '../../src/sites/lab/replace-lab.ts';
import {labFolder, proxyOf, rowOf, withinTime} from './lab-folder.ts';

const turnOff = {object: 'siteSystem', siteCode: 'PS1', server: 'CM01.contoso.com', enableProxy: false} as const;
const port3128 = {
  ...turnOff,
  enableProxy: true,
  proxyServerName: 'proxy-a.contoso.com',
  proxyServerPort: 3128,
} as const;

describe('when the file is made', () => {
  test('reading in every way makes nothing', async () => {
    using lab = labFolder();
    await lab.site.read();
    await lab.site.readSiteSystem('PS1', 'CM01.contoso.com');
    await lab.site.accountExists('PS1', 'CONTOSO\\svc-proxy');
    await labExport(lab.file, lab.clock);
    await lab.site.close();
    expect(lab.files()).toEqual([]);
  });

  test('S4 the first write makes it, for the owner alone, and leaves no lock and no temporary file', async () => {
    using lab = labFolder();
    await lab.site.write(turnOff, withinTime);
    expect(lab.files()).toEqual(['lab.json']);
    expect(statSync(lab.file).mode & 0o777).toBe(0o600);
    expect(lab.json()).toMatchObject({
      schema: 'cmproxy/hierarchy@1',
      name: 'Contoso',
      lab: {delayMs: 50, calls: {writes: 1}},
    });
  });

  test('reading what was written changes nothing in it, also when changes are due', async () => {
    using lab = labFolder();
    await lab.site.write(turnOff, withinTime);
    const before = lab.text();
    lab.pass(1000);
    await lab.site.read();
    expect(proxyOf(await lab.site.readSiteSystem('PS1', 'CM01.contoso.com')).enabled).toBe(false);
    expect(lab.text()).toBe(before);
  });
});

describe('accepted now, applied a little later', () => {
  test('a change shows when its time has come, told by the file and not by a timer', async () => {
    using lab = labFolder();
    await lab.site.write(port3128, withinTime);
    lab.pass(49);
    expect(proxyOf(await lab.site.readSiteSystem('PS1', 'CM01.contoso.com')).port).toBe(8080);
    lab.pass(1);
    expect(proxyOf(await lab.site.readSiteSystem('PS1', 'CM01.contoso.com')).port).toBe(3128);
    const other = openLab({file: lab.file, clock: lab.clock});
    expect(proxyOf(await other.readSiteSystem('PS1', 'CM01.contoso.com')).port).toBe(3128);
  });

  test('with a delay of 0 it shows at once', async () => {
    using lab = labFolder();
    await labDelay(lab.file, 0);
    await lab.site.write(port3128, withinTime);
    expect(proxyOf(await lab.site.readSiteSystem('PS1', 'CM01.contoso.com')).port).toBe(3128);
    expect(lab.json().lab.pending).toEqual([]);
  });

  test('what was said last stays, also when the delay became shorter in between', async () => {
    using lab = labFolder();
    await labDelay(lab.file, 10_000);
    await lab.site.write(port3128, withinTime);
    await labDelay(lab.file, 0);
    await lab.site.write({...port3128, proxyServerPort: 3129}, withinTime);
    lab.pass(20_000);
    expect(proxyOf(await lab.site.readSiteSystem('PS1', 'CM01.contoso.com')).port).toBe(3129);
  });
});

describe('what the file keeps', () => {
  test('unknown keys everywhere, values as text, and the other values of a property', async () => {
    using lab = labFolder();
    const {siteSystemUses, ...rest} = contosoHierarchy();
    const rows = (siteSystemUses as {Props: Record<string, unknown>[]}[]).map(row => ({
      ...row,
      ServerState: 7,
      Props: row.Props.map(item => ({...item, Value1: item['Value1'] ?? null, '@odata.type': '#x'})),
    }));
    lab.put({...rest, siteSystemUses: rows, extra: {kept: [1, {deep: null}]}, lab: {delayMs: 0, theirs: true}});
    await lab.site.write({...port3128, siteCode: 'CAS', server: 'RPT00.contoso.com'}, withinTime);
    const after = lab.json();
    expect(after['extra']).toEqual({kept: [1, {deep: null}]});
    expect(after.lab).toMatchObject({theirs: true});
    const row = rowOf(after, 'CAS', 'RPT00.contoso.com');
    expect(row['ServerState']).toBe(7);
    expect(row.Props.find(item => item['PropertyName'] === 'ProxyServerPort')).toEqual({
      PropertyName: 'ProxyServerPort',
      Value: 3128,
      Value1: '',
      Value2: '',
      '@odata.type': '#x',
    });
    const untouched = after.siteSystemUses.filter(item => item !== row);
    expect(untouched).toEqual(rows.filter((_, index) => index !== after.siteSystemUses.indexOf(row)));
  });

  test('a user name stays stored when credentials go off', async () => {
    using lab = labFolder();
    await lab.site.write({...port3128, siteCode: 'CAS', server: 'CM00.contoso.com'}, withinTime);
    lab.pass(100);
    expect(await lab.site.readSiteSystem('CAS', 'CM00.contoso.com')).toMatchObject({
      siteSystem: {proxy: {account: {kind: 'system'}}, storedUserName: 'CONTOSO\\svc-proxy'},
    });
  });

  test('a row without some of the properties, or without any, gets them', async () => {
    using lab = labFolder();
    const bare = {SiteCode: 'PS1', NetworkOSPath: '\\\\CM01.contoso.com', RoleName: 'SMS Site System'};
    for (const Props of [undefined, null, [], [{PropertyName: 'UseProxy', Value: '0'}]]) {
      lab.put({schema: 'cmproxy/hierarchy@1', siteSystemUses: [{...bare, Props}]});
      expect(await lab.site.write(port3128, withinTime)).toEqual({kind: 'accepted'});
      lab.pass(100);
      expect(proxyOf(await lab.site.readSiteSystem('PS1', 'CM01.contoso.com'))).toMatchObject({
        enabled: true,
        serverName: 'proxy-a.contoso.com',
        port: 3128,
      });
    }
  });

  test('a password is nowhere', async () => {
    using lab = labFolder();
    const password = 'Zq8-canary-password-51';
    await lab.site.createAccount({siteCode: 'PS1', userName: 'CONTOSO\\svc-new', password}, withinTime);
    lab.pass(100);
    await lab.site.write(turnOff, withinTime);
    expect(lab.json().accounts).toContainEqual({UserName: 'CONTOSO\\svc-new', SiteCode: 'PS1'});
    for (const name of lab.files()) expect(readFileSync(join(lab.folder, name), 'utf8')).not.toContain(password);
  });

  test('every write is counted, by record, refused ones too', async () => {
    using lab = labFolder();
    await lab.site.write(turnOff, withinTime);
    await lab.site.write({...turnOff, server: 'cm01.CONTOSO.com.', siteCode: 'ps1'}, withinTime);
    await lab.site.write(
      {object: 'softwareUpdatePoint', siteCode: 'PS1', server: 'SUP02.contoso.com', useProxy: true},
      withinTime,
    );
    await lab.site.createAccount({siteCode: 'PS1', userName: 'CONTOSO\\svc-new', password: 'x'}, withinTime);
    expect(lab.json().lab.calls).toEqual({
      writes: 4,
      records: {
        'siteSystem|PS1|cm01.contoso.com': 2,
        'softwareUpdatePoint|PS1|sup02.contoso.com': 1,
        'account|PS1|contoso\\svc-new': 1,
      },
    });
  });
});

describe('a file that is not as it should be', () => {
  const broken = [
    ['R5a cut short', '{"schema": "cmproxy/hierarchy@1", "sites": [', /line 1, column/],
    ['R5a empty', '', /ends too early/],
    ['R5e a key twice', '{"schema": "cmproxy/hierarchy@1", "lab": {}, "lab": {}}', /"lab" is given twice/],
    ['R5h a row of the wrong type', '{"schema": "cmproxy/hierarchy@1", "siteSystemUses": [5]}', /siteSystemUses\[0\]/],
    [
      'R5h a setting of the wrong type',
      '{"schema": "cmproxy/hierarchy@1", "lab": {"delayMs": "soon"}}',
      /lab\.delayMs/,
    ],
    [
      'R5h an unknown fault',
      '{"schema": "cmproxy/hierarchy@1", "lab": {"faults": [{"kind": "fire"}]}}',
      /lab\.faults\[0\]\.kind/,
    ],
    [
      'R5h a pending change without a record',
      '{"schema": "cmproxy/hierarchy@1", "lab": {"pending": [{"object": "siteSystem", "siteCode": "PS1"}]}}',
      /lab\.pending\[0\]\.server/,
    ],
    ['another kind of file', '{"schema": "cmproxy/settings@1"}', /cmproxy\/hierarchy@1/],
  ] as const;

  test.each(broken)(
    '%s: reading fails and names "lab reset", writing is refused, the file stays',
    async (_name, text, why) => {
      using lab = labFolder();
      lab.put(text);
      expect(await lab.site.read()).toMatchObject({
        kind: 'failed',
        why: expect.stringMatching(why) as string,
        todo: expect.stringContaining('cmproxy lab reset') as string,
      });
      expect(await lab.site.readSiteSystem('PS1', 'CM01.contoso.com')).toMatchObject({kind: 'failed'});
      expect(await lab.site.write(turnOff, withinTime)).toMatchObject({kind: 'refused'});
      expect(await lab.site.accountExists('PS1', 'CONTOSO\\svc-proxy')).toBeNull();
      expect(await labExport(lab.file, lab.clock)).toMatchObject({kind: 'refused'});
      expect(lab.files()).toEqual(['lab.json']);
      expect(lab.text()).toBe(text);
    },
  );

  test('R5a lab reset moves it aside, whole, and the embedded hierarchy counts again', async () => {
    using lab = labFolder();
    lab.put('{"schema": ');
    expect(await labReset(lab.file, lab.clock)).toEqual({kind: 'done'});
    const [aside, ...others] = lab.files();
    expect(others).toEqual([]);
    expect(aside).toMatch(/^lab\.json\.broken-/);
    expect(readFileSync(join(lab.folder, aside ?? ''), 'utf8')).toBe('{"schema": ');
    expect(await lab.site.read()).toMatchObject({reading: {hierarchy: {name: 'Contoso'}}});
  });

  test.each([
    ['lab import', (file: string, clock: () => Date) => labImport(file, contosoHierarchy(), 'x.json', clock)],
    ['lab generate', (file: string, clock: () => Date) => labGenerate(file, {siteSystems: 5, seed: 1}, clock)],
  ])('R5a %s moves it aside too', async (_name, replace) => {
    using lab = labFolder();
    lab.put('{"schema": ');
    expect(await replace(lab.file, lab.clock)).toEqual({kind: 'done'});
    expect(lab.files()).toEqual(['lab.json', expect.stringMatching(/^lab\.json\.broken-/)]);
    expect(await lab.site.read()).toMatchObject({kind: 'read'});
  });

  test('R6a written by a newer version: both versions named, the file as it was, and reset does not lose it', async () => {
    using lab = labFolder();
    const text = '{"schema": "cmproxy/hierarchy@7", "sites": 5}';
    lab.put(text);
    expect(await lab.site.read()).toMatchObject({kind: 'failed', why: expect.stringMatching(/@7.*@1/) as string});
    expect(await lab.site.write(turnOff, withinTime)).toMatchObject({kind: 'refused'});
    expect(lab.text()).toBe(text);
    await labReset(lab.file, lab.clock);
    expect(readFileSync(join(lab.folder, lab.files()[0] ?? ''), 'utf8')).toBe(text);
  });

  test('R4c a folder that cannot be made: reading works, writing is refused with the reason', async () => {
    using lab = labFolder();
    const blocker = join(lab.folder, 'file');
    writeFileSync(blocker, '');
    const site = openLab({file: join(blocker, 'lab.json'), clock: lab.clock});
    expect(await site.read()).toMatchObject({kind: 'read'});
    expect(await site.write(turnOff, withinTime)).toMatchObject({
      kind: 'refused',
      why: expect.stringMatching(/\w/) as string,
    });
    rmSync(blocker);
  });
});
