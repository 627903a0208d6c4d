// The lab misbehaves when it is told to, where it is told to, until it is told to stop.
import {describe, expect, test} from 'vitest';
import {labFaultAdd, labFaultClear, labFaults} from '../../src/sites/lab/lab-settings.ts';
import type {WriteRequest} from '../../src/sites/site.ts';
import {labFolder, proxyOf, withinTime, type LabFolder} from './lab-folder.ts';

const server = 'CM01.contoso.com';
const port3128: WriteRequest = {
  object: 'siteSystem',
  siteCode: 'PS1',
  server,
  enableProxy: true,
  proxyServerName: 'proxy-a.contoso.com',
  proxyServerPort: 3128,
};
const elsewhere: WriteRequest = {...port3128, server: 'DP11.contoso.com'};

async function labWith(kind: string, where: string | null = 'CM01'): Promise<LabFolder> {
  const lab = labFolder();
  expect(await labFaultAdd(lab.file, kind, where, lab.clock)).toEqual({kind: 'done'});
  return lab;
}

const portOf = async (lab: LabFolder, name = server) => proxyOf(await lab.site.readSiteSystem('PS1', name)).port;

describe('read-denied', () => {
  test('at one server: that one is unreadable, with its roles and the reason; it can still be seen to be there', async () => {
    using lab = await labWith('read-denied');
    const denied = {readable: false, why: 'access denied', proxy: null};
    expect(await lab.site.readSiteSystem('PS1', server)).toMatchObject({kind: 'read', siteSystem: denied});
    const outcome = await lab.site.read();
    const systems = outcome.kind === 'read' ? outcome.reading.hierarchy.siteSystems : [];
    const unreadable = systems.filter(system => !system.readable).map(system => `${system.siteCode}/${system.server}`);
    expect(unreadable).toEqual(['PS1/CM01.contoso.com', 'PS2/DP23.contoso.com']);
    expect(systems.find(system => system.server === server)?.roles.map(role => role.name)).toContain('SMS Site Server');
    expect(await lab.site.write(port3128, withinTime)).toMatchObject({kind: 'refused'});
  });

  test('everywhere: every site is unreadable, and nobody can say whether an account exists', async () => {
    using lab = await labWith('read-denied', null);
    const outcome = await lab.site.read();
    const hierarchy = outcome.kind === 'read' ? outcome.reading.hierarchy : null;
    expect(hierarchy?.sites.map(site => site.readable)).toEqual([false, false, false, false]);
    expect(hierarchy?.siteSystems.some(system => system.readable)).toBe(false);
    expect(await lab.site.accountExists('PS1', 'CONTOSO\\svc-proxy')).toBeNull();
  });
});

describe('write-denied', () => {
  test('at one server: refused and counted there, accepted elsewhere', async () => {
    using lab = await labWith('write-denied', 'PS1/CM01');
    expect(await lab.site.write(port3128, withinTime)).toEqual({kind: 'refused', why: 'access denied'});
    expect(await lab.site.write(elsewhere, withinTime)).toEqual({kind: 'accepted'});
    lab.pass(100);
    expect([await portOf(lab), await portOf(lab, 'DP11.contoso.com')]).toEqual([8080, 3128]);
    expect(lab.json().lab.calls.writes).toBe(2);
  });

  test('everywhere: no account can be made either', async () => {
    using lab = await labWith('write-denied', null);
    const account = {siteCode: 'PS1', userName: 'CONTOSO\\svc-new', password: 'x'};
    expect(await lab.site.createAccount(account, withinTime)).toEqual({kind: 'refused', why: 'access denied'});
  });
});

describe('timeout', () => {
  test('A2 the outcome is uncertain, the write happened, and it is counted once', async () => {
    using lab = await labWith('timeout');
    expect(await lab.site.write(port3128, {timeoutMs: 3000})).toEqual({
      kind: 'uncertain',
      why: 'there was no answer within 3 s',
    });
    lab.pass(100);
    expect(await portOf(lab)).toBe(3128);
    expect(lab.json().lab.calls.records).toEqual({'siteSystem|PS1|cm01.contoso.com': 1});
  });

  test('what would be refused is refused all the same', async () => {
    using lab = await labWith('timeout');
    const request: WriteRequest = {object: 'siteSystem', siteCode: 'PS1', server, enableProxy: true};
    expect(await lab.site.write(request, withinTime)).toMatchObject({kind: 'refused'});
  });
});

describe('never-applied', () => {
  test('A9 accepted, and nothing ever follows, not even after the fault is gone', async () => {
    using lab = await labWith('never-applied');
    expect(await lab.site.write(port3128, withinTime)).toEqual({kind: 'accepted'});
    lab.pass(86_400_000);
    expect(await portOf(lab)).toBe(8080);
    await labFaultClear(lab.file, null, null, lab.clock);
    expect(await portOf(lab)).toBe(8080);
    await lab.site.write({...port3128, proxyServerPort: 3129}, withinTime);
    lab.pass(100);
    expect(await portOf(lab)).toBe(3129);
  });
});

describe('changed-meanwhile', () => {
  test('another console changes the record before each look at it alone; the whole reading and other servers are left', async () => {
    using lab = await labWith('changed-meanwhile');
    expect(await lab.site.read()).toMatchObject({kind: 'read'});
    expect([await portOf(lab), await portOf(lab)]).toEqual([8081, 8082]);
    expect(await portOf(lab, 'MP01.contoso.com')).toBe(8080);
    await labFaultClear(lab.file, 'changed-meanwhile', null, lab.clock);
    expect(await portOf(lab)).toBe(8082);
    expect(lab.json().lab.calls.writes).toBe(0);
  });

  test('a proxy that is off is turned on, and the last port is followed by the first', async () => {
    using lab = await labWith('changed-meanwhile', null);
    expect(proxyOf(await lab.site.readSiteSystem('PS1', 'DP11.contoso.com'))).toMatchObject({enabled: true, port: 80});
    await lab.site.write({...elsewhere, proxyServerPort: 65_535}, withinTime);
    lab.pass(100);
    expect(await portOf(lab, 'DP11.contoso.com')).toBe(1);
  });
});

describe('slow', () => {
  test('1.5 s more for each call at that server and for the whole reading, none elsewhere', async () => {
    using lab = await labWith('slow');
    await lab.site.read();
    await lab.site.readSiteSystem('PS1', server);
    await lab.site.write(port3128, withinTime);
    expect(lab.pauses).toEqual([1500, 1500, 1500]);
    await lab.site.readSiteSystem('PS1', 'DP11.contoso.com');
    await lab.site.write(elsewhere, withinTime);
    expect(lab.pauses).toHaveLength(3);
  });

  test('a caller with less patience waits no longer than it said, and does not know', async () => {
    using lab = await labWith('slow');
    expect(await lab.site.write(port3128, {timeoutMs: 1000})).toMatchObject({kind: 'uncertain'});
    expect(lab.pauses).toEqual([1000]);
    lab.pass(100);
    expect(await portOf(lab)).toBe(3128);
  });
});

describe('setting and taking back', () => {
  test('a fault is kept by site and server, once', async () => {
    using lab = await labWith('slow', 'cm01');
    await labFaultAdd(lab.file, 'slow', 'PS1/CM01.contoso.com', lab.clock);
    await labFaultAdd(lab.file, 'slow', null, lab.clock);
    expect(labFaults(lab.file)).toEqual([
      {kind: 'slow', server: 'PS1/CM01.contoso.com'},
      {kind: 'slow', server: null},
    ]);
  });

  test.each([
    ['an unknown kind', 'fire', null, /the known ones are read-denied/],
    ['a server that is not there', 'slow', 'NOPE', /no site system NOPE/],
    ['a server under two sites', 'slow', 'DP05', /PS1\/DP05.contoso.com or PS2\/DP05.contoso.com/],
  ])('%s is refused, and no file is made', async (_name, kind, where, why) => {
    using lab = labFolder();
    const result = await labFaultAdd(lab.file, kind, where, lab.clock);
    expect(result).toMatchObject({kind: 'refused', why: expect.stringMatching(why) as string});
    expect(lab.isThere()).toBe(false);
  });

  test('one kind, one server, or all', async () => {
    using lab = await labWith('slow', 'PS2/DP05');
    for (const [kind, where] of [
      ['timeout', 'CM01'],
      ['slow', 'CM01'],
      ['slow', null],
    ] as const)
      await labFaultAdd(lab.file, kind, where, lab.clock);
    const left = () => labFaults(lab.file).map(fault => `${fault.kind} ${fault.server}`);
    await labFaultClear(lab.file, 'slow', 'ps1/cm01', lab.clock);
    expect(left()).toEqual(['slow PS2/DP05.contoso.com', 'timeout PS1/CM01.contoso.com', 'slow null']);
    await labFaultClear(lab.file, 'slow', null, lab.clock);
    expect(left()).toEqual(['timeout PS1/CM01.contoso.com']);
    expect(await labFaultClear(lab.file, null, 'DP11', lab.clock)).toMatchObject({kind: 'refused'});
    await labFaultClear(lab.file, null, null, lab.clock);
    expect(left()).toEqual([]);
  });

  test('taking back where nothing was ever set makes no file', async () => {
    using lab = labFolder();
    expect(await labFaultClear(lab.file, null, null, lab.clock)).toEqual({kind: 'done'});
    expect(labFaults(lab.file)).toEqual([]);
    expect(lab.isThere()).toBe(false);
  });
});
