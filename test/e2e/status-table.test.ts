// The status as people read it: whole texts at two widths, and the options that choose what stands in it.
import {describe, expect, test} from 'vitest';
import {textWidth} from '../../src/terminal/text-width.ts';
import {freshHome, type Home, type Ran} from './cmproxy.ts';

const table = (home: Home, columns: number, ...args: string[]): Promise<Ran> =>
  home.runWith({env: {...home.env, COLUMNS: String(columns)}}, 'status', '--output', 'table', ...args);

describe.each([80, 40])('SV1 SV14 %i cells wide', columns => {
  test('the whole text, no line wider than the terminal', async () => {
    using home = freshHome();
    const {stdout} = await table(home, columns);
    await expect(stdout).toMatchFileSnapshot(`golden/status-${columns}.txt`);
    expect(stdout.split('\n').filter(line => textWidth(line) > columns)).toEqual([]);
  });

  test('with accepted findings and one cause at many servers', async () => {
    using home = freshHome();
    await home.run('finding', 'accept', 'CMP004', '--server', 'CMG02', '--until', '2999-03-31', '--reason', 'Monday');
    await home.run('finding', 'accept', 'CMP119', '--server', 'CM01P');
    for (const server of ['DP05', 'DP11', 'DP12', 'MP01'])
      await home.run('lab', 'fault', 'add', 'read-denied', `PS1/${server}`);
    const {stdout} = await table(home, columns);
    await expect(stdout).toMatchFileSnapshot(`golden/status-causes-${columns}.txt`);
    expect(stdout.split('\n').filter(line => textWidth(line) > columns)).toEqual([]);
  });
});

describe('what stands in the table', () => {
  test('servers that use no internet are left out and counted; --all and whoever looks for one gets them', async () => {
    using home = freshHome();
    const short = (await table(home, 100)).stdout;
    expect(short).not.toMatch(/DP11/);
    expect(short).toContain('3 servers not shown');
    for (const args of [['--all'], ['--filter', 'dp11'], ['--filter', 'state=ok']]) {
      const {stdout} = await table(home, 100, ...args);
      expect(stdout).toMatch(/^PS1 +DP11 /m);
      expect(stdout).not.toContain('not shown');
    }
    expect((await home.run('status', '--output', 'plain')).stdout).toContain('DP11');
    expect((await home.run('status', '--output', 'json')).list('siteSystems')).toHaveLength(18);
  });

  test('where nothing is left it says so', async () => {
    using home = freshHome();
    expect((await table(home, 80, '--filter', 'nothing')).stdout).toContain('No server is shown.');
  });

  test('--wide: whole names, roles, findings, and nothing cut', async () => {
    using home = freshHome();
    const {stdout} = await table(home, 40, '--wide', '--filter', 'server=CM00');
    expect(stdout).toMatch(/^SITE +SERVER +PROXY +AS +USED BY +ROLES +FINDINGS +STATE$/m);
    expect(stdout).toMatch(/^CAS +CM00\.contoso\.com +proxy-a\.contoso\.com:8080 .*tenant attach.*Site server.* ok$/m);
  });

  test('one cause at many servers names them, and how many more there are', async () => {
    using home = freshHome();
    await home.run('lab', 'fault', 'add', 'read-denied');
    const {stdout} = await table(home, 120);
    expect(stdout.match(/CMP008/g)).toHaveLength(1);
    expect(stdout).toMatch(/^CMP008 unknown at 18 servers: could not be read: /m);
    expect(stdout).toMatch(/^ {2}CAS\/CM00, .* and 10 more$/m);
  });
});

describe('--columns', () => {
  test('SV11 chosen fields in the order that was said, in plain and CSV', async () => {
    using home = freshHome();
    const args = ['status', '--filter', 'server=CM01 site=PS1', '--columns', 'server,STATE', '--columns', 'address'];
    expect((await home.run(...args)).stdout).toBe('CM01.contoso.com\tinformation\tproxy-a.contoso.com:8080\n');
    expect((await home.run(...args, '--output', 'csv')).stdout).toBe(
      'server,state,address\r\nCM01.contoso.com,information,proxy-a.contoso.com:8080\r\n',
    );
  });

  test.each([
    [['--columns', 'server,stat'], 'Did you mean state?'],
    [['--columns', 'server,'], 'There is no column ""'],
    [['--columns', 'server', '--output', 'json'], 'only plain and csv have columns'],
    [['--columns', 'server', '--output', 'table'], 'only plain and csv have columns'],
  ])('%j is refused', async (args, text) => {
    using home = freshHome();
    const ran = await home.run('status', ...args);
    expect(ran.exitCode).toBe(64);
    expect(ran.stderr).toContain(text);
  });
});

test('SV16 the exit code is of what is shown', async () => {
  using home = freshHome();
  expect((await home.run('status', '--exit-code')).exitCode).toBe(3);
  expect((await home.run('status', '--exit-code', '--filter', 'server=CMG02')).exitCode).toBe(2);
  expect((await home.run('status', '--exit-code', '--filter', 'server=SUP01')).exitCode).toBe(0);
});

test('I6 a name that a spreadsheet would calculate is text in CSV, also in chosen columns, and as it is in JSON', async () => {
  using home = freshHome();
  await home.run('finding', 'accept', 'CMP004', '--server', 'CMG02', '--reason', '=HYPERLINK("http://evil")');
  const csv = (await home.run('finding', 'list', '--output', 'csv')).stdout;
  expect(csv).toContain(`"'=HYPERLINK(""http://evil"")"`);
  expect((await home.run('finding', 'list', '--output', 'json')).list('accepted')).toMatchObject([
    {reason: '=HYPERLINK("http://evil")'},
  ]);
});
