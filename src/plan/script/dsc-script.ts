// A plan as a ConfigMgrCBDsc configuration. Source of names: ConfigMgrCBDsc, the schemas of CMSiteSystemServer, CMSoftwareUpdatePoint and CMAccounts.
import type {PlannedChange, PlannedProxy} from '../plan.ts';
import {siteSystemKey} from '../../model/server-name.ts';
import {commentLine} from './quote-comment.ts';
import {quoteValue} from './quote-value.ts';
import type {ScriptPart} from './script-parts.ts';

interface Resource {
  readonly type: 'CMAccounts' | 'CMSiteSystemServer' | 'CMSoftwareUpdatePoint';
  readonly name: string;
  readonly properties: readonly (readonly [string, string])[];
}

/**
 * Desired State Configuration knows no expected state: it brings a server to what is wanted from whatever is there. The script says so. A password
 * comes in as a credential, and is in no text.
 */
export function dscScript({changes, header}: ScriptPart): string {
  const resources = resourcesOf(changes, header.accountSite);
  const credentials = resources.filter(({type}) => type === 'CMAccounts').map(({name}) => `$${name}Password`);
  return `${[
    commentLine(`${header.title}, made by cmproxy ${header.toolVersion} on ${header.createdAt}`),
    commentLine(`Plan ${header.planHash}`),
    commentLine(`Hierarchy ${header.hierarchyId}`),
    ...(header.ticket === null ? [] : [commentLine(`Ticket ${header.ticket}`)]),
    ...header.notes.map(commentLine),
    '#',
    '# Needs the module ConfigMgrCBDsc on a computer with the Configuration Manager console. Where a record already is as wanted, nothing is written.',
    '# It does not stop where a record is neither as it was planned nor as wanted: look first, with Test-DscConfiguration or with cmproxy plan.',
    '# An account that is left out is System; the port is always written, because the cmdlet would set 80 (DSC_CMSiteSystemServer).',
    ...(credentials.length === 0
      ? []
      : ['# Encrypt the MOF file, because it holds the credentials that the parameters take.']),
    '',
    'Configuration CMProxyChange',
    '{',
    ...(credentials.length === 0
      ? []
      : [
          '    param',
          '    (',
          credentials
            .map(
              name =>
                `        [Parameter(Mandatory = $true)]\n        [System.Management.Automation.PSCredential]\n        ${name}`,
            )
            .join(',\n\n'),
          '    )',
          '',
        ]),
    '    Import-DscResource -ModuleName ConfigMgrCBDsc',
    '',
    '    Node localhost',
    '    {',
    resources.map(resourceText).join('\n\n'),
    '    }',
    '}',
  ].join('\n')}\n`;
}

function resourceText({type, name, properties}: Resource): string {
  const width = Math.max(...properties.map(([key]) => key.length));
  return [
    `        ${type} ${name}`,
    '        {',
    ...properties.map(([key, value]) => `            ${key.padEnd(width)} = ${value}`),
    '        }',
  ].join('\n');
}

/** Each resource waits for the one before it on the same server, and for the account that it names. */
function resourcesOf(
  changes: readonly PlannedChange[],
  accountSite: (siteCode: string) => string,
): readonly Resource[] {
  const resources: Resource[] = [];
  const lastOn = new Map<string, string>();
  const accounts = new Map<string, string>();
  for (const [index, change] of changes.entries()) {
    const number = index + 1;
    if (change.object === 'account') {
      const name = `Account${number}`;
      accounts.set(accountKey(change.siteCode, change.userName), `[CMAccounts]${name}`);
      resources.push({
        type: 'CMAccounts',
        name,
        properties: [
          ['SiteCode', quoteValue(change.siteCode)],
          ['Account', quoteValue(change.userName)],
          ['AccountPassword', `$${name}Password`],
          ['Ensure', "'Present'"],
        ],
      });
      continue;
    }
    const key = siteSystemKey(change.siteCode, change.server);
    const user = change.object === 'siteSystem' ? userOf(change.after) : null;
    const needed = [
      lastOn.get(key),
      user === null ? undefined : accounts.get(accountKey(accountSite(change.siteCode), user)),
    ].filter(item => item !== undefined);
    const type = change.object === 'siteSystem' ? 'CMSiteSystemServer' : 'CMSoftwareUpdatePoint';
    const name = `${change.object === 'siteSystem' ? 'Proxy' : 'Switches'}${number}`;
    const own =
      change.object === 'siteSystem'
        ? proxyProperties(change.siteCode, change.server, change.after)
        : ([
            ['SiteCode', quoteValue(change.siteCode)],
            ['SiteServerName', quoteValue(change.server)],
            ['UseProxy', literal(change.after.useProxy)],
            ['UseProxyForAutoDeploymentRule', literal(change.after.useProxyForAutoDeploymentRule)],
          ] as const);
    const depends = needed.length === 0 ? [] : [['DependsOn', needed.map(item => `'${item}'`).join(', ')] as const];
    resources.push({type, name, properties: [...own, ['Ensure', "'Present'"], ...depends]});
    lastOn.set(key, `[${type}]${name}`);
  }
  return resources;
}

function proxyProperties(
  siteCode: string,
  server: string,
  {enabled, serverName, port, account}: PlannedProxy,
): readonly (readonly [string, string])[] {
  const place = [
    ['SiteCode', quoteValue(siteCode)],
    ['SiteSystemServer', quoteValue(server)],
    ['EnableProxy', literal(enabled)],
  ] as const;
  if (!enabled) return place;
  return [
    ...place,
    ['ProxyServerName', quoteValue(serverName ?? '')],
    ['ProxyServerPort', String(port ?? 80)],
    ...(account.kind === 'account' ? [['ProxyAccessAccount', quoteValue(account.userName)] as const] : []),
  ];
}

function userOf({enabled, account}: PlannedProxy): string | null {
  return enabled && account.kind === 'account' ? account.userName : null;
}

function accountKey(siteCode: string, userName: string): string {
  return `${siteCode}/${userName.toLowerCase()}`;
}

function literal(value: boolean): string {
  return value ? '$true' : '$false';
}
