// The lab's file with several processes, and with one that is killed while it saves.
import {execa} from 'execa';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {labGenerate} from '../../src/sites/lab/replace-lab.ts';
import {labFolder, proxyOf, rowOf, withinTime, type LabFolder} from './lab-folder.ts';

const writer = fileURLToPath(new URL('fixtures/write-many.ts', import.meta.url));
const write = (lab: LabFolder, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  execa(process.execPath, [writer, lab.file, ...args], {env, reject: false});

function portIn(lab: LabFolder, siteCode: string, server: string): unknown {
  const json = lab.json();
  const pending = json.lab.pending as readonly {server?: string; props?: readonly {name: string; to: unknown}[]}[];
  const last = pending.findLast(item => item.server === server)?.props?.find(item => item.name === 'ProxyServerPort');
  const stored = rowOf(json, siteCode, server).Props.find(item => item['PropertyName'] === 'ProxyServerPort');
  return last?.to ?? stored?.['Value'];
}

describe('R2a two processes at once', () => {
  test('writing different servers, nothing is lost: every write counted, every last value there', async () => {
    using lab = labFolder();
    const mine = ['PS1/DP11.contoso.com', 'PS1/DP12.contoso.com'];
    const theirs = ['PS2/DP21.contoso.com', 'CAS/RPT00.contoso.com'];
    const runs = await Promise.all([write(lab, ['1001', '1030', ...mine]), write(lab, ['2001', '2030', ...theirs])]);
    expect(runs.map(run => run.stderr)).toEqual(['', '']);
    expect(lab.json().lab.calls).toEqual({
      writes: 120,
      records: {
        'siteSystem|PS1|dp11.contoso.com': 30,
        'siteSystem|PS1|dp12.contoso.com': 30,
        'siteSystem|PS2|dp21.contoso.com': 30,
        'siteSystem|CAS|rpt00.contoso.com': 30,
      },
    });
    const ports = [...mine, ...theirs].map(name => {
      const [siteCode = '', server = ''] = name.split('/');
      return portIn(lab, siteCode, server);
    });
    expect(ports).toEqual([1030, 1030, 2030, 2030]);
    expect(lab.files()).toEqual(['lab.json']);
  });
});

describe('R1 killed while saving', () => {
  const steps = ['opened', 'written', 'synced', 'renamed'] as const;

  test.each(steps)(
    'after "%s" the file is wholly the old or wholly the new one, and the next write goes through and sweeps',
    async step => {
      using lab = labFolder();
      await lab.site.write(
        {object: 'siteSystem', siteCode: 'PS1', server: 'MP01.contoso.com', enableProxy: false},
        withinTime,
      );
      const before = lab.text();
      const fault = {CMPROXY_TEST_FAULT: `write:${step}:lab.json`};
      const killed = await write(lab, ['1234', '1234', 'PS1/DP11.contoso.com'], fault);
      expect(killed.signal).toBe('SIGKILL');
      expect(lab.json().lab.calls.writes).toBe(step === 'renamed' ? 2 : 1);
      expect(lab.text() === before).toBe(step !== 'renamed');
      const next = await write(lab, ['4321', '4321', 'PS1/DP11.contoso.com']);
      expect(next.stderr).toBe('');
      expect(portIn(lab, 'PS1', 'DP11.contoso.com')).toBe(4321);
      expect(lab.files()).toEqual(['lab.json']);
      lab.pass(86_400_000);
      expect(proxyOf(await lab.site.readSiteSystem('PS1', 'MP01.contoso.com')).enabled).toBe(false);
    },
  );

  test.each(steps)('the first write of all, killed after "%s": no file, or the whole one', async step => {
    using lab = labFolder();
    const fault = {CMPROXY_TEST_FAULT: `write:${step}:lab.json`};
    const killed = await write(lab, ['1234', '1234', 'PS1/DP11.contoso.com'], fault);
    expect(killed.signal).toBe('SIGKILL');
    expect(lab.isThere()).toBe(step === 'renamed');
    expect(await lab.site.read()).toMatchObject({kind: 'read'});
  });
});

test('a process sees what another one wrote, though it has the file in memory', async () => {
  using lab = labFolder();
  await labGenerate(lab.file, {siteSystems: 50, seed: 3});
  const before = proxyOf(await lab.site.readSiteSystem('CAS', 'CM00.corp.example.com'));
  expect(before.port).toBe(8080);
  await write(lab, ['999', '999', 'CAS/CM00.corp.example.com']);
  lab.pass(86_400_000 * 365);
  expect(proxyOf(await lab.site.readSiteSystem('CAS', 'CM00.corp.example.com')).port).toBe(999);
});
