// Accounts of sites, one after another: stopped between two, or at once, and each with a result of its own.
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {exitCodeOfAccounts, runAccounts, type AccountStep} from '../../src/apply/run-accounts.ts';
import {createStopControl} from '../../src/apply/stop.ts';
import {createFakeSite, siteSystem, type FakeSite} from './fake-site.ts';
import {temporaryFolder} from './temporary-folder.ts';

const steps: readonly AccountStep[] = ['CAS', 'PS1', 'PS2'].map(siteCode => ({
  siteCode,
  userName: 'CONTOSO\\svc',
  action: 'add',
  server: siteCode,
}));

async function run(site: FakeSite, stop = createStopControl()) {
  const folder = temporaryFolder('accounts');
  const ran = await runAccounts(steps, {
    site,
    hierarchyId: 'lab:PS1/cm01',
    journalFolder: join(folder, 'journal'),
    lockPath: join(folder, 'run.lock'),
    clock: () => new Date(),
    who: 'me',
    host: 'here',
    toolVersion: '1',
    siteAccount: null,
    ticket: null,
    timeoutMs: 50,
    password: 'x',
    stop,
  });
  const results = ran.kind === 'ran' ? ran.results : [];
  return [exitCodeOfAccounts(results), ...results.map(({result}) => result)];
}

test('a site that refuses does not keep the others from their turn', async () => {
  const site = createFakeSite([siteSystem('cm01.contoso.com')]);
  site.onWrite = (write, _request, apply) => {
    if (write === 2) return {kind: 'refused', why: 'access denied'};
    apply();
    return {kind: 'accepted'};
  };
  expect(await run(site)).toEqual([4, 'done', 'failed', 'done']);
});

test('A5b asked to stop once, the site in hand is finished; A5c asked twice, nobody waits for its answer', async () => {
  for (const [wishes, expected] of [
    [['finishServer'], [4, 'done', 'notStarted', 'notStarted']],
    [
      ['finishServer', 'stopNow'],
      [1, 'uncertain', 'notStarted', 'notStarted'],
    ],
  ] as const) {
    const site = createFakeSite([siteSystem('cm01.contoso.com')]);
    const stop = createStopControl();
    site.onWrite = async (_write, _request, apply) => {
      for (const wish of wishes) stop.request(wish);
      if (stop.requested === 'stopNow') return new Promise(() => undefined);
      apply();
      return {kind: 'accepted'};
    };
    expect(await run(site, stop)).toEqual(expected);
    expect(site.calls.accounts).toEqual(['CAS/CONTOSO\\svc']);
  }
});
