import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {runPlan} from '../../src/apply/run-plan.ts';
import {createFakeSite, proxy, siteSystem, type FakeSite} from './fake-site.ts';
import {accountChange, createRunPlace, planOf, proxyChange, type RunPlace} from './run-place.ts';

const canary = 'P4ss w\u00f6rd"\\42!';

function accountPlan(): {site: FakeSite; place: RunPlace; plan: ReturnType<typeof planOf>} {
  const system = siteSystem('cm01.contoso.com');
  const site = createFakeSite([system]);
  const change = proxyChange(system, 'proxy-b.contoso.com');
  const after = proxy('cm01.contoso.com', 'proxy-b.contoso.com', 8080, 'CONTOSO\\svc');
  const withAccount = change.object === 'siteSystem' ? {...change, after} : change;
  return {
    site,
    place: createRunPlace(),
    plan: planOf(site.hierarchy(), [accountChange('cm01.contoso.com', 'CONTOSO\\svc'), withAccount]),
  };
}

test('an account is created before the server, the password asked for once', async () => {
  const {site, place, plan} = accountPlan();
  let asked = 0;
  const passwordFor = (): string => {
    asked += 1;
    return canary;
  };
  expect(await runPlan({...place.environment(site, {passwordFor}), plan, operation: 'apply'})).toMatchObject({
    exitCode: 0,
  });
  expect([asked, site.calls.accounts, site.accounts.size]).toEqual([1, ['PS1/CONTOSO\\svc'], 1]);
});

test('without a password nothing is written: exit 64', async () => {
  const {site, place, plan} = accountPlan();
  const report = await runPlan({...place.environment(site), plan, operation: 'apply'});
  expect([report.exitCode, site.calls.writes, site.calls.accounts]).toEqual([64, [], []]);
});

test('an account that someone has created meanwhile is left alone, and nobody is asked for a password', async () => {
  const {site, place, plan} = accountPlan();
  site.accounts.add('PS1/CONTOSO\\svc');
  expect(await runPlan({...place.environment(site), plan, operation: 'apply'})).toMatchObject({exitCode: 0});
  expect(site.calls.accounts).toEqual([]);
});

const leaks: readonly [string, (password: string) => string][] = [
  ['plain', password => password],
  ['base64', password => Buffer.from(password).toString('base64')],
  ['UTF-16 in base64', password => Buffer.from(password, 'utf16le').toString('base64')],
  ['URL-encoded', password => encodeURIComponent(password)],
  ['wrapped', password => [...password].join('\n')],
];

test.each(leaks)(
  'S1 a password that the provider repeats (%s) is in no event, journal, undo file or text',
  async (_, spell) => {
    const {site, place, plan} = accountPlan();
    for (const answer of ['refused', 'uncertain', 'throw'] as const) {
      site.onWrite = () => {
        if (answer === 'throw') throw new Error(`bad ${spell(canary)}`);
        return {kind: answer, why: `bad ${spell(canary)}`};
      };
      const report = await runPlan({
        ...place.environment(site, {passwordFor: () => canary, timeoutMs: 20}),
        plan,
        operation: 'apply',
      });
      const all = [
        JSON.stringify(report),
        JSON.stringify(place.events),
        place.journalText(),
        ...place.undoFiles().map(file => readFileSync(file, 'utf8')),
      ].join('\n');
      for (const [, spelling] of leaks)
        expect(all.replaceAll(/\s|\\n/g, '')).not.toContain(spelling(canary).replaceAll(/\s/g, ''));
      expect(report.exitCode).not.toBe(0);
    }
  },
);
