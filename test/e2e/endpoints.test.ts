// The allow-list, on the built program.
import {expect, test} from 'vitest';
import {freshHome} from './cmproxy.ts';

interface Listed {
  readonly server: string;
  readonly host: string;
  readonly wildcard: boolean;
  readonly cloud?: string;
  readonly neededBy: readonly {readonly subject: string}[];
}

async function listed(...args: string[]): Promise<{items: readonly Listed[]; exitCode: number; stderr: string}> {
  using home = freshHome();
  const ran = await home.run('endpoints', ...args, '--output', 'json');
  return {items: ran.list('endpoints') as unknown as Listed[], exitCode: ran.exitCode, stderr: ran.stderr};
}

test('the server of the service connection point needs what the features that follow it need', async () => {
  const {items, exitCode} = await listed('--where', 'role=SMS Dmp Connector');
  const subjects = new Set(items.flatMap(item => item.neededBy.map(({subject}) => subject)));
  expect([...subjects]).toEqual(expect.arrayContaining(['Service connection point', 'Tenant attach']));
  expect(new Set(items.map(item => item.server)).size).toBe(1);
  expect(items.find(item => item.host === '*.manage.microsoft.com')?.wildcard).toBe(true);
  expect(exitCode).toBe(0);
});

test('a software update point below another one needs its upstream server and no Microsoft host', async () => {
  const {items} = await listed('--role', 'SMS Software Update Point');
  const byServer = Map.groupBy(items, item => item.server);
  const kinds = [...byServer.values()].map(list => list.some(item => item.host === '*.update.microsoft.com'));
  expect(kinds.filter(Boolean)).toHaveLength(1);
  expect(kinds.length).toBeGreaterThan(1);
});

test('one host stands once for a server, port and scheme, with all that need it', async () => {
  const {items} = await listed();
  const keys = items.map(item =>
    JSON.stringify([item.server, item.host, 'scheme' in item && item.scheme, 'path' in item && item.path]),
  );
  expect(new Set(keys).size).toBe(keys.length);
  expect(items.some(item => item.neededBy.length > 2)).toBe(true);
});

test('the other cloud has its own hosts', async () => {
  const {items} = await listed('--cloud', 'usgov');
  expect(items.map(item => item.host)).toContain('*.manage.microsoft.us');
  expect(items.filter(item => item.cloud === 'public')).toEqual([]);
});

test('CSV has one record a line with the date of its source, and nothing that a spreadsheet would run', async () => {
  using home = freshHome();
  const {stdout} = await home.run('Get-CMProxyEndpoint', '-Server', 'CM00', '-OutputFormat', 'csv');
  const [head, ...lines] = stdout.trim().split('\n');
  expect(head).toContain('Host');
  expect(lines.length).toBeGreaterThan(10);
  for (const line of lines) {
    expect(line).toContain('2026-06-08');
    expect(line).not.toMatch(/(^|,)[=+@-]/);
  }
});

test('a server that is not there is CMP007; a key that is not one is refused with the nearest', async () => {
  using home = freshHome();
  const missing = await home.run('endpoints', '--server', 'NOSUCH');
  expect(missing.exitCode).toBe(1);
  expect(missing.stderr).toContain('CMP007');
  const wrong = await home.run('endpoints', '--where', 'rol=x');
  expect(wrong.exitCode).toBe(64);
  expect(wrong.stderr).toContain('Did you mean role?');
});

test('a server that cannot be read is unknown, and its list is not called complete', async () => {
  using home = freshHome();
  await home.run('lab', 'fault', 'add', 'read-denied', 'CM00');
  const ran = await home.run('endpoints', '--server', 'CM00', '--output', 'json');
  expect(ran.exitCode).toBe(3);
  expect(ran.stderr).toContain('CMP008');
  expect(ran.list('unknown')).toHaveLength(1);
});

test('an empty list says why: nothing is needed, not read, or nothing is called so', async () => {
  using home = freshHome();
  const nothing = await home.run('endpoints', '--server', 'PS1/DP05', '--output', 'json');
  expect(nothing.json()).toMatchObject({nothing: ['PS1/DP05.contoso.com'], endpoints: [], unknown: []});
  expect([nothing.exitCode, nothing.stderr]).toEqual([0, expect.stringContaining('nothing on it uses the internet')]);
  const unread = await home.run('endpoints', '--server', 'DP23', '--output', 'table');
  expect([unread.exitCode, unread.stdout + unread.stderr]).toEqual([3, expect.not.stringContaining('Nothing on')]);
  const slip = await home.run('endpoints', '--role', 'Sofware update point');
  expect([slip.exitCode, slip.stderr]).toEqual([64, expect.stringContaining('Did you mean "Software update point"?')]);
  const [first] = (await home.run('endpoints', '--server', 'CM01', '--output', 'json')).list('endpoints');
  expect(first).toMatchObject({sourceDate: '2026-06-08'});
  expect(String(first?.['source'])).toContain('internet-endpoints');
});

test('the table holds its width', async () => {
  using home = freshHome();
  const ran = await home.runWith({env: {...home.env, COLUMNS: '80'}}, 'endpoints', '--output', 'table');
  const wide = ran.stdout.split('\n').filter(line => line.length > 80 && !line.startsWith('Source: '));
  expect(wide).toEqual([]);
});
