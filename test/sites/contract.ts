// What every site connection keeps, whatever is behind it: the same tests for the lab, for snapshots and for real sites.
import {describe, expect, test} from 'vitest';
import type {Hierarchy, SiteSystem} from '../../src/model/hierarchy.ts';
import type {SiteConnection, WriteRequest} from '../../src/sites/site.ts';

export interface ContractSite extends Disposable {
  readonly site: SiteConnection;
  /** Lets accepted changes become applied. */
  readonly settle: () => Promise<void>;
  readonly known: Known;
}

/** What the tests may count on being there. */
export interface Known {
  readonly siteCode: string;
  /** A readable server without a software update point, whose proxy is on, with a name, a port and System. */
  readonly server: string;
  /** A readable server of that site without any proxy, with a software update point whose synchronization switch is off. */
  readonly updatePointWithoutProxy: string;
  readonly account: string;
  readonly unreadable: {readonly siteCode: string; readonly server: string};
  /** One server name under two sites. */
  readonly twice: {readonly server: string; readonly siteCodes: readonly [string, string]};
  /** A secondary site whose parent is `siteCode`. */
  readonly secondary: string;
}

type Make = () => Promise<ContractSite>;
const limits = {timeoutMs: 5000};

async function hierarchyOf(site: SiteConnection): Promise<Hierarchy> {
  const outcome = await site.read();
  if (outcome.kind === 'failed') throw new Error(`${outcome.what}: ${outcome.why}`);
  return outcome.reading.hierarchy;
}

async function systemOf(site: SiteConnection, siteCode: string, server: string): Promise<SiteSystem> {
  const outcome = await site.readSiteSystem(siteCode, server);
  if (outcome.kind !== 'read') throw new Error(`${siteCode}/${server}: ${outcome.kind}`);
  return outcome.siteSystem;
}

/** The reading half. */
export function siteReadContract(name: string, make: Make): void {
  describe(`${name} reads as every site does`, () => {
    test('a reading says when it was made, and not in the future', async () => {
      using made = await make();
      const outcome = await made.site.read();
      expect(outcome.kind).toBe('read');
      if (outcome.kind !== 'read') return;
      const {readAt} = outcome.reading;
      expect(new Date(readAt).toISOString()).toBe(readAt);
      expect(outcome.reading.hierarchy.siteSystems.length).toBeGreaterThan(0);
    });

    test('one site system read alone is what the whole reading says of it, for every one', async () => {
      using made = await make();
      for (const system of (await hierarchyOf(made.site)).siteSystems)
        expect(await systemOf(made.site, system.siteCode, system.server)).toEqual(system);
    });

    test('case and a trailing dot in a server name do not count', async () => {
      using made = await make();
      const {siteCode, server} = made.known;
      const system = await systemOf(made.site, siteCode.toLowerCase(), `${server.toUpperCase()}.`);
      expect(system).toEqual(await systemOf(made.site, siteCode, server));
    });

    test('what is not there is not visible, never an empty record', async () => {
      using made = await make();
      const {siteCode, server, twice} = made.known;
      expect(await made.site.readSiteSystem(siteCode, 'nowhere.contoso.com')).toEqual({kind: 'notVisible'});
      expect(await made.site.readSiteSystem('ZZZ', server)).toEqual({kind: 'notVisible'});
      expect(await made.site.readSiteSystem('ZZZ', twice.server)).toEqual({kind: 'notVisible'});
    });

    test('a server under two sites is two site systems', async () => {
      using made = await make();
      const {server, siteCodes} = made.known.twice;
      const [first, second] = [
        await systemOf(made.site, siteCodes[0], server),
        await systemOf(made.site, siteCodes[1], server),
      ];
      expect([first.siteCode, second.siteCode]).toEqual([...siteCodes]);
      expect(first.proxy).not.toEqual(second.proxy);
    });

    test('a server that may not be read is there, unreadable, with the reason', async () => {
      using made = await make();
      const {siteCode, server} = made.known.unreadable;
      const system = await systemOf(made.site, siteCode, server);
      expect(system).toMatchObject({readable: false, why: 'access denied', proxy: null, softwareUpdatePoint: null});
    });

    test('accounts exist per site, whatever their case; a secondary site has those of its parent', async () => {
      using made = await make();
      const {site, known} = made;
      expect(await site.accountExists(known.siteCode, known.account.toUpperCase())).toBe(true);
      expect(await site.accountExists(known.secondary, known.account)).toBe(true);
      expect(await site.accountExists(known.siteCode, 'CONTOSO\\nobody')).toBe(false);
    });
  });
}

/** A site that may not be written says so, and refuses everything. */
export function siteReadOnlyContract(name: string, make: Make): void {
  describe(`${name} is read-only`, () => {
    test('it says that it may not be written, and why', async () => {
      using made = await make();
      expect(made.site.capabilities()).toEqual({mayWrite: false, why: expect.stringMatching(/\w/) as string});
    });

    test('every write is refused, and nothing changes', async () => {
      using made = await make();
      const {site, known} = made;
      const before = await hierarchyOf(site);
      const {siteCode, server} = known;
      const requests: readonly WriteRequest[] = [
        {object: 'siteSystem', siteCode, server, enableProxy: false},
        {object: 'softwareUpdatePoint', siteCode, server: known.updatePointWithoutProxy, useProxy: false},
      ];
      for (const request of requests) expect(await site.write(request, limits)).toMatchObject({kind: 'refused'});
      const account = {siteCode, userName: 'CONTOSO\\svc-new', password: 'x'};
      expect(await site.createAccount(account, limits)).toMatchObject({kind: 'refused'});
      await made.settle();
      expect(await hierarchyOf(site)).toEqual(before);
    });
  });
}

/** The writing half: the provider's rules and traps. */
export function siteWriteContract(name: string, make: Make): void {
  describe(`${name} writes as every site does`, () => {
    test('a whole record is accepted, and applied after a while; nothing else changes', async () => {
      using made = await make();
      const {site, known} = made;
      const {siteCode, server, account} = known;
      const before = await hierarchyOf(site);
      const outcome = await site.write(
        {
          object: 'siteSystem',
          siteCode,
          server,
          enableProxy: true,
          proxyServerName: 'proxy-c.contoso.com',
          proxyServerPort: 3129,
          proxyAccessAccount: account,
        },
        limits,
      );
      expect(outcome).toEqual({kind: 'accepted'});
      await made.settle();
      const proxy = {
        enabled: true,
        serverName: 'proxy-c.contoso.com',
        port: 3129,
        account: {kind: 'account', userName: account},
      };
      const after = await hierarchyOf(site);
      expect(after).toEqual({
        ...before,
        siteSystems: before.siteSystems.map(system =>
          system.siteCode === siteCode && system.server === server ? {...system, proxy} : system,
        ),
      });
    });

    test('a port left out becomes 80, an account left out becomes System', async () => {
      using made = await make();
      const {site, known} = made;
      const {siteCode, server, account} = known;
      const on = {object: 'siteSystem', siteCode, server, enableProxy: true, proxyServerName: 'p.contoso.com'} as const;
      await site.write({...on, proxyServerPort: 3128, proxyAccessAccount: account}, limits);
      await made.settle();
      expect(await site.write(on, limits)).toEqual({kind: 'accepted'});
      await made.settle();
      expect((await systemOf(site, siteCode, server)).proxy).toMatchObject({port: 80, account: {kind: 'system'}});
    });

    test('off keeps name, port and account stored', async () => {
      using made = await make();
      const {site, known} = made;
      const {siteCode, server, account} = known;
      const on = {object: 'siteSystem', siteCode, server, enableProxy: true, proxyServerName: 'p.contoso.com'} as const;
      await site.write({...on, proxyServerPort: 3128, proxyAccessAccount: account}, limits);
      await made.settle();
      await site.write({object: 'siteSystem', siteCode, server, enableProxy: false}, limits);
      await made.settle();
      expect((await systemOf(site, siteCode, server)).proxy).toEqual({
        enabled: false,
        serverName: 'p.contoso.com',
        port: 3128,
        account: {kind: 'account', userName: account},
      });
    });

    test('refused, and nothing changes: no name, a port that is none, an account or a server that is not there', async () => {
      using made = await make();
      const {site, known} = made;
      const {siteCode, server} = known;
      const before = await hierarchyOf(site);
      const on = {object: 'siteSystem', siteCode, server, enableProxy: true} as const;
      const bad: readonly WriteRequest[] = [
        on,
        {...on, proxyServerName: 'p.contoso.com', proxyServerPort: 0},
        {...on, proxyServerName: 'p.contoso.com', proxyServerPort: 70_000},
        {...on, proxyServerName: 'p.contoso.com', proxyAccessAccount: 'CONTOSO\\nobody'},
        {...on, server: 'nowhere.contoso.com', proxyServerName: 'p.contoso.com'},
        {...on, ...known.unreadable, proxyServerName: 'p.contoso.com'},
        {object: 'softwareUpdatePoint', siteCode, server, useProxy: false},
      ];
      for (const request of bad)
        expect(await site.write(request, limits), JSON.stringify(request)).toMatchObject({kind: 'refused'});
      await made.settle();
      expect(await hierarchyOf(site)).toEqual(before);
    });

    test('a switch of a software update point goes on only where its server has a proxy', async () => {
      using made = await make();
      const {site, known} = made;
      const {siteCode, updatePointWithoutProxy: server} = known;
      const change = {object: 'softwareUpdatePoint', siteCode, server, useProxy: true} as const;
      expect(await site.write(change, limits)).toMatchObject({kind: 'refused'});
      const on = {object: 'siteSystem', siteCode, server, enableProxy: true, proxyServerName: 'p.contoso.com'} as const;
      await site.write(on, limits);
      await made.settle();
      const before = await systemOf(site, siteCode, server);
      expect(await site.write(change, limits)).toEqual({kind: 'accepted'});
      await made.settle();
      const after = await systemOf(site, siteCode, server);
      expect(after).toEqual({...before, softwareUpdatePoint: {...before.softwareUpdatePoint, useProxy: true}});
    });

    test('a switch goes off although the server has no proxy', async () => {
      using made = await make();
      const {siteCode, updatePointWithoutProxy: server} = made.known;
      const request = {object: 'softwareUpdatePoint', siteCode, server, useProxyForAutoDeploymentRule: false} as const;
      expect(await made.site.write(request, limits)).toEqual({kind: 'accepted'});
      await made.settle();
      const system = await systemOf(made.site, siteCode, server);
      expect(system.softwareUpdatePoint?.useProxyForAutoDeploymentRule).toBe(false);
    });

    test('a new account exists at its site alone, can be used there, and cannot be made twice', async () => {
      using made = await make();
      const {site, known} = made;
      const {siteCode, server, twice} = known;
      const userName = 'CONTOSO\\svc-contract';
      const account = {siteCode, userName, password: 'unused'};
      expect(await site.createAccount(account, limits)).toEqual({kind: 'accepted'});
      await made.settle();
      expect(await site.accountExists(siteCode, userName)).toBe(true);
      const elsewhere = twice.siteCodes.find(code => code !== siteCode) ?? '';
      expect(await site.accountExists(elsewhere, userName)).toBe(false);
      expect(await site.createAccount({...account, userName: userName.toUpperCase()}, limits)).toMatchObject({
        kind: 'refused',
      });
      const on = {object: 'siteSystem', siteCode, server, enableProxy: true, proxyServerName: 'p.contoso.com'} as const;
      expect(await site.write({...on, proxyAccessAccount: userName}, limits)).toEqual({kind: 'accepted'});
    });
  });
}
