// One hierarchy in which every name is hostile, through every command that reads, in every format: nothing acts on the terminal, nothing makes a second
// record, a spreadsheet shows text, and JSON gives back what was there.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {neverRaw} from '../terminal/hostile-text.ts';
import {freshHome, type Home, type Ran} from './cmproxy.ts';
import {nameCorpus} from './name-corpus.ts';
import {readCsv} from './read-csv.ts';

const property = (name: string, value: number, text = '') => ({PropertyName: name, Value: value, Value2: text});

/** A server's name has no backslash and no slash, which part it from what stands before, and no blanks around it. */
const serverOf = (text: string, index: number) => `S${index}-${text.replaceAll(/[\\/]/g, '')}`.trim();

/** Blanks around a value of the provider are none of it. */
const trimmed = nameCorpus.map(text => text.trim());

/** A site of its own for each text, in which every name that a server gives is that text. */
function hierarchy(): object {
  const rows = nameCorpus.flatMap((text, index) => {
    const siteCode = `H${String(index).padStart(2, '0')}`;
    const row = (role: string, props: readonly object[] = []) => ({
      SiteCode: siteCode,
      NetworkOSPath: `\\\\${serverOf(text, index)} `,
      RoleName: role,
      Props: props,
    });
    return [
      row('SMS Site System', [
        property('UseProxy', 1),
        property('ProxyName', 0, text),
        property('ProxyServerPort', 8080),
        property('AnonymousProxyAccess', 0),
        property('ProxyUserName', 0, text),
      ]),
      row(`SMS ${text}`),
      row('SMS Software Update Point', [property('UseProxy', 1), property('UseProxyForADR', 1)]),
      row('SMS Dmp Connector'),
    ];
  });
  return {
    schema: 'cmproxy/hierarchy@1',
    name: nameCorpus.join('|'),
    readAs: nameCorpus.join('|'),
    sites: nameCorpus.map((text, index) => ({
      SiteCode: `H${String(index).padStart(2, '0')}`,
      SiteName: text,
      ServerName: serverOf(text, index),
      Type: 2,
      ReportingSiteCode: '',
    })),
    siteSystemUses: rows,
    accounts: nameCorpus.map((text, index) => ({
      SiteCode: `H${String(index).padStart(2, '0')}`,
      UserName: `${index}${text}`,
    })),
    exchangeConnectors: nameCorpus.map((text, index) => ({
      SiteCode: `H${String(index).padStart(2, '0')}`,
      ServerName: serverOf(text, index),
      ExchangeServerUrl: text,
    })),
    cloudDistributionPoints: nameCorpus.map((text, index) => ({
      Name: text,
      SiteCode: `H${String(index).padStart(2, '0')}`,
    })),
    unreadable: [{siteCode: 'X01', why: nameCorpus.join('|')}],
  };
}

/** `rows`: where the records are in JSON, and whether plain and CSV have one for each. */
const readers: readonly {readonly words: readonly string[]; readonly rows?: string}[] = [
  {words: ['status', '--all'], rows: 'siteSystems'},
  {words: ['status', '--wide']},
  {words: ['status', '--filter', 'state=fault']},
  {words: ['preview'], rows: 'rows'},
  {words: ['preview', '--where', 'site=H05', '--set', 'proxy.enabled=false']},
  {words: ['endpoints', '--where', 'proxy.enabled=true'], rows: 'endpoints'},
  {words: ['plan', '--where', 'site=H05', '--set', 'proxy.serverName=proxy']},
  {words: ['plan', '--where', 'proxy.enabled=true', '--set', 'proxy.enabled=false']},
  {words: ['account', 'list'], rows: 'accounts'},
  {words: ['account', 'uses', nameCorpus[3] ?? '']},
  {words: ['finding', 'list']},
  {words: ['history']},
  {words: ['Get-CMSite']},
  {words: ['Get-CMSiteRole']},
  {words: ['Get-CMSiteSystemServer']},
  {words: ['Get-CMSoftwareUpdatePoint']},
  {words: ['Get-CMAccount']},
  {words: ['site', 'list']},
];

let home: Home;
let file: string;

beforeAll(async () => {
  home = freshHome();
  file = join(home.folder, 'hostile.json');
  writeFileSync(file, JSON.stringify(hierarchy()));
  await home.run('site', 'add', 'hostile', '--snapshot', file);
  await home.run('site', 'select', 'hostile');
});

afterAll(() => home[Symbol.dispose]());

function expectSafe({stdout, stderr}: Ran): void {
  expect(stdout.replaceAll('\r\n', '\n').replaceAll(/^\uFEFF|[\t\n]/g, '')).not.toMatch(neverRaw);
  expect(stderr.replaceAll('\n', '')).not.toMatch(neverRaw);
  expect(`${stdout}\n${stderr}`).not.toMatch(/^\s*(?:::|##\[|##vso)/m);
  expect(stderr).not.toMatch(/unexpected error|\n\s+at .*:\d+:\d+/);
}

const known = [0, 1, 2, 3, 64];

describe.each(readers.map(reader => ({...reader, name: reader.words.slice(0, 2).join(' ').slice(0, 30)})))(
  'T1 T2 I6 $name',
  ({words, rows}) => {
    test('table, plain and CSV are safe, one record stays one, and no cell is a formula', async () => {
      const [table, plain, csv, json] = await Promise.all(
        ['table', 'plain', 'csv', 'json'].map(format =>
          home.runWith({env: {...home.env, COLUMNS: '80'}}, ...words, '--output', format),
        ),
      );
      for (const ran of [table, plain, csv]) {
        if (ran === undefined) throw new Error('it did not run');
        expectSafe(ran);
        expect(known).toContain(ran.exitCode);
      }
      const lines = plain?.stdout.split('\n').filter(line => line !== '') ?? [];
      expect(new Set(lines.map(line => line.split('\t').length)).size).toBeLessThanOrEqual(1);
      const cells = readCsv(csv?.stdout ?? '');
      expect(new Set(cells.map(row => row.length)).size).toBeLessThanOrEqual(1);
      expect(cells.flat().filter(cell => /^[=+@\t\r-]/.test(cell) && cell !== '-')).toEqual([]);
      expect(Math.max(0, cells.length - 1)).toBe(lines.length);
      const data = JSON.parse(json?.stdout ?? '') as Readonly<Record<string, readonly unknown[]>>;
      expect(rows === undefined ? lines.length : data[rows]?.length).toBe(lines.length);
    });
  },
);

test('JSON gives back every name as it was', async () => {
  expect((await home.run('site', 'list', '--output', 'json')).list('connections')).toMatchObject([
    {name: 'lab', selected: false},
    {name: 'hostile', selected: true},
  ]);
  const status = await home.run('status', '--all', '--output', 'json');
  const systems = status.list('siteSystems') as readonly {
    server: string;
    roles: readonly string[];
    proxy: {serverName: string; account: {userName: string}};
  }[];
  expect(new Set(systems.map(({server}) => server))).toEqual(new Set(nameCorpus.map(serverOf)));
  expect(new Set(systems.map(({proxy}) => proxy.serverName))).toEqual(new Set(trimmed));
  expect(new Set(systems.map(({proxy}) => proxy.account.userName))).toEqual(new Set(trimmed));
  expect(new Set(systems.flatMap(({roles}) => roles.filter(role => role.startsWith('SMS '))))).toEqual(
    new Set([
      ...nameCorpus.map(text => `SMS ${text}`.trim()),
      'SMS Site System',
      'SMS Software Update Point',
      'SMS Dmp Connector',
    ]),
  );
  const sites = (await home.run('Get-CMSite', '--output', 'json')).list('items') as readonly {SiteName: string}[];
  expect(new Set(sites.map(({SiteName}) => SiteName))).toEqual(new Set([...nameCorpus, '']));
});

/** An argument cannot hold a zero byte. */
const asArguments = [
  nameCorpus
    .map(text => text.slice(0, 40))
    .join('|')
    .replaceAll('\0', ''),
  '::error::owned',
  'x\r\n::error file=a::owned',
  '-\u001B[2J',
  '--x\n##[error]owned',
  'A'.repeat(10_000),
];

describe.each(asArguments.map(text => ({text, name: JSON.stringify(text).slice(0, 24)})))(
  'T1 echo of $name',
  ({text}) => {
    test.each([
      [['plan', '--server', text, '--set', 'proxy.port=1']],
      [['plan', '--server=x', `--set=${text}`]],
      [['plan', `--where=site=${text}`, '--set', 'proxy.port=1', `--ticket=${text}`, `--note=${text}`]],
      [['status', `--account=${text}`]],
      [['status', `--filter=${text}`]],
      [['Get-CMSiteSystemServer', `-Name:${text}`]],
      [['Set-CMSiteSystemServer', `-SiteSystemServerName:${text}`, `-ProxyServerName:${text}`]],
      [['replay', `--path=${text}`]],
      [['profile', 'show', `--name=${text}`]],
      [['profile', 'save', `--name=${text}`, '--set', 'proxy.port=1']],
      [['account', 'uses', `--name=${text}`]],
      [['status', `--connection=${text}`]],
      [['help', text]],
      [[text]],
      [['status', text]],
    ])('%#', async words => {
      const ran = await home.run(...words);
      expectSafe(ran);
      expect(known).toContain(ran.exitCode);
    });
  },
);
