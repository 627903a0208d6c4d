// Other hierarchies in the lab's place: generated, imported, exported, and the embedded one again.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parseHierarchy} from '../../src/model/parse-hierarchy.ts';
import {contosoHierarchy} from '../../src/sites/lab/contoso.ts';
import {labExport} from '../../src/sites/lab/export-lab.ts';
import {labFaultAdd} from '../../src/sites/lab/lab-settings.ts';
import {printDocument} from '../../src/sites/lab/print-document.ts';
import {labGenerate, labImport, labReset} from '../../src/sites/lab/replace-lab.ts';
import {statusFindings} from '../../src/plan/findings/status-findings.ts';
import {labFolder, withinTime, type LabFolder} from './lab-folder.ts';

const turnOff = {object: 'siteSystem', siteCode: 'PS1', server: 'CM01.contoso.com', enableProxy: false} as const;

async function hierarchyOf(lab: LabFolder) {
  const outcome = await lab.site.read();
  if (outcome.kind === 'failed') throw new Error(outcome.why);
  return outcome.reading.hierarchy;
}

describe('lab generate', () => {
  test('the same seed gives the same file, byte for byte; another seed another one', async () => {
    using lab = labFolder();
    const make = async (seed: number) => {
      expect(await labGenerate(lab.file, {siteSystems: 700, seed})).toEqual({kind: 'done'});
      return lab.text();
    };
    const [first, second, again] = [await make(7), await make(8), await make(7)];
    expect(again).toBe(first);
    expect(second).not.toBe(first);
  });

  test.each([1, 2, 3, 4, 30, 1000, 12_345])(
    '%i site systems are exactly that many, each named once, all readable',
    async siteSystems => {
      using lab = labFolder();
      await labGenerate(lab.file, {siteSystems, seed: 1});
      const hierarchy = await hierarchyOf(lab);
      expect(hierarchy.siteSystems).toHaveLength(siteSystems);
      expect(new Set(hierarchy.siteSystems.map(system => system.server)).size).toBe(siteSystems);
      expect(hierarchy.siteSystems.every(system => system.readable)).toBe(true);
      expect(hierarchy.sites.filter(site => site.siteType === 'primary').length).toBeLessThanOrEqual(25);
      const sources = hierarchy.siteSystems.flatMap(system => system.softwareUpdatePoint?.synchronizesFrom ?? []);
      expect(sources.filter(source => source.kind === 'microsoft')).toHaveLength(1);
      expect(sources.every(source => source.kind === 'microsoft' || source.kind === 'upstream')).toBe(true);
    },
  );

  test('a generated lab is written like any other', async () => {
    using lab = labFolder();
    await labGenerate(lab.file, {siteSystems: 100, seed: 1});
    const server = (await hierarchyOf(lab)).siteSystems[50]?.server ?? '';
    const request = {object: 'siteSystem', siteCode: 'P01', server, enableProxy: true} as const;
    expect(await lab.site.write({...request, proxyServerName: 'p.example.com'}, withinTime)).toEqual({
      kind: 'accepted',
    });
    lab.pass(100);
    expect(await lab.site.readSiteSystem('P01', server)).toMatchObject({siteSystem: {proxy: {port: 80}}});
  });
});

describe('lab export and import', () => {
  test('an export has what is due in it, the time of the export, and nothing of the lab itself; imported it reads the same', async () => {
    using lab = labFolder();
    await lab.site.write(turnOff, withinTime);
    lab.pass(100);
    await labFaultAdd(lab.file, 'read-denied', null, lab.clock);
    const outcome = await labExport(lab.file, lab.clock);
    const text = outcome.kind === 'text' ? outcome.text : '';
    const value = JSON.parse(text) as Record<string, unknown>;
    expect(Object.keys(value).slice(0, 3)).toEqual(['schema', 'name', 'exportedAt']);
    expect(value).toMatchObject({exportedAt: lab.clock().toISOString()});
    expect(value).not.toHaveProperty('lab');
    using other = labFolder();
    expect(await labImport(other.file, value, 'x.json')).toEqual({kind: 'done'});
    const there = await hierarchyOf(other);
    expect(there.siteSystems.find(system => system.server === 'CM01.contoso.com')?.proxy?.enabled).toBe(false);
    const again = await labExport(other.file, lab.clock);
    expect(again).toEqual({kind: 'text', text});
  });

  test('an import begins with no faults, nothing pending and no counts, also from a file of another lab', async () => {
    using lab = labFolder();
    await labFaultAdd(lab.file, 'write-denied', null, lab.clock);
    await lab.site.write(turnOff, withinTime);
    expect(await labImport(lab.file, lab.json(), 'lab.json')).toEqual({kind: 'done'});
    expect(lab.json().lab).toEqual({delayMs: 50, faults: [], pending: [], calls: {writes: 0, records: {}}});
  });

  test.each([
    [
      'R5h a wrong type',
      {schema: 'cmproxy/hierarchy@1', sites: [{SiteCode: 'PS1', Type: 'primary'}]},
      /sites\[0\]\.Type/,
    ],
    [
      'R5h a site named twice',
      {schema: 'cmproxy/hierarchy@1', sites: [{SiteCode: 'PS1'}, {SiteCode: 'ps1'}]},
      /sites\[1\]\.SiteCode/,
    ],
    ['R6a a newer version', {schema: 'cmproxy/hierarchy@2'}, /hierarchy@2.*hierarchy@1/],
    ['no hierarchy', {answer: 42}, /cmproxy\/hierarchy@1/],
    ['no object', 'text', /cmproxy\/hierarchy@1/],
  ])('%s is refused with its path, and nothing changes', async (_name, value, why) => {
    using lab = labFolder();
    await lab.site.write(turnOff, withinTime);
    const before = lab.text();
    expect(await labImport(lab.file, value, 'bad.json')).toMatchObject({
      kind: 'refused',
      what: 'bad.json was not imported',
      why: expect.stringMatching(why) as string,
    });
    expect(lab.text()).toBe(before);
  });

  test('what is printed reads back the same, whatever it holds', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), value => {
        const plain = JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
        expect(JSON.parse(printDocument(plain))).toEqual(plain);
      }),
    );
  });

  test('a row is a line and a property is a line', () => {
    const text = printDocument({
      schema: 'x',
      siteSystemUses: [
        {A: 1, Props: [{PropertyName: 'P'}, {PropertyName: 'Q'}]},
        {A: 2, Props: []},
      ],
    });
    expect(text).toBe(
      '{\n  "schema": "x",\n  "siteSystemUses": [\n    {"A": 1, "Props": [\n      {"PropertyName":"P"},\n      {"PropertyName":"Q"}\n    ]},\n    {"A": 2, "Props": []}\n  ]\n}\n',
    );
  });
});

describe('lab reset', () => {
  test('the embedded hierarchy counts again, and no file is left', async () => {
    using lab = labFolder();
    await lab.site.write(turnOff, withinTime);
    expect(await labReset(lab.file, lab.clock)).toEqual({kind: 'done'});
    expect(lab.files()).toEqual([]);
    expect(await lab.site.readSiteSystem('PS1', 'CM01.contoso.com')).toMatchObject({
      siteSystem: {proxy: {enabled: true}},
    });
  });

  test('where there is nothing to reset, nothing is made', async () => {
    using lab = labFolder();
    expect(await labReset(lab.file, lab.clock)).toEqual({kind: 'done'});
    expect(lab.files()).toEqual([]);
  });
});

describe('the embedded hierarchy', () => {
  const parsed = parseHierarchy(contosoHierarchy());
  const hierarchy = parsed.kind === 'hierarchy' ? parsed.hierarchy : null;

  test('is read without a word, and is made anew each time', () => {
    expect(parsed.kind).toBe('hierarchy');
    expect(contosoHierarchy()).toEqual(contosoHierarchy());
    expect(contosoHierarchy()['siteSystemUses']).not.toBe(contosoHierarchy()['siteSystemUses']);
  });

  test('shows what there is to find', () => {
    const codes = new Set(hierarchy === null ? [] : statusFindings(hierarchy).map(finding => finding.code));
    const wanted = [
      'CMP004',
      'CMP006',
      'CMP008',
      'CMP102',
      'CMP103',
      'CMP104',
      'CMP106',
      'CMP107',
      'CMP108',
      'CMP109',
      'CMP110',
      'CMP111',
      'CMP116',
      'CMP117',
      'CMP119',
      'CMP120',
    ];
    expect(wanted.filter(code => !codes.has(code))).toEqual([]);
  });

  test('PS1/CM01, where practice begins, has nothing worse than information, and neither have DP11 and DP12', () => {
    const serious =
      hierarchy === null ? [] : statusFindings(hierarchy).filter(finding => finding.severity !== 'information');
    const servers = serious.map(finding => `${finding.siteCode}/${finding.server}`);
    expect(servers).not.toHaveLength(0);
    expect(
      ['PS1/CM01.contoso.com', 'PS1/DP11.contoso.com', 'PS1/DP12.contoso.com'].filter(name => servers.includes(name)),
    ).toEqual([]);
  });
});
