// The oracle itself: what tests may rely on when they ask the real engine.
import {afterAll, beforeAll, expect, test, type TestContext} from 'vitest';
import {checkerName, oracleStartLimit, powerShellOracle, type Oracle, type Unavailable} from './powershell.ts';

let found: Oracle | Unavailable;

beforeAll(async () => {
  found = await powerShellOracle();
  process.stdout.write(`oracle: ${checkerName(found)}\n`);
}, oracleStartLimit);

afterAll(async () => {
  if (found.kind === 'oracle') await found.close();
});

function need(context: TestContext): Oracle {
  if (found.kind === 'unavailable') return context.skip(found.why);
  return found;
}

test('a text is parsed by the real parser, with its errors in place', async context => {
  const oracle = need(context);
  const parsed = await oracle.parse("Get-X -Name 'a''b' 5");
  expect(parsed.errors).toEqual([]);
  expect(parsed.strings.map(({kind, value}) => [kind, value])).toEqual([
    ['BareWord', 'Get-X'],
    ['SingleQuoted', "a'b"],
  ]);
  expect(parsed.commands).toMatchObject([{name: 'Get-X', elements: [{parameter: 'Name'}, {value: "a'b"}, {value: 5}]}]);
  expect((await oracle.parse('if (')).errors[0]).toMatchObject({incomplete: true});
});

test('a script runs beside stand-ins for a module, and its exit code is told', async context => {
  const ran = await need(context).run({
    before: `$global:written = @()
      New-Module -Name ConfigurationManager -ScriptBlock {
        function Get-CMSiteSystemServer { [CmdletBinding()] param([string] $SiteSystemServerName) [pscustomobject]@{Name = $SiteSystemServerName} }
        function Set-CMSiteSystemServer { [CmdletBinding(SupportsShouldProcess)] param([Parameter(ValueFromPipeline)] $InputObject, [bool] $EnableProxy)
          process { if ($PSCmdlet.ShouldProcess($InputObject.Name)) { $global:written += $InputObject.Name } } }
      } | Import-Module`,
    script: `#requires -Modules ConfigurationManager
      Get-CMSiteSystemServer 'CM01' | Set-CMSiteSystemServer -EnableProxy $true -WhatIf
      Get-CMSiteSystemServer 'CM02' | Set-CMSiteSystemServer -EnableProxy $true
      Write-Error 'not quite'
      exit 3`,
    after: '$global:written',
  });
  expect(ran).toMatchObject({
    exitCode: 3,
    ended: null,
    errors: [{message: 'not quite'}],
    host: ['What if: Performing the operation "Set-CMSiteSystemServer" on target "CM01".'],
    after: ['CM02'],
  });
});

test('an error that ends a script is told as such', async context => {
  const ran = await need(context).run({script: "$ErrorActionPreference = 'Stop'\nGet-Nothing\n'never'"});
  expect(ran).toMatchObject({exitCode: 1, output: [], ended: {id: 'CommandNotFoundException', line: 2}});
});

test('a prompt takes the next answer, and fails without one', async context => {
  const script =
    "function F { [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param() $PSCmdlet.ShouldProcess('S1') }\nF";
  const oracle = need(context);
  expect((await oracle.run({script, answers: ['Yes']})).output).toEqual([true]);
  expect((await oracle.run({script})).errors[0]?.message).toContain(
    'PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.',
  );
});

test('a script that waits comes to its end without waiting', async context => {
  const script = `$end = (Get-Date).AddSeconds(60)
    $times = 0
    while ((Get-Date) -lt $end) { Start-Sleep -Milliseconds 500; $times++ }
    $times`;
  expect((await need(context).run({script})).output).toEqual([120]);
});

test('a question to a person takes the next answer', async context => {
  const script = "(Read-Host -Prompt 'Name'); (Read-Host -Prompt 'Password' -AsSecureString).Length";
  const ran = await need(context).run({script, answers: ['S1', 'secret']});
  expect(ran).toMatchObject({output: ['S1', 6], host: ['Name: ', 'Password: ']});
});
