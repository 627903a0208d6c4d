// A plan as an Ansible play: the values as data that is never a template, one script that takes them as parameters.
import {Document, isScalar, Scalar, visit} from 'yaml';
import type {PlannedChange, PlannedProxy} from '../../plan/plan.ts';
import {scriptFunctions} from '../../plan/script/script-body.ts';
import type {ScriptPart} from '../../plan/script/script-parts.ts';
import {commentText} from './comment-text.ts';

/** The head of both scripts: the site drive. Source: "Configuration Manager cmdlets, get started": New-PSDrive with the provider CMSite. */
const drive = `[CmdletBinding(SupportsShouldProcess = $true)]
param(
    [Parameter(Mandatory = $true)]
    $Step,
    [Parameter(Mandatory = $true)]
    [string]$SiteCode,
    [Parameter(Mandatory = $true)]
    [string]$ProviderMachineName,
    [bool]$CheckOnly
)

$ErrorActionPreference = 'Stop'
$Ansible.Changed = $false
Import-Module -Name ConfigurationManager
if (-not (Get-PSDrive -Name $SiteCode -PSProvider CMSite -ErrorAction SilentlyContinue)) {
    New-PSDrive -Name $SiteCode -PSProvider CMSite -Root $ProviderMachineName -WhatIf:$false | Out-Null
}
Set-Location -Path ('{0}:' -f $SiteCode)`;

const account = `if ($Step.Kind -eq 'Account') {
    if (-not (Get-CMAccount -UserName $Step.UserName -SiteCode $Step.SiteCode -DisableWildcardHandling)) {
        throw ('The account {0} does not exist at site {1}. Create it first; a play holds no password.' -f $Step.UserName, $Step.SiteCode)
    }
    return
}`;

const script = `${drive}

${scriptFunctions}

${account}
if (-not (Test-WriteNeeded -Step $Step)) { return }
if ($CheckOnly) { return }
$Ansible.Changed = $true
if (-not $PSCmdlet.ShouldProcess($Step.Server, 'Set the proxy')) { return }
Set-LiveRecord -Step $Step
$deadline = (Get-Date).AddSeconds(60)
while (-not (Test-SameRecord -Step $Step -Found (Get-LiveRecord -Step $Step) -Wanted $Step.Want)) {
    if ((Get-Date) -gt $deadline) { throw ('{0}/{1}: the change was accepted and is not read back after 60 seconds.' -f $Step.SiteCode, $Step.Server) }
    Start-Sleep -Milliseconds 500
}
`;

/** All records are checked before the first write, and each again before its own; check mode writes nothing. */
export function ansibleDialect({changes, header}: ScriptPart, topSite: {code: string; server: string}): string {
  const item = '{{ item }}';
  const task = (name: string, checkOnly: boolean): object => ({
    name,
    'ansible.windows.win_powershell': {
      script: '{{ cmproxy_script }}',
      parameters: {
        Step: item,
        SiteCode: '{{ cmproxy_site_code }}',
        ProviderMachineName: '{{ cmproxy_provider }}',
        CheckOnly: checkOnly,
      },
    },
    loop: '{{ cmproxy_steps }}',
    loop_control: {label: '{{ item.SiteCode }}/{{ item.Server | default(item.UserName) }}'},
  });
  const document = new Document([
    {
      name: header.title,
      hosts: "{{ cmproxy_hosts | default('cmproxy_console') }}",
      gather_facts: false,
      vars: {
        cmproxy_site_code: topSite.code,
        cmproxy_provider: topSite.server,
        cmproxy_script: script,
        cmproxy_steps: changes.map(change => stepOf(change, header.accountSite)),
      },
      tasks: [
        task('Check every record before the first write', true),
        task('Write what is not as wanted, and read it back', false),
      ],
    },
  ]);
  visit(document, {
    Scalar(_key, node) {
      if (!isScalar(node) || typeof node.value !== 'string') return;
      if (node.value === script) node.type = Scalar.BLOCK_LITERAL;
    },
    Pair(_key, pair) {
      if (
        !isScalar(pair.key) ||
        !['cmproxy_site_code', 'cmproxy_provider', 'cmproxy_steps'].includes(String(pair.key.value))
      )
        return undefined;
      markUnsafe(pair.value);
      return visit.SKIP;
    },
  });
  document.commentBefore = [
    `${header.title}, made by cmproxy ${header.toolVersion} on ${header.createdAt}`,
    `Plan ${header.planHash}`,
    `Hierarchy ${header.hierarchyId}`,
    ...(header.ticket === null ? [] : [`Ticket ${header.ticket}`]),
    ...header.notes,
    'Runs on a Windows host with the Configuration Manager console (cmproxy_hosts); needs the collection ansible.windows.',
    'A second run changes nothing; --check writes nothing; a record that is neither as expected nor as wanted stops the play.',
    'No password is here: an account has to exist.',
  ]
    .map(commentText)
    .join('\n');
  return `---\n${document.toString({lineWidth: 0})}`;
}

/** `!unsafe`: Ansible takes the text as it stands, whatever braces are in it. */
function markUnsafe(value: unknown): void {
  if (isScalar(value)) mark(value);
  else visit(value as Document, {Scalar: (place, node) => (place === 'key' ? undefined : mark(node))});
}

function mark(node: Scalar): void {
  if (typeof node.value !== 'string') return;
  node.tag = '!unsafe';
  node.type = Scalar.QUOTE_DOUBLE;
}

function stepOf(change: PlannedChange, accountSite: (siteCode: string) => string): object {
  const {siteCode: SiteCode} = change;
  if (change.object === 'account') return {Kind: 'Account', SiteCode, UserName: change.userName};
  const place = {Server: change.server, SiteCode};
  if (change.object === 'softwareUpdatePoint') {
    const side = ({useProxy, useProxyForAutoDeploymentRule}: typeof change.before): object => ({
      UseProxy: useProxy,
      UseProxyForADR: useProxyForAutoDeploymentRule,
    });
    return {Kind: 'SoftwareUpdatePoint', ...place, Expect: side(change.before), Want: side(change.after)};
  }
  return {
    Kind: 'SiteSystem',
    ...place,
    ...(change.after.account.kind === 'account' ? {AccountSite: accountSite(SiteCode)} : {}),
    Expect: recordOf(change.before),
    Want: recordOf(change.after),
  };
}

/** As in the script of cmdlets: an empty account is System, null is whatever is there. */
function recordOf({enabled, serverName, port, account: user}: PlannedProxy): object {
  return {
    EnableProxy: enabled,
    ProxyServerName: serverName ?? '',
    ProxyServerPort: port ?? 0,
    Account: user.kind === 'unknown' ? null : user.kind === 'account' ? user.userName : '',
  };
}
