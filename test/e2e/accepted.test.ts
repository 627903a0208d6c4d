// Findings that were accepted: shown as such, not counted, never those that tell of what could not be read.
import {existsSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {freshHome, type Home} from './cmproxy.ts';

const file = (home: Home): string => join(home.env['CMPROXY_HOME'] ?? '', 'accepted-findings.json');
const stateOf = async (home: Home, server: string): Promise<unknown> =>
  (await home.run('status', '--output', 'json')).list('siteSystems').find(system => system['server'] === server);
const far = '2999-03-31';

describe('finding accept', () => {
  test('it does not count any more, and tells until when, why and by whom', async () => {
    using home = freshHome();
    const ran = await home.run(
      'finding',
      'accept',
      'cmp004',
      '--server',
      'PS2/CMG02',
      '--until',
      far,
      '--reason',
      'new account on Monday',
    );
    expect(ran).toMatchObject({exitCode: 0, stdout: ''});
    expect(await stateOf(home, 'CMG02.contoso.com')).toMatchObject({
      state: 'information',
      findings: expect.arrayContaining([
        expect.objectContaining({
          code: 'CMP004',
          accepted: expect.objectContaining({
            until: `${far}T23:59:59.999Z`,
            reason: 'new account on Monday',
          }) as unknown,
        }),
      ]) as unknown,
    });
    expect((await home.run('status', '--faults', '--output', 'plain')).stdout).not.toContain('CMG02');
    expect(statSync(file(home)).mode & 0o777).toBe(0o600);
    const list = await home.run('finding', 'list', '--output', 'json');
    expect(list.list('accepted')).toMatchObject([{code: 'CMP004', server: 'CMG02.contoso.com', expired: false}]);
  });

  test('removed, it counts again', async () => {
    using home = freshHome();
    await home.run('finding', 'accept', 'CMP004', '--server', 'CMG02');
    expect(await stateOf(home, 'CMG02.contoso.com')).toMatchObject({state: 'information'});
    expect((await home.run('finding', 'remove', 'CMP004', '--server', 'CMG02')).exitCode).toBe(0);
    expect(await stateOf(home, 'CMG02.contoso.com')).toMatchObject({state: 'fault'});
    expect((await home.run('finding', 'remove', 'CMP004', '--server', 'CMG02')).exitCode).toBe(1);
  });

  test('one that is over counts again', async () => {
    using home = freshHome();
    await home.run('finding', 'accept', 'CMP004', '--server', 'CMG02', '--until', far);
    writeFileSync(file(home), readFileSync(file(home), 'utf8').replace(far, '2020-01-01'));
    expect(await stateOf(home, 'CMG02.contoso.com')).toMatchObject({state: 'fault'});
  });

  test.each([
    [['CMP008', '--server', 'DP23'], 1, 'stays unknown'],
    [['CMP102', '--server', 'CM01'], 1, 'does not show CMP102'],
    [['CMP004', '--server', 'nope'], 1, 'CMP007'],
    [['CMP004', '--server', 'DP05'], 64, 'several site systems'],
    [['CMP004', '--server', 'CMG02', '--until', '2020-01-01'], 64, 'in the past'],
    [['CMP004', '--server', 'CMG02', '--until', '2999-02-30'], 64, 'not a date'],
    [['CMP004', '--server', 'CMG02', '--until', 'soon'], 64, 'not a date'],
    [['CMP004', '--server', 'CMG02', '--until', '2999-02-30T10:00Z'], 64, 'not a date'],
    [['CMP999', '--server', 'CMG02'], 64, 'help findings'],
    [['CMP004', '--server', 'CMG02', '--read-only'], 1, '--read-only was given'],
    [['CMP004', '--server', 'CMG02', '--what-if'], 0, 'What if: would accept CMP004 of PS2/CMG02.contoso.com'],
    [['--server', 'CMG02'], 64, 'Code'],
  ] as const)('%j is refused with %i', async (args, exitCode, text) => {
    using home = freshHome();
    const ran = await home.run('finding', 'accept', ...args);
    expect(ran.exitCode).toBe(exitCode);
    expect(ran.stderr).toContain(text);
    expect(existsSync(file(home))).toBe(false);
  });

  test('a reason that is a book is refused', async () => {
    using home = freshHome();
    const ran = await home.run('finding', 'accept', 'CMP004', '--server', 'CMG02', '--reason', 'x'.repeat(1001));
    expect(ran.exitCode).toBe(64);
    expect(ran.stderr).toContain('at most 1000');
  });

  test.each([
    '{',
    '{"schema": "cmproxy/accepted@9", "hierarchies": {}}',
    '{"schema": "cmproxy/accepted@1", "hierarchies": {"a": [1]}}',
    '{"schema": "cmproxy/accepted@1", "hierarchies": {"a": [{"code": "CMP004", "siteCode": "PS1", "server": "CM01", "severity": "error", "until": "soon", "reason": "", "by": "me", "at": "2026-11-24T00:00:00Z"}]}}',
  ])(
    'R5 R6a a file that holds %j is refused and stays as it is; the status counts everything and says so',
    async text => {
      using home = freshHome();
      await home.run('finding', 'accept', 'CMP004', '--server', 'CMG02');
      writeFileSync(file(home), text);
      const status = await home.run('status', '--output', 'json');
      expect(status.exitCode).toBe(0);
      expect(status.stderr).toMatch(
        /accepted findings could not be read, so all findings count: .*accepted-findings\.json/,
      );
      expect(status.list('siteSystems').find(system => system['server'] === 'CMG02.contoso.com')).toMatchObject({
        state: 'fault',
      });
      for (const command of [
        ['accept', 'CMP004', '--server', 'CMG02'],
        ['remove', 'CMP004', '--server', 'CMG02'],
        ['list'],
      ])
        expect((await home.run('finding', ...command)).exitCode).toBe(1);
      expect(readFileSync(file(home), 'utf8')).toBe(text);
    },
  );

  test('accepted again, the later word holds', async () => {
    using home = freshHome();
    await home.run('finding', 'accept', 'CMP004', '--server', 'CMG02', '--until', far, '--reason', 'first');
    await home.run('finding', 'accept', 'CMP004', '--server', 'PS2/CMG02.contoso.com', '--reason', 'second');
    expect((await home.run('finding', 'list', '--output', 'json')).list('accepted')).toMatchObject([
      {code: 'CMP004', until: null, reason: 'second', standing: 'accepted'},
    ]);
  });

  test('one that has become worse counts again, one that is not shown is listed as such and can be taken back', async () => {
    using home = freshHome();
    await home.run('finding', 'accept', 'CMP107', '--server', 'SUP01');
    await home.run('finding', 'accept', 'CMP004', '--server', 'CMG02');
    const text = readFileSync(file(home), 'utf8');
    const worse = text.replace('"severity": "warning"', '"severity": "information"');
    writeFileSync(file(home), worse.replaceAll('CMG02', 'GONE01'));
    expect(await stateOf(home, 'SUP01.contoso.com')).toMatchObject({state: 'warning'});
    expect((await home.run('finding', 'list', '--output', 'json')).list('accepted')).toMatchObject([
      {code: 'CMP107', standing: 'worse'},
      {code: 'CMP004', server: 'GONE01.contoso.com', standing: 'notShown'},
    ]);
    expect((await home.run('finding', 'remove', 'cmp004', '--server', 'GONE01')).exitCode).toBe(0);
    expect((await home.run('finding', 'list', '--output', 'json')).list('accepted')).toHaveLength(1);
  });

  test('another hierarchy keeps its own', async () => {
    using home = freshHome();
    await home.run('lab', 'export', join(home.folder, 'contoso.json'));
    await home.run('site', 'add', 'copy', '--snapshot', join(home.folder, 'contoso.json'));
    await home.run('finding', 'accept', 'CMP004', '--server', 'CMG02');
    const list = await home.run('finding', 'list', '--connection', 'copy', '--output', 'json');
    expect(list.list('accepted')).toEqual([]);
  });

  test('plain and CSV name what is accepted in a column at the end, and a filter finds it', async () => {
    using home = freshHome();
    await home.run('finding', 'accept', 'CMP004', '--server', 'CMG02');
    const csv = await home.run('status', '--filter', 'accepted', '--output', 'csv');
    expect(csv.stdout).toMatch(/,siteName,accepted\r\n[^\r]*,CMG02\.contoso\.com,.*,CMP004\r\n$/);
  });

  test('R2a two at once: both are there', async () => {
    using home = freshHome();
    await Promise.all([
      home.run('finding', 'accept', 'CMP004', '--server', 'CMG02'),
      home.run('finding', 'accept', 'CMP107', '--server', 'SUP01'),
    ]);
    expect((await home.run('finding', 'list', '--output', 'json')).list('accepted')).toHaveLength(2);
  });

  test('a plan is not affected', async () => {
    using home = freshHome();
    await home.run('finding', 'accept', 'CMP004', '--server', 'CMG02');
    expect((await home.run('plan', '--server', 'CMG02', '--set', 'proxy.port=1')).exitCode).toBe(1);
  });
});
