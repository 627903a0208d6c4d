// Each hostile text in a hierarchy of its own, on the commands that are used most. All of them in one hierarchy: test/e2e/hostile.test.ts.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {hostileText, neverRaw} from '../terminal/hostile-text.ts';
import {freshHome, type Home} from '../e2e/cmproxy.ts';

const property = (name: string, value: number, text = '') => ({PropertyName: name, Value: value, Value2: text});

/** A hierarchy in which `text` is part of every name that a server gives. */
function hierarchyWith(text: string): object {
  const server = `CM01${text}.contoso.com`.replaceAll('\\', '');
  const row = (role: string, props: readonly object[]) => ({
    SiteCode: 'PS1',
    NetworkOSPath: `\\\\${server}`,
    RoleName: role,
    Props: props,
  });
  return {
    schema: 'cmproxy/hierarchy@1',
    name: `Contoso ${text}`,
    readAs: `CONTOSO\\admin${text}`,
    sites: [{SiteCode: 'PS1', SiteName: `North ${text}`, ServerName: server, Type: 2, ReportingSiteCode: ''}],
    siteSystemUses: [
      row('SMS Site System', [
        property('UseProxy', 1),
        property('ProxyName', 0, `proxy${text}`),
        property('ProxyServerPort', 8080),
        property('AnonymousProxyAccess', 0),
        property('ProxyUserName', 0, `CONTOSO\\svc${text}`),
      ]),
      row(`SMS Role ${text}`, []),
      row('AI Update Service Point', []),
    ],
    accounts: [],
    unreadable: [{siteCode: 'S01', why: `no rows ${text}`}],
  };
}

async function open(home: Home, text: string): Promise<void> {
  const file = join(home.folder, 'hostile.json');
  writeFileSync(file, JSON.stringify(hierarchyWith(text)));
  const added = await home.run('site', 'add', 'hostile', '--snapshot', file);
  expect(added.exitCode).toBe(0);
  expect(added.stderr.replaceAll('\n', '')).not.toMatch(neverRaw);
  await accept(home, text);
}

/** Accepts what the first server shows, with a reason that is as hostile; as a file, because no argument can hold a zero byte. */
async function accept(home: Home, text: string): Promise<void> {
  const {hierarchyId, siteSystems} = (await home.run('status', '--connection', 'hostile', '--output', 'json')).json();
  const [system] = siteSystems as readonly {server: string; siteCode: string}[];
  const about = {siteCode: system?.siteCode, server: system?.server, code: 'CMP004', severity: 'error'};
  const accepted = {...about, until: null, reason: `because ${text}`, by: `me${text}`, at: '2026-11-24T00:00:00Z'};
  const file = {schema: 'cmproxy/accepted@1', hierarchies: {[String(hierarchyId)]: [accepted]}};
  writeFileSync(join(home.env['CMPROXY_HOME'] ?? '', 'accepted-findings.json'), JSON.stringify(file));
}

const commands: readonly (readonly string[])[] = [
  ['status'],
  ['status', '--all', '--wide'],
  ['finding', 'list'],
  ['preview'],
  ['plan', '--where', 'site=PS1', '--set', 'proxy.port=1', '--ticket'],
  ['plan', '--where', 'site=PS1', '--as', 'cmdlet', '--set', 'proxy.port=1', '--ticket'],
  ['Get-CMSiteSystemServer'],
  ['status', '--account'],
  ['plan', '--server'],
];

describe.each(hostileText.map(({id, name, text}) => ({id, name, text})))('$id $name', ({text}) => {
  test('no command prints it raw, as a table, plain, CSV or a message', async () => {
    using home = freshHome();
    await open(home, text);
    for (const command of commands) {
      const last =
        ['--ticket', '--account', '--server'].includes(command.at(-1) ?? '') && !text.includes('\0')
          ? [`x${text}`]
          : ['--ticket', '--account', '--server'].includes(command.at(-1) ?? '')
            ? ['x']
            : [];
      for (const format of ['table', 'plain', 'csv']) {
        const ran = await home.runWith(
          {env: {...home.env, COLUMNS: '80'}},
          ...command,
          ...last,
          ...(command[0] === 'plan' && command[1] === '--server' ? ['--set', 'proxy.port=1'] : []),
          '--connection',
          'hostile',
          '--output',
          format,
        );
        expect(ran.stdout.replaceAll('\r\n', '\n').replaceAll(/^\uFEFF|[\t\n]/g, '')).not.toMatch(neverRaw);
        expect(ran.stderr.replaceAll('\n', '')).not.toMatch(neverRaw);
        expect(`${ran.stdout}\n${ran.stderr}`).not.toMatch(/^\s*::/m);
      }
    }
  }, 60_000);

  test('T2 it never makes a second record', async () => {
    using home = freshHome();
    await open(home, text);
    const ran = await home.run('status', '--connection', 'hostile', '--output', 'plain');
    expect(ran.stdout.trimEnd().split('\n')).toHaveLength(1);
  });

  test('an accepted finding is told with its reason, in one record', async () => {
    using home = freshHome();
    await open(home, text);
    const list = await home.run('finding', 'list', '--connection', 'hostile', '--output', 'plain');
    expect(list.stdout.trimEnd().split('\n')).toHaveLength(1);
    const json = await home.run('finding', 'list', '--connection', 'hostile', '--output', 'json');
    expect(json.list('accepted')).toMatchObject([{reason: `because ${text}`}]);
  });

  test('JSON gives the original value back', async () => {
    using home = freshHome();
    await open(home, text);
    const ran = await home.run('status', '--connection', 'hostile', '--output', 'json');
    expect(ran.json()['hierarchy']).toBe(`Contoso ${text}`);
  });
});
