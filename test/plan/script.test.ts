// The script of a plan and the script that goes back: parsed and run by the real PowerShell engine, beside stand-ins for the cmdlets.
import {afterAll, beforeAll, describe, expect, test, type TestContext} from 'vitest';
import {tokenize} from '../../src/host/language/tokenize.ts';
import type {Hierarchy} from '../../src/model/hierarchy.ts';
import {quoteValue} from '../../src/plan/script/quote-value.ts';
import {scriptBytes} from '../../src/plan/script/plan-script.ts';
import {fqdn, hierarchyOf} from '../model/hierarchy-of.ts';
import {
  checkerName,
  oracleStartLimit,
  powerShellOracle,
  type Oracle,
  type RealRun,
  type Unavailable,
} from '../oracle/powershell.ts';
import {planOf} from './plan-of.ts';

const sup = 'SMS Software Update Point';
let found: Oracle | Unavailable;
beforeAll(async () => {
  found = await powerShellOracle();
  process.stdout.write(`scripts: ${checkerName(found)}\n`);
}, oracleStartLimit);
afterAll(async () => {
  if (found.kind === 'oracle') await found.close();
});
function need(context: TestContext): Oracle {
  if (found.kind === 'unavailable') return context.skip(found.why);
  return found;
}

/** The cmdlets over a table of records, with the traps of the real ones: a port left out is 80, an account left out is System, an account is one of a site. */
function standIns(hierarchy: Hierarchy): string {
  const rows = hierarchy.siteSystems.flatMap(({siteCode, server, proxy, softwareUpdatePoint: point}) => {
    const key = quoteValue(`${siteCode}|${server}`);
    const user = proxy?.account.kind === 'account' ? proxy.account.userName : '';
    return [
      `$global:Servers[${key}] = @{ UseProxy = ${Number(proxy?.enabled ?? false)}; ProxyName = ${quoteValue(proxy?.serverName ?? '')}; ProxyServerPort = ${proxy?.port ?? 0}; AnonymousProxyAccess = ${user === '' ? 1 : 0}; ProxyUserName = ${quoteValue(user)} }`,
      ...(point === null
        ? []
        : [
            `$global:Points[${key}] = @{ UseProxy = ${Number(point.useProxy)}; UseProxyForADR = ${Number(point.useProxyForAutoDeploymentRule)} }`,
          ]),
    ];
  });
  return `
$global:Servers = @{}; $global:Points = @{}; $global:Writes = 0
$global:Accounts = @(${(hierarchy.accounts ?? []).map(account => `[pscustomobject]@{ UserName = ${quoteValue(account.userName)}; SiteCode = ${quoteValue(account.siteCode)} }`).join(', ')})
${rows.join('\n')}
function Get-Row($Table, $Key) {
  if (-not $Table.ContainsKey($Key)) { return }
  $record = $Table[$Key]
  $props = foreach ($name in $record.Keys) { if ($record[$name] -is [string]) { [pscustomobject]@{ PropertyName = $name; Value = 0; Value1 = ''; Value2 = $record[$name] } } else { [pscustomobject]@{ PropertyName = $name; Value = $record[$name]; Value1 = ''; Value2 = '' } } }
  [pscustomobject]@{ Props = @($props) }
}
function Get-CMSiteSystemServer { param([string]$SiteSystemServerName, [string]$SiteCode, [switch]$DisableWildcardHandling) Get-Row $global:Servers "$SiteCode|$SiteSystemServerName" }
function Get-CMSoftwareUpdatePoint { param([string]$SiteSystemServerName, [string]$SiteCode, [switch]$DisableWildcardHandling) Get-Row $global:Points "$SiteCode|$SiteSystemServerName" }
function Get-CMAccount { param([string]$UserName, [string]$SiteCode, [switch]$DisableWildcardHandling) foreach ($account in $global:Accounts) { if ($account.UserName -eq $UserName -and ($SiteCode -eq '' -or $account.SiteCode -eq $SiteCode)) { $account } } }
function New-CMAccount { param([string]$UserName, [securestring]$Password, [string]$SiteCode, [switch]$DisableWildcardHandling) $account = [pscustomobject]@{ UserName = $UserName; SiteCode = $SiteCode }; $global:Accounts += $account; $account }
function Set-CMSiteSystemServer {
  param([string]$SiteSystemServerName, [string]$SiteCode, [bool]$EnableProxy, [string]$ProxyServerName, [int]$ProxyServerPort = 80, $ProxyAccessAccount, [switch]$DisableWildcardHandling)
  $global:Writes++
  $record = $global:Servers["$SiteCode|$SiteSystemServerName"]
  if ($ProxyAccessAccount -is [array]) { throw 'one account is wanted' }
  if ($EnableProxy -and ($ProxyServerPort -lt 1 -or $ProxyServerPort -gt 65535)) { throw 'the port is out of range' }
  if (-not $EnableProxy) { $record.UseProxy = 0; return }
  $record.UseProxy = 1; $record.ProxyName = $ProxyServerName; $record.ProxyServerPort = $ProxyServerPort
  if ($ProxyAccessAccount) { $record.AnonymousProxyAccess = 0; $record.ProxyUserName = $ProxyAccessAccount.UserName } else { $record.AnonymousProxyAccess = 1 }
}
function Set-CMSoftwareUpdatePoint {
  param([string]$SiteSystemServerName, [string]$SiteCode, [bool]$UseProxy, [bool]$UseProxyForAutoDeploymentRule, [switch]$DisableWildcardHandling)
  $global:Writes++
  if ($UseProxy -and $global:Servers["$SiteCode|$SiteSystemServerName"].UseProxy -eq 0) { throw 'a switch needs a site system proxy' }
  $record = $global:Points["$SiteCode|$SiteSystemServerName"]
  $record.UseProxy = [int]$UseProxy; $record.UseProxyForADR = [int]$UseProxyForAutoDeploymentRule
}`;
}

/** Writes so far, then each record as text, in a fixed order. */
const report = `$lines = @("writes $global:Writes")
foreach ($key in @($global:Servers.Keys)) { $r = $global:Servers[$key]; $user = ''; if ($r.AnonymousProxyAccess -eq 0) { $user = $r.ProxyUserName }; $lines += "$key $($r.UseProxy) $($r.ProxyName) $($r.ProxyServerPort) [$user]" }
foreach ($key in @($global:Points.Keys)) { $r = $global:Points[$key]; $lines += "$key SUP $($r.UseProxy) $($r.UseProxyForADR)" }
$lines`;

const writesOf = (run: RealRun): unknown => run.after[0];
const stateOf = (run: RealRun): readonly string[] => run.after.slice(1).map(String).toSorted();

const hierarchy = hierarchyOf({
  servers: [
    {
      name: 'CAS/CM00',
      proxy: 'a.c.com:8080 as C\\svc',
      roles: ['SMS Dmp Connector', sup],
      values: {[sup]: {UseProxy: 1, UseProxyForADR: 1}},
    },
    {name: 'PS1/CM01', proxy: 'a.c.com:3128', roles: [sup]},
    {name: 'PS1/DP1'},
  ],
  accounts: ['CAS/C\\svc', 'PS1/C\\other'],
});
const cases = [
  {title: 'a proxy that moves', names: ['CAS/CM00', 'PS1/CM01'], set: {'proxy.serverName': 'n.c.com'}},
  {title: 'turning off', names: ['CAS/CM00'], set: {'proxy.enabled': false}},
  {
    title: 'from System to an account',
    names: ['PS1/CM01'],
    set: {'proxy.account': 'C\\other', 'softwareUpdatePoint.useProxy': true},
  },
  {title: 'from an account to System', names: ['CAS/CM00'], set: {'proxy.account': 'system'}},
] as const;

describe.each(cases)('$title', ({names, set}) => {
  const plan = planOf(hierarchy, {names, set});
  test('the real engine runs it to its end with exit code 0, and writes each record once', async context => {
    const run = await need(context).run({before: standIns(hierarchy), script: plan.script, after: report});
    expect([run.ended, run.exitCode, writesOf(run)]).toEqual([null, 0, `writes ${plan.changes.length}`]);
  });
  test('SC4 a second run writes nothing', async context => {
    const oracle = need(context);
    const twice = await oracle.run({
      before: `${standIns(hierarchy)}\n& {\n${plan.script.replace(/exit 0\s*$/, '')}\n}`,
      script: plan.script,
      after: report,
    });
    expect([twice.exitCode, writesOf(twice)]).toEqual([0, `writes ${plan.changes.length}`]);
  });
  test('SC6 the change and then the undo lead back to the start', async context => {
    const oracle = need(context);
    const start = await oracle.run({before: standIns(hierarchy), script: '$null', after: report});
    const both = await oracle.run({
      before: `${standIns(hierarchy)}\n& {\n${plan.script.replace(/exit 0\s*$/, '')}\n}`,
      script: plan.undoScript,
      after: report,
    });
    expect([both.ended, both.exitCode]).toEqual([null, 0]);
    expect(stateOf(both)).toEqual(stateOf(start));
  });
  test('the guard stops it where a record is not as expected, and nothing is written to that server', async context => {
    const changed = `${standIns(hierarchy)}\nforeach ($key in @($global:Servers.Keys)) { $global:Servers[$key].UseProxy = 1; $global:Servers[$key].ProxyName = 'someone.else'; $global:Servers[$key].ProxyServerPort = 1 }\nforeach ($key in @($global:Points.Keys)) { $global:Points[$key].UseProxy = 0; $global:Points[$key].UseProxyForADR = 1 }`;
    const run = await need(context).run({before: changed, script: plan.script, after: report});
    expect([run.exitCode, writesOf(run)]).toEqual([1, 'writes 0']);
    expect(run.ended?.message).toMatch(/changed since the plan\. Expected: .* Found: /);
  });
});

test('a new account asks for its password and keeps none in the text', async context => {
  const plan = planOf(hierarchy, {names: ['PS1/CM01'], set: {'proxy.account': 'C\\new'}, more: {createAccounts: true}});
  const run = await need(context).run({
    before: standIns(hierarchy),
    script: plan.script,
    after: report,
    answers: ['s3cret'],
  });
  expect([run.ended, run.exitCode]).toEqual([null, 0]);
  expect(stateOf(run)).toContain(`PS1|${fqdn('CM01')} 1 a.c.com 3128 [C\\new]`);
});

test('a difference at the last record stops it before the first write', async context => {
  const plan = planOf(hierarchy, {names: ['CAS/CM00', 'PS1/CM01'], set: {'proxy.serverName': 'n.c.com'}});
  const last = plan.changes.at(-1);
  const run = await need(context).run({
    before: `${standIns(hierarchy)}\n$global:Servers['${last?.siteCode ?? ''}|${last?.server ?? ''}'].ProxyServerPort = 1`,
    script: plan.script,
    after: report,
  });
  expect([plan.changes.length, run.exitCode, writesOf(run)]).toEqual([2, 1, 'writes 0']);
});

describe('an account is looked up at the site that keeps it', () => {
  const several = hierarchyOf({
    servers: [
      {name: 'PS1/CM01', proxy: 'a.c.com:1'},
      {name: 'S01/CM10', proxy: 'a.c.com:1'},
    ],
    accounts: ['CAS/C\\svc', 'PS1/C\\svc'],
  });
  const wanted = {set: {'proxy.account': 'C\\svc'}};
  test.for(['PS1/CM01', 'S01/CM10'])(
    '%s: at its own site, or at the parent of a secondary one',
    async (name, context: TestContext) => {
      const plan = planOf(several, {...wanted, names: [name]});
      const run = await need(context).run({before: standIns(several), script: plan.script, after: report});
      expect([run.ended, run.exitCode, writesOf(run)]).toEqual([null, 0, 'writes 1']);
    },
  );
  test('one that is at another site only stops it, and nothing is written to the server', async context => {
    const plan = planOf(several, {...wanted, names: ['PS1/CM01']});
    const run = await need(context).run({
      before: `${standIns(several)}\n$global:Accounts = @($global:Accounts[0])`,
      script: plan.script,
      after: report,
    });
    expect([run.exitCode, writesOf(run), run.ended?.message]).toEqual([
      1,
      'writes 0',
      expect.stringContaining('does not exist at site PS1') as string,
    ]);
  });
});

describe('what the undo script cannot do', () => {
  test('it says what stood behind a proxy that was off, and that an account stays', () => {
    const off = hierarchyOf({servers: [{name: 'PS1/OFF', proxy: 'off old.c.com:3128'}]});
    const {undoScript} = planOf(off, {
      names: ['OFF'],
      set: {'proxy.serverName': 'n.c.com', 'proxy.account': 'C\\new'},
      more: {createAccounts: true},
    });
    expect(undoScript).toMatch(/^# Cannot be written back: PS1\/OFF\.contoso\.com: the name old\.c\.com/m);
    expect(undoScript).toMatch(/^# The account C\\new at site PS1 stays$/m);
  });
  test('a record that was stored without a port is left alone, and named', async context => {
    const broken = hierarchyOf({servers: [{name: 'PS1/ODD', proxy: 'a.c.com:0'}]});
    const plan = planOf(broken, {names: ['ODD'], set: {'proxy.port': '9'}});
    expect(plan.undoScript).toMatch(/^# Cannot be written back: PS1\/ODD\.contoso\.com: .*there is no port$/m);
    const run = await need(context).run({before: standIns(broken), script: plan.undoScript, after: report});
    expect([run.exitCode, writesOf(run)]).toEqual([0, 'writes 0']);
  });
});

test('the script of a plan with an error says so and writes nothing', async context => {
  const plan = planOf(hierarchy, {names: ['PS1/CM01'], set: {'proxy.serverName': 'http://x'}});
  for (const script of [plan.script, plan.undoScript]) {
    const run = await need(context).run({before: standIns(hierarchy), script, after: report});
    expect([run.exitCode, writesOf(run), run.ended?.message]).toEqual([
      1,
      'writes 0',
      expect.stringContaining('CMP001') as string,
    ]);
  }
});

test('an expected record whose account is not told is not compared by its account', async context => {
  const told = hierarchyOf({servers: [{name: 'PS1/CM01', proxy: 'a.c.com:1 as C\\u'}], accounts: ['PS1/C\\u']});
  const untold: Hierarchy = {
    ...told,
    siteSystems: told.siteSystems.map(system =>
      system.proxy?.account.kind === 'account'
        ? {...system, proxy: {...system.proxy, account: {kind: 'unknown'}}}
        : system,
    ),
  };
  const plan = planOf(untold, {names: ['PS1/CM01'], set: {'proxy.account': 'system'}});
  const run = await need(context).run({before: standIns(told), script: plan.script, after: report});
  expect([run.ended, run.exitCode, writesOf(run)]).toEqual([null, 0, 'writes 1']);
});

test('a server that is not visible stops the script', async context => {
  const plan = planOf(hierarchy, {names: ['PS1/CM01'], set: {'proxy.port': '1'}});
  const run = await need(context).run({
    before: `${standIns(hierarchy)}\n$global:Servers.Clear()`,
    script: plan.script,
    after: report,
  });
  expect([run.exitCode, run.ended?.message]).toEqual([1, expect.stringContaining('found 0 times') as string]);
});

const hostileNames = [
  "a'b",
  'a"b',
  'a`b',
  'a$b',
  'a$(exit 3)b',
  'a;exit 3',
  'a|b',
  'a&b',
  'a{b}',
  'a@b',
  'a#b',
  'a%PATH%b',
  '-Param',
  'a\u2018b',
  'a\u2019; exit 3; \u2019',
  'a\u201Ab',
  'a\u201Bb',
  'a\u201Cb\u201D\u201E',
  'a\nexit 3',
  'a[b]*?',
  'a<b>',
  "'; exit 3; '",
  '#> exit 3 <#',
  '漢字',
  '😀',
];

describe('I1 no name becomes code', () => {
  test.each(hostileNames)('%j as a server and as an account', async name => {
    const hostile = hierarchyOf({
      servers: [{name: 'PS1/X', proxy: `p.c.com:1 as C\\${name}`}],
      accounts: [`PS1/C\\${name}`],
    });
    const renamed: Hierarchy = {
      ...hostile,
      siteSystems: hostile.siteSystems.map(system =>
        system.server === fqdn('X') ? {...system, server: name} : system,
      ),
    };
    const plan = planOf(renamed, {
      where: [{key: 'proxy.port', value: '1'}],
      set: {'proxy.port': '2', 'proxy.account': 'system'},
      more: {ticket: name},
    });
    expect(plan.changes).toHaveLength(1);
    const tokens = tokenize(plan.script);
    expect(tokens.kind).toBe('tokens');
    expect(
      tokens.kind === 'tokens' && tokens.tokens.filter(token => token.type === 'string').map(token => token.value),
    ).toContain(name);
    const errors = found.kind === 'oracle' ? (await found.parse(plan.script)).errors : [];
    expect(errors).toEqual([]);
    const ran =
      found.kind === 'oracle' ? await found.run({before: standIns(renamed), script: plan.script, after: report}) : null;
    expect([ran?.exitCode ?? 0, ran === null ? 'writes 1' : writesOf(ran)]).toEqual([0, 'writes 1']);
  });
});

describe('P10 to P13 how a generated script is written', () => {
  const {script, undoScript} = planOf(hierarchy, {
    names: ['CAS/CM00', 'PS1/CM01'],
    set: {'proxy.serverName': 'n.c.com'},
    more: {ticket: 'CHG1'},
  });
  test.each([
    ['change', script],
    ['undo', undoScript],
  ])('%s: no Invoke-Expression, Write-Host, global variables, trailing blanks or backtick line ends', (_name, text) => {
    expect(text).not.toMatch(/Invoke-Expression|Write-Host|\$global:|Get-WmiObject|[ \t]+$|`$/m);
  });
  test('SC3 header, guard, whole record, read back, exit code', () => {
    for (const part of [
      'CHG1',
      'sha256:',
      'changed since the plan',
      'ProxyServerPort = $Step.Want.ProxyServerPort',
      'is not read back',
      'exit 0',
    ])
      expect(script).toContain(part);
  });
  test('a mark of UTF-8 stands before a text outside ASCII, and before no other', () => {
    expect([scriptBytes(script).charCodeAt(0), scriptBytes(`${script}# ü`).charCodeAt(0)]).toEqual([0x23, 0xfeff]);
  });
});
