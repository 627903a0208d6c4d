// A plan as a script of Configuration Manager cmdlets: state guard, whole record, read back. Values stand in one table and nowhere else.
import type {PlannedChange, PlannedProxy} from '../plan.ts';
import {commentLine} from './quote-comment.ts';
import {quoteValue} from './quote-value.ts';
import {scriptBody} from './script-body.ts';

export interface ScriptHeader {
  readonly title: string;
  readonly toolVersion: string;
  readonly planHash: string;
  readonly hierarchyId: string;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  readonly ticket: string | null;
  /** What a reader has to know beside the steps, a line each. */
  readonly notes: readonly string[];
  /** The site that keeps the accounts of a site's servers. */
  readonly accountSite: (siteCode: string) => string;
}

/**
 * Windows PowerShell 5.1 and PowerShell 7. A second run writes nothing; a record that is neither as expected nor as planned stops it. Sources:
 * Get- and Set-CMSiteSystemServer, Get- and Set-CMSoftwareUpdatePoint, Get- and New-CMAccount; ConfigMgrCBDsc for the names in Props.
 */
export function planScript(changes: readonly PlannedChange[], header: ScriptHeader): string {
  const lines = [
    commentLine(`${header.title}, made by cmproxy ${header.toolVersion} on ${header.createdAt}`),
    commentLine(`Plan ${header.planHash}`),
    commentLine(`Hierarchy ${header.hierarchyId}`),
    ...(header.ticket === null ? [] : [commentLine(`Ticket ${header.ticket}`)]),
    ...header.notes.map(commentLine),
    '#',
    '# Run it on the site drive with the ConfigurationManager module loaded, version 1910 or later.',
    '# All records are read before the first write, and each again before its own: one that is already as planned is left alone, one that is',
    '# neither as expected nor as planned stops the script.',
    '# The whole record is always written, because the cmdlet sets port 80 and System for what is left out (ConfigMgrCBDsc, DSC_CMSiteSystemServer).',
    '# So System is said by leaving the account out.',
    '',
    "$ErrorActionPreference = 'Stop'",
    '',
    '$steps = @(',
    changes.map(change => step(change, header.accountSite)).join(',\n'),
    ')',
    '',
    scriptBody,
  ];
  return `${lines.join('\n')}\n`;
}

function step(change: PlannedChange, accountSite: ScriptHeader['accountSite']): string {
  const place = `Server = ${quoteValue(change.server)}; SiteCode = ${quoteValue(change.siteCode)}`;
  if (change.object === 'account')
    return `    @{ Kind = 'Account'; SiteCode = ${quoteValue(change.siteCode)}; UserName = ${quoteValue(change.userName)} }`;
  if (change.object === 'softwareUpdatePoint') {
    const side = ({useProxy, useProxyForAutoDeploymentRule}: typeof change.before): string =>
      `@{ UseProxy = ${literal(useProxy)}; UseProxyForADR = ${literal(useProxyForAutoDeploymentRule)} }`;
    return `    @{ Kind = 'SoftwareUpdatePoint'; ${place}\n       Expect = ${side(change.before)}\n       Want = ${side(change.after)} }`;
  }
  const keeper =
    change.after.account.kind === 'account' ? `; AccountSite = ${quoteValue(accountSite(change.siteCode))}` : '';
  return `    @{ Kind = 'SiteSystem'; ${place}${keeper}\n       Expect = ${record(change.before)}\n       Want = ${record(change.after)} }`;
}

/** An empty account is System; `$null`, which is only expected and never wanted, is whatever is there. */
function record({enabled, serverName, port, account}: PlannedProxy): string {
  const name = account.kind === 'unknown' ? '$null' : quoteValue(account.kind === 'account' ? account.userName : '');
  return `@{ EnableProxy = ${literal(enabled)}; ProxyServerName = ${quoteValue(serverName ?? '')}; ProxyServerPort = ${port ?? 0}; Account = ${name} }`;
}

function literal(value: boolean): string {
  return value ? '$true' : '$false';
}

/** In place of the script of a plan that has an error: it says so and stops, whoever runs it. */
export function refusedScript(title: string, why: string): string {
  return `${commentLine(title)}\nthrow ${quoteValue(why)}\n`;
}

/** The bytes to save: a UTF-8 mark as soon as there is a character outside ASCII, because Windows PowerShell 5.1 misreads such a file without it. */
export function scriptBytes(text: string): string {
  return /[^\u0000-\u007f]/.test(text) ? `\uFEFF${text}` : text;
}
