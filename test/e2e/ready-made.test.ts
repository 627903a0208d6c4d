// The ready-made answer files, each checked alone and replayed on the lab, with what is there afterwards.
import {readdirSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {describe, expect, test} from 'vitest';
import {freshHome, type Home} from './cmproxy.ts';

const folder = resolve(import.meta.dirname, '../../wizards');
const files = readdirSync(folder).filter(name => name.endsWith('.yaml'));

interface Expected {
  /** What has to be so before. */
  readonly first?: string;
  /** Servers with their proxy and switches afterwards. */
  readonly after: Readonly<Record<string, string>>;
  /** A server whose account is not at its site cannot be taken back to it: its undo ends as partial. */
  readonly stays?: string;
}

const system = {name: 'proxy-standby.contoso.com:8080 system'};

const expected: Readonly<Record<string, Expected>> = {
  'central-site-authenticating-proxy.yaml': {
    after: {'CAS/CM00': 'proxy-b.contoso.com:8080 CONTOSO\\svc-proxy true/true'},
  },
  'dmz-software-update-point.yaml': {after: {'PS1/SUP02': 'proxy-dmz.contoso.com:3128 system false/false'}},
  'connected-cache-branch-server.yaml': {after: {'PS2/DP21': 'proxy-b.contoso.com:3128 system'}},
  'back-to-system-account.yaml': {after: {'CAS/CM00': 'proxy-a.contoso.com:8080 system true/true'}, stays: 'PS2/CMG02'},
  'turn-proxy-off.yaml': {
    after: {'PS1/CM01': 'off', 'PS1/SUP01': 'off false/false', 'PS1/MP01': 'off', 'CAS/RPT00': '10.20.0.8:3128 system'},
  },
  'fail-over-to-standby.yaml': {
    after: {
      'PS1/MP01': system.name,
      'S01/CM10': `${system.name} false/true`,
      'PS1/CM01P': 'proxy-b.contoso.com:3128 system',
    },
  },
  'fail-back.yaml': {first: 'fail-over-to-standby.yaml', after: {'PS1/MP01': 'proxy-a.contoso.com:8080 system'}},
  'new-branch.yaml': {
    after: {'PS1/DP11': 'proxy-branch.contoso.com:8080 system', 'PS2/DP05': 'proxy-branch.contoso.com:3128 system'},
  },
};

interface Shown {
  readonly server: string;
  readonly siteCode: string;
  readonly proxy: {
    enabled: boolean;
    serverName: string;
    port: number;
    account: {kind: string; userName?: string};
  } | null;
  readonly softwareUpdatePoint: {useProxy: boolean; useProxyForAutoDeploymentRule: boolean} | null;
}

/** `SITE/SHORTNAME` to its proxy and switches in words. */
async function records(home: Home): Promise<Readonly<Record<string, string>>> {
  const status = (await home.run('status', '--all', '--output', 'json')).list(
    'siteSystems',
  ) as unknown as readonly Shown[];
  return Object.fromEntries(
    status.map(({server, siteCode, proxy, softwareUpdatePoint: updates}) => {
      const account = proxy?.account.userName ?? 'system';
      const text = proxy === null ? 'unknown' : proxy.enabled ? `${proxy.serverName}:${proxy.port} ${account}` : 'off';
      const switches = updates === null ? '' : ` ${updates.useProxy}/${updates.useProxyForAutoDeploymentRule}`;
      return [`${siteCode}/${server.split('.')[0]}`, `${text}${switches}`];
    }),
  );
}

/** 3: one server of the lab cannot be read, and conditions might mean it. */
async function replay(home: Home, name: string): Promise<void> {
  const ran = await home.run('replay', join(folder, name), '--yes', '--confirm', 'CAS');
  expect([0, 3]).toContain(ran.exitCode);
}

test('each file has its expectation', () => expect(Object.keys(expected).toSorted()).toEqual(files.toSorted()));

describe.each(Object.entries(expected))('%s', (name, {first, after, stays}) => {
  test('is valid; replayed it gives what it promises; replayed again it writes nothing; undo takes it back', async () => {
    using home = freshHome();
    if (first !== undefined) await replay(home, first);
    const before = await records(home);
    expect((await home.run('replay', join(folder, name), '--validate')).exitCode).toBe(0);
    await replay(home, name);
    const now = await records(home);
    expect(now).toMatchObject(after);
    expect(now).not.toEqual(before);
    const again = await home.run('replay', join(folder, name), '--what-if', '--output', 'json');
    expect([again.list('changes'), [0, 3].includes(again.exitCode)]).toEqual([[], true]);
    expect((await home.run('undo', '--yes', '--confirm', 'CAS')).exitCode).toBe(stays === undefined ? 0 : 4);
    const kept = stays === undefined ? {} : {[stays]: now[stays]};
    expect(await records(home)).toEqual({...before, ...kept});
  });
});
